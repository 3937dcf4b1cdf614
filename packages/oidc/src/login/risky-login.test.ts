import type { AccountTakeoverEventActionType } from "@cogmock/protocol/user-pools";
import { describe, expect, test } from "vitest";
import { startOidc, type TestOidc } from "../testing/start-oidc.ts";
import type { TestClient } from "../testing/test-client.ts";

/** A pool that enforces its threat protection, and rates all sign-ins at high risk and all passwords as known. */
async function givenRisk(
  action: AccountTakeoverEventActionType,
  blocksCompromised = false,
): Promise<{ readonly oidc: TestOidc; readonly client: TestClient }> {
  const oidc = await startOidc();
  const client = await oidc.givenClient(
    {},
    {
      UserPoolTier: "PLUS",
      UserPoolAddOns: { AdvancedSecurityMode: "ENFORCED" },
      EmailConfiguration: {
        EmailSendingAccount: "DEVELOPER",
        SourceArn: "arn:aws:ses:us-east-1:000000000000:identity/no-reply@example.com",
      },
    },
  );
  const { UserPoolId } = client;
  await oidc.givenUser(UserPoolId, "alice", { email: "alice@example.com", email_verified: "true" });
  const send = oidc.cognito.userPools.send.bind(oidc.cognito.userPools);
  await send("SetUserPoolMfaConfig", { UserPoolId, MfaConfiguration: "OPTIONAL", EmailMfaConfiguration: {} });
  const EventAction = blocksCompromised ? "BLOCK" : "NO_ACTION";
  await send("SetRiskConfiguration", {
    UserPoolId,
    AccountTakeoverRiskConfiguration: { Actions: { HighAction: { EventAction: action, Notify: false } } },
    CompromisedCredentialsRiskConfiguration: { Actions: { EventAction } },
  });
  await oidc.cognito.risks.rate({ userPoolId: UserPoolId, riskLevel: "High", compromisedCredentials: true });
  return { oidc, client };
}

describe("A sign-in on the pages that is a risk", () => {
  test("is blocked, and the page says so", async () => {
    const { oidc, client } = await givenRisk("BLOCK");
    const page = await oidc.newBrowser().signIn(client);
    expect(page.text).toContain('role="alert">Unable to login because of security reasons.</p>');
  });

  test("is asked for a second factor", async () => {
    const { oidc, client } = await givenRisk("MFA_REQUIRED");
    const browser = oidc.newBrowser();
    const page = await browser.signIn(client);
    expect(page.location).toBeUndefined();
    const signedIn = await browser.submit(page, { authentication_code: "123456" });
    expect(signedIn.location).toContain("?code=");
  });

  test("passes where nothing is to be done", async () => {
    const { oidc, client } = await givenRisk("NO_ACTION");
    expect((await oidc.newBrowser().signIn(client)).location).toContain("?code=");
  });

  test("with a password that others know leads to asking for a code, which nobody has sent yet", async () => {
    const { oidc, client } = await givenRisk("NO_ACTION", true);
    const page = await oidc.newBrowser().signIn(client);
    expect(page.text).toContain('role="alert">Password reset required for user due to security reasons</p>');
    expect(page.text).toContain("/forgotPassword?");
  });

  test("is refused to addresses that are blocked", async () => {
    const { oidc, client } = await givenRisk("NO_ACTION");
    await oidc.cognito.userPools.send("SetRiskConfiguration", {
      UserPoolId: client.UserPoolId,
      RiskExceptionConfiguration: { BlockedIPRangeList: ["127.0.0.0/8"] },
    });
    const page = await oidc.newBrowser().signIn(client);
    expect(page.text).toContain('role="alert">Request not allowed due to security reasons.</p>');
  });
});
