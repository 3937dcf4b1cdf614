import {
  AdminSetUserMFAPreferenceCommand,
  type AdminSetUserMFAPreferenceCommandInput,
  AssociateSoftwareTokenCommand,
  CompleteWebAuthnRegistrationCommand,
  InitiateAuthCommand,
  StartWebAuthnRegistrationCommand,
  VerifySoftwareTokenCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { describe, test } from "vitest";
import { present } from "../running/aws-client.ts";
import { authenticatorApp } from "../sign-in/authenticator-app.ts";
import { CHROMIUM } from "../sign-in/browser.ts";
import { OFFER, PASSWORD, type PoolSettings } from "../sign-in/people.ts";
import { type Journey, setUpJourneys } from "./browser-journeys.ts";
import { WITHOUT_CHROMIUM } from "./chromium.ts";
import { addVirtualAuthenticator, type VirtualAuthenticator } from "./virtual-authenticator.ts";

const ADDRESSES = {
  email: "ann@example.com",
  email_verified: "true",
  phone_number: "+15551230100",
  phone_number_verified: "true",
};

/** A pool that has each kind of second factor. */
const ALL_FACTORS = {
  pool: { EmailConfiguration: OFFER.ownSender },
  mfa: { MfaConfiguration: "OPTIONAL", ...OFFER.sms, ...OFFER.app, ...OFFER.email },
} as const;

/** A pool whose users may sign in without a password. */
const WITHOUT_PASSWORD: PoolSettings = {
  pool: {
    Policies: { SignInPolicy: { AllowedFirstAuthFactors: ["PASSWORD", "EMAIL_OTP", "SMS_OTP", "WEB_AUTHN"] } },
    SmsConfiguration: OFFER.sms.SmsMfaConfiguration.SmsConfiguration,
  },
  mfa: {
    MfaConfiguration: "OFF",
    WebAuthnConfiguration: { RelyingPartyId: "localhost", UserVerification: "required" },
  },
};

type Preference = Omit<AdminSetUserMFAPreferenceCommandInput, "UserPoolId" | "Username">;

function prefer({ aws, UserPoolId }: Journey, Username: string, preference: Preference): Promise<unknown> {
  return aws.send(new AdminSetUserMFAPreferenceCommand({ UserPoolId, Username, ...preference }));
}

/** Signs in with the API, as an application that knows the password does. */
async function accessTokenOf({ aws, ClientId }: Journey, USERNAME: string): Promise<string> {
  const { AuthenticationResult } = await aws.send(
    new InitiateAuthCommand({ AuthFlow: "USER_PASSWORD_AUTH", ClientId, AuthParameters: { USERNAME, PASSWORD } }),
  );
  return present(AuthenticationResult?.AccessToken);
}

async function enterCode({ page, press }: Journey, code: string): Promise<void> {
  await page.getByLabel("Code", { exact: true }).fill(code);
  await press("Sign in");
}

describe.skipIf(!CHROMIUM)(`A challenge in Chromium${WITHOUT_CHROMIUM}`, () => {
  const journeys = setUpJourneys();

  test.each([
    ["sms", { SMSMfaSettings: { Enabled: true, PreferredMfa: true } }, "+*******0100"],
    ["email", { EmailMfaSettings: { Enabled: true, PreferredMfa: true } }, "a***@e***"],
  ])("by a code by %s is met, after a wrong code", (kind, preference, destination) =>
    journeys.takeInTwoPools(ALL_FACTORS, async (journey) => {
      const username = await journey.givenUser(ADDRESSES);
      await prefer(journey, username, preference);
      await journey.authorize();
      await journey.signIn(username);
      await journey.page.getByText(destination).waitFor();
      await journey.look(`${kind}-code`);
      await enterCode(journey, "000000");
      await journey.refusal("Invalid code or auth state for the user.");
      await journey.look(`${kind}-code-refused`);
      await enterCode(journey, await journey.lastCode(username));
      return username;
    }),
  );

  test("by an authenticator app is met", () =>
    journeys.takeInTwoPools(ALL_FACTORS, async (journey) => {
      const { aws, authorize, givenUser, look, page, signIn } = journey;
      const username = await givenUser(ADDRESSES);
      const AccessToken = await accessTokenOf(journey, username);
      const { SecretCode } = await aws.send(new AssociateSoftwareTokenCommand({ AccessToken }));
      const app = authenticatorApp(present(SecretCode));
      const FriendlyDeviceName = "Ann's phone";
      await aws.send(new VerifySoftwareTokenCommand({ AccessToken, UserCode: app.nextCode(), FriendlyDeviceName }));
      await prefer(journey, username, { SoftwareTokenMfaSettings: { Enabled: true, PreferredMfa: true } });
      await authorize();
      await signIn(username);
      await page.getByText("Ann's phone").waitFor();
      await look("app-code");
      await enterCode(journey, app.nextCode());
      return username;
    }));

  test("by a second factor that the user chooses is met", () =>
    journeys.takeInTwoPools(ALL_FACTORS, async (journey) => {
      const { authorize, givenUser, lastCode, look, page, press, signIn } = journey;
      const username = await givenUser(ADDRESSES);
      await prefer(journey, username, { SMSMfaSettings: { Enabled: true }, EmailMfaSettings: { Enabled: true } });
      await authorize();
      await signIn(username);
      await page.getByLabel("A code by e-mail").check();
      await look("mfa-choice");
      await press("Next");
      await page.getByText("a***@e***").waitFor();
      await enterCode(journey, await lastCode(username));
      return username;
    }));

  test("to set up an authenticator app is met, after a wrong code", () =>
    journeys.takeInTwoPools({ mfa: { MfaConfiguration: "ON", ...OFFER.app } }, async (journey) => {
      const { authorize, givenUser, look, page, refusal, signIn } = journey;
      const username = await givenUser(ADDRESSES);
      await authorize();
      await signIn(username);
      await page.getByRole("img", { name: "QR code for an authenticator app" }).waitFor();
      await look("app-set-up");
      await enterCode(journey, "000000");
      await refusal("Code mismatch");
      await look("app-set-up-refused");
      const app = authenticatorApp((await page.locator("#totpSecret").textContent()) ?? "");
      await enterCode(journey, app.nextCode());
      return username;
    }));

  test("to set up codes by e-mail or by app is met", () =>
    journeys.takeInTwoPools(
      { ...ALL_FACTORS, mfa: { ...ALL_FACTORS.mfa, MfaConfiguration: "ON" } },
      async (journey) => {
        const { authorize, givenUser, lastCode, look, page, press, signIn } = journey;
        const username = await givenUser();
        await authorize();
        await signIn(username);
        await page.getByLabel("Email").waitFor();
        await look("factor-set-up");
        await page.getByLabel("Email").fill("ann@example.com");
        await press("Send me a code");
        await page.getByText("a***@e***").waitFor();
        await enterCode(journey, await lastCode(username));
        return username;
      },
    ));

  test("to set up codes by text message is met, after a number that is none", () =>
    journeys.takeInTwoPools({ mfa: { MfaConfiguration: "ON", ...OFFER.sms } }, async (journey) => {
      const { authorize, givenUser, lastCode, look, page, press, refusal, signIn } = journey;
      const username = await givenUser();
      await authorize();
      await signIn(username);
      await page.getByLabel("Phone number").fill("0100");
      await press("Send me a text message");
      await refusal("Invalid phone number format.");
      await look("phone-set-up-refused");
      await page.getByLabel("Phone number").fill("+1 555 555 0100");
      await press("Send me a text message");
      await page.getByText("+*******0100").waitFor();
      await enterCode(journey, await lastCode(username));
      return username;
    }));

  test.each([
    ["A code by e-mail", "a***@e***"],
    ["A code by text message", "+*******0100"],
  ])("in the place of a password: %s", (choice, destination) =>
    journeys.takeInTwoPools(WITHOUT_PASSWORD, async (journey) => {
      const { authorize, givenUser, lastCode, look, page, press } = journey;
      const username = await givenUser(ADDRESSES);
      await authorize();
      await look("sign-in-with-choice");
      await page.getByLabel("Username").fill(username);
      await press("Next");
      await page.getByLabel(choice).check();
      await look("choice");
      await press("Next");
      await page.getByText(destination).waitFor();
      await enterCode(journey, await lastCode(username));
      return username;
    }),
  );

  test("by a passkey is met, after an authenticator that does not know the user", async () => {
    let authenticator: VirtualAuthenticator | undefined;
    /** A passkey that the application has registered, with the API and this browser. */
    async function registerPasskey(journey: Journey, username: string): Promise<void> {
      const { aws, page } = journey;
      const AccessToken = await accessTokenOf(journey, username);
      const { CredentialCreationOptions } = await aws.send(new StartWebAuthnRegistrationCommand({ AccessToken }));
      const created = await page.evaluate<string>(
        `(async (options) => {
          const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options);
          return JSON.stringify(await navigator.credentials.create({ publicKey }));
        })(${JSON.stringify(CredentialCreationOptions)})`,
      );
      await aws.send(new CompleteWebAuthnRegistrationCommand({ AccessToken, Credential: JSON.parse(created) }));
    }

    await journeys.takeInTwoPools(
      WITHOUT_PASSWORD,
      async (journey) => {
        const { authorize, givenUser, look, page, press, refusal } = journey;
        const username = await givenUser();
        await authorize();
        await registerPasskey(journey, username);
        await page.getByLabel("Username").fill(username);
        await press("Next");
        await page.getByLabel("Passkey").check();
        await press("Next");
        await page.getByRole("button", { name: "Sign in with your passkey" }).waitFor();
        await look("passkey");
        await authenticator?.verifyUser(false);
        await press("Sign in with your passkey");
        await refusal("The passkey could not be used");
        await look("passkey-refused");
        await authenticator?.verifyUser(true);
        await press("Sign in with your passkey");
        return username;
      },
      async (page) => {
        authenticator = await addVirtualAuthenticator(page);
      },
    );
  });
});
