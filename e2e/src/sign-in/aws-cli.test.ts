import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { aws, errorOf, HAS_AWS_CLI, knowsCommand } from "../running/aws-cli.ts";
import { type RunningServer, startServer } from "../running/running-server.ts";
import { authenticatorApp } from "./authenticator-app.ts";
import { createPeople, NEW_PASSWORD, OFFER, PASSWORD } from "./people.ts";

const KNOWS_PASSKEYS = knowsCommand("start-web-authn-registration");
/** Each command is a second of Python, or several where other tests run beside it. */
const TIMEOUT_MS = 240_000;

interface Answer {
  readonly ChallengeName?: string;
  readonly Session?: string;
  readonly AuthenticationResult?: {
    readonly AccessToken: string;
    readonly RefreshToken?: string;
    readonly NewDeviceMetadata?: { readonly DeviceKey: string };
  };
}

let server: RunningServer;

/** Runs a command in the region of the pools. */
async function run(...words: string[]): Promise<Answer & Record<string, unknown>> {
  return aws(server.url, "--region", "us-east-1", ...words);
}

describe.skipIf(!HAS_AWS_CLI)(`The AWS CLI${HAS_AWS_CLI ? "" : " (not installed: Debian package awscli)"}`, () => {
  beforeAll(async () => {
    server = await startServer(["--codes", "random"]);
  });
  afterAll(async () => {
    await server.stop();
  });

  test("signs in with an authenticator app that it has set up", { timeout: TIMEOUT_MS }, async () => {
    const { ClientId, ...people } = await createPeople(server.url, {
      mfa: { MfaConfiguration: "OPTIONAL", ...OFFER.app },
    });
    const username = await people.givenUser();
    const client = ["--client-id", ClientId];
    const credentials = ["--auth-parameters", `USERNAME=${username},PASSWORD=${PASSWORD}`];
    const signIn = () => run("initiate-auth", ...client, "--auth-flow", "USER_PASSWORD_AUTH", ...credentials);
    const bearer = ["--access-token", (await signIn()).AuthenticationResult?.AccessToken ?? ""];

    const { SecretCode } = await run("associate-software-token", ...bearer);
    const app = authenticatorApp(String(SecretCode));
    const verified = await run("verify-software-token", ...bearer, "--user-code", app.nextCode());
    expect(verified).toEqual({ Status: "SUCCESS" });
    const preferred = "Enabled=true,PreferredMfa=true";
    await run("set-user-mfa-preference", ...bearer, "--software-token-mfa-settings", preferred);

    const { ChallengeName, Session = "" } = await signIn();
    expect(ChallengeName).toBe("SOFTWARE_TOKEN_MFA");
    const challenge = [...client, "--challenge-name", "SOFTWARE_TOKEN_MFA", "--session", Session];
    const answer = (code: string) => {
      const responses = `USERNAME=${username},SOFTWARE_TOKEN_MFA_CODE=${code}`;
      return run("respond-to-auth-challenge", ...challenge, "--challenge-responses", responses);
    };
    expect(await errorOf(answer("000000"))).toBe(
      "An error occurred (CodeMismatchException) when calling the RespondToAuthChallenge operation: Invalid code received for user",
    );
    expect(await answer(app.nextCode())).toHaveProperty("AuthenticationResult.AccessToken");
  });

  test("invites, asks for a code and sees the device, as administrator", { timeout: TIMEOUT_MS }, async () => {
    const { ClientId, UserPoolId, ...people } = await createPeople(server.url, {
      pool: { DeviceConfiguration: { ChallengeRequiredOnNewDevice: true } },
      mfa: { MfaConfiguration: "OPTIONAL", ...OFFER.sms },
    });
    const username = await people.givenInvitedUser({ phone_number: "+15551230100" });
    const pool = ["--user-pool-id", UserPoolId];
    const user = [...pool, "--username", username];
    const client = [...pool, "--client-id", ClientId];
    const enabled = "Enabled=true,PreferredMfa=true";
    await run("admin-set-user-mfa-preference", ...user, "--sms-mfa-settings", enabled);

    const flow = ["--auth-flow", "ADMIN_USER_PASSWORD_AUTH"];
    const parameters = `USERNAME=${username},PASSWORD=${PASSWORD}`;
    const invited = await run("admin-initiate-auth", ...client, ...flow, "--auth-parameters", parameters);
    expect(invited.ChallengeName).toBe("NEW_PASSWORD_REQUIRED");
    const answer = (name: string, { Session = "" }: Answer, response: string) => {
      const challenge = [...client, "--challenge-name", name, "--session", Session];
      const responses = `USERNAME=${username},${response}`;
      return run("admin-respond-to-auth-challenge", ...challenge, "--challenge-responses", responses);
    };
    const asked = await answer("NEW_PASSWORD_REQUIRED", invited, `NEW_PASSWORD=${NEW_PASSWORD}`);
    expect(asked.ChallengeName).toBe("SMS_MFA");
    const { AuthenticationResult } = await answer("SMS_MFA", asked, `SMS_MFA_CODE=${await people.lastCode(username)}`);

    const key = AuthenticationResult?.NewDeviceMetadata?.DeviceKey ?? "";
    const bearer = ["--access-token", AuthenticationResult?.AccessToken ?? ""];
    // Not a real verifier: nobody proves this device, and none is judged before it is used.
    const verifier = `PasswordVerifier=${Buffer.alloc(384, 7).toString("base64")},Salt=${Buffer.alloc(16, 7).toString("base64")}`;
    const config = ["--device-secret-verifier-config", verifier];
    await run("confirm-device", ...bearer, "--device-key", key, "--device-name", "desk", ...config);
    const { Devices } = await run("admin-list-devices", ...user);
    expect(Devices).toMatchObject([{ DeviceKey: key }]);
    await run("admin-forget-device", ...user, "--device-key", key);
    expect(await run("list-devices", ...bearer)).toEqual({ Devices: [] });
  });

  test.skipIf(!KNOWS_PASSKEYS)(
    `begins the registration of a passkey${KNOWS_PASSKEYS ? "" : " (this AWS CLI is older than passkeys)"}`,
    async () => {
      const { ClientId, ...people } = await createPeople(server.url, {
        pool: { Policies: { SignInPolicy: { AllowedFirstAuthFactors: ["PASSWORD", "WEB_AUTHN"] } } },
        mfa: { WebAuthnConfiguration: { RelyingPartyId: "auth.example.com" } },
      });
      const flow = ["--client-id", ClientId, "--auth-flow", "USER_PASSWORD_AUTH"];
      const parameters = `USERNAME=${await people.givenUser()},PASSWORD=${PASSWORD}`;
      const { AuthenticationResult } = await run("initiate-auth", ...flow, "--auth-parameters", parameters);
      const bearer = ["--access-token", AuthenticationResult?.AccessToken ?? ""];
      expect(await run("start-web-authn-registration", ...bearer)).toMatchObject({
        CredentialCreationOptions: { rp: { id: "auth.example.com" }, timeout: 60_000 },
      });
      expect(await run("list-web-authn-credentials", ...bearer)).toEqual({ Credentials: [] });
    },
  );
});
