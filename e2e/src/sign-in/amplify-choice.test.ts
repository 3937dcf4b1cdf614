import {
  autoSignIn,
  confirmSignIn,
  confirmSignUp,
  fetchUserAttributes,
  setUpTOTP,
  type SignInInput,
  type SignInOutput,
  signIn,
  signOut,
  signUp,
  updateMFAPreference,
  verifyTOTPSetup,
} from "aws-amplify/auth";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { type RunningServer, startServer } from "../running/running-server.ts";
import { nextOf, visit } from "./amplify-visit.ts";
import { authenticatorApp } from "./authenticator-app.ts";
import { createPeople, NEW_PASSWORD, OFFER, PASSWORD, type People, type PoolSettings } from "./people.ts";

const REACHABLE = { email: "ann@example.com", phone_number: "+15551230100" };
const DONE = { isSignedIn: true, nextStep: { signInStep: "DONE" } };

let server: RunningServer;

beforeAll(async () => {
  server = await startServer(["--codes", "random"]);
});
afterEach(async () => {
  await signOut();
});
afterAll(async () => {
  await server.stop();
});

/** A pool that lets its users choose, and a first visit of a page for it. */
async function visited(settings?: PoolSettings): Promise<People> {
  const AllowedFirstAuthFactors = ["PASSWORD", "EMAIL_OTP", "SMS_OTP"] as const;
  const Policies = { SignInPolicy: { AllowedFirstAuthFactors: [...AllowedFirstAuthFactors] } };
  const { SmsConfiguration } = OFFER.sms.SmsMfaConfiguration;
  const people = await createPeople(server.url, { ...settings, pool: { Policies, SmsConfiguration } });
  visit(server.url, people);
  return people;
}

type Factor = NonNullable<NonNullable<SignInInput["options"]>["preferredChallenge"]>;

/** Signs in by choice. */
function choose(username: string, preferredChallenge?: Factor, password = PASSWORD): Promise<SignInOutput> {
  const options = { authFlowType: "USER_AUTH" as const, ...(preferredChallenge && { preferredChallenge }) };
  return signIn({ username, options, ...(preferredChallenge?.startsWith("PASSWORD") && { password }) });
}

const SELECTION = "CONTINUE_SIGN_IN_WITH_FIRST_FACTOR_SELECTION";

describe("Sign-in by choice with AWS Amplify", () => {
  test.each(["PASSWORD", "PASSWORD_SRP"] as const)("goes straight in by %s where that is preferred", async (factor) => {
    const people = await visited();
    const username = await people.givenUser(REACHABLE);
    await expect(choose(username, factor, NEW_PASSWORD)).rejects.toMatchObject({
      name: "NotAuthorizedException",
      message: "Incorrect username or password.",
    });
    expect(await choose(username, factor)).toEqual(DONE);
  });

  test.each([
    ["EMAIL_OTP", "CONFIRM_SIGN_IN_WITH_EMAIL_CODE", "email_verified"],
    ["SMS_OTP", "CONFIRM_SIGN_IN_WITH_SMS_CODE", "phone_number_verified"],
  ] as const)("sends a code by %s where that is preferred", async (factor, step, verified) => {
    const people = await visited();
    const username = await people.givenUser(REACHABLE);
    nextOf(await choose(username, factor), step);
    const code = await people.lastCode(username);
    expect(code).toMatch(/^\d{8}$/);
    const wrong = code === "00000000" ? "00000001" : "00000000";
    await expect(confirmSignIn({ challengeResponse: wrong })).rejects.toMatchObject({
      name: "CodeMismatchException",
      message: "Invalid code or auth state for the user.",
    });
    expect(await confirmSignIn({ challengeResponse: code })).toEqual(DONE);
    expect(await fetchUserAttributes()).toMatchObject({ [verified]: "true" });
  });

  test("lists what there is to choose from, and goes on with that", async () => {
    const people = await visited();
    const username = await people.givenUser(REACHABLE);
    const { availableChallenges } = nextOf(await choose(username), SELECTION);
    expect(availableChallenges).toEqual(["PASSWORD_SRP", "PASSWORD", "EMAIL_OTP", "SMS_OTP"]);
    const { codeDeliveryDetails } = nextOf(
      await confirmSignIn({ challengeResponse: "EMAIL_OTP" }),
      "CONFIRM_SIGN_IN_WITH_EMAIL_CODE",
    );
    expect(codeDeliveryDetails).toMatchObject({ destination: "a***@e***", deliveryMedium: "EMAIL" });
    expect(await confirmSignIn({ challengeResponse: await people.lastCode(username) })).toEqual(DONE);
  });

  test.each(["PASSWORD", "PASSWORD_SRP"])("asks for the password when the choice is %s", async (challengeResponse) => {
    const people = await visited();
    nextOf(await choose(await people.givenUser(REACHABLE)), SELECTION);
    nextOf(await confirmSignIn({ challengeResponse }), "CONFIRM_SIGN_IN_WITH_PASSWORD");
    expect(await confirmSignIn({ challengeResponse: PASSWORD })).toEqual(DONE);
  });

  test("lists what there is where the preference is not to be had", async () => {
    const people = await visited();
    const { availableChallenges } = nextOf(await choose(await people.givenUser(), "SMS_OTP"), SELECTION);
    expect(availableChallenges).toEqual(["PASSWORD_SRP", "PASSWORD"]);
  });

  test("signs up without a password, and in by the code of the sign-up", async () => {
    const people = await visited();
    const { nextStep } = await signUp({
      username: "ann",
      options: { userAttributes: { email: "ann@example.com" }, autoSignIn: { authFlowType: "USER_AUTH" } },
    });
    expect(nextStep.signUpStep).toBe("CONFIRM_SIGN_UP");
    const confirmationCode = await people.lastCode("ann");
    expect((await confirmSignUp({ username: "ann", confirmationCode })).nextStep.signUpStep).toBe(
      "COMPLETE_AUTO_SIGN_IN",
    );
    expect(await autoSignIn()).toEqual(DONE);
    expect(await fetchUserAttributes()).toMatchObject({ email_verified: "true" });
    await signOut();

    // Without a password, and with one address: there is nothing to choose.
    nextOf(await choose("ann"), "CONFIRM_SIGN_IN_WITH_EMAIL_CODE");
    expect(await confirmSignIn({ challengeResponse: await people.lastCode("ann") })).toEqual(DONE);
  });

  test("asks for a second factor after a password, and not after a code", async () => {
    const people = await visited({ mfa: { MfaConfiguration: "OPTIONAL", ...OFFER.app } });
    const username = await people.givenUser(REACHABLE);
    await choose(username, "PASSWORD_SRP");
    const app = authenticatorApp((await setUpTOTP()).sharedSecret);
    await verifyTOTPSetup({ code: app.nextCode() });
    await updateMFAPreference({ totp: "PREFERRED" });
    await signOut();

    nextOf(await choose(username, "PASSWORD_SRP"), "CONFIRM_SIGN_IN_WITH_TOTP_CODE");
    expect(await confirmSignIn({ challengeResponse: app.nextCode() })).toEqual(DONE);
    await signOut();
    nextOf(await choose(username, "EMAIL_OTP"), "CONFIRM_SIGN_IN_WITH_EMAIL_CODE");
    expect(await confirmSignIn({ challengeResponse: await people.lastCode(username) })).toEqual(DONE);
  });
});
