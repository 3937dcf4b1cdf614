import { AdminForgetDeviceCommand } from "@aws-sdk/client-cognito-identity-provider";
import {
  autoSignIn,
  confirmResetPassword,
  confirmSignIn,
  confirmSignUp,
  deleteUser,
  fetchAuthSession,
  fetchDevices,
  fetchMFAPreference,
  fetchUserAttributes,
  forgetDevice,
  getCurrentUser,
  rememberDevice,
  resetPassword,
  setUpTOTP,
  signOut,
  signUp,
  updateMFAPreference,
  updatePassword,
  verifyTOTPSetup,
} from "aws-amplify/auth";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { present } from "../running/aws-client.ts";
import { type RunningServer, startServer } from "../running/running-server.ts";
import { createBrowser, nextOf, signInBy, visit } from "./amplify-visit.ts";
import { authenticatorApp } from "./authenticator-app.ts";
import { createPeople, NEW_PASSWORD, OFFER, PASSWORD, type People, type PoolSettings } from "./people.ts";

const PHONE = "+15551230100";
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

/** A pool, and a first visit of a page for it. */
async function visited(settings?: PoolSettings): Promise<People> {
  const people = await createPeople(server.url, settings);
  visit(server.url, people);
  return people;
}

describe("AWS Amplify", () => {
  test("signs a user up, and in as soon as they are confirmed", async () => {
    const people = await visited();
    const { nextStep } = await signUp({
      username: "ann",
      password: PASSWORD,
      options: { userAttributes: { email: "ann@example.com" }, autoSignIn: true },
    });
    expect(nextStep).toMatchObject({
      signUpStep: "CONFIRM_SIGN_UP",
      codeDeliveryDetails: { destination: "a***@e***", deliveryMedium: "EMAIL", attributeName: "email" },
    });
    const confirmationCode = await people.lastCode("ann");
    expect(await confirmSignUp({ username: "ann", confirmationCode })).toMatchObject({
      isSignUpComplete: true,
      nextStep: { signUpStep: "COMPLETE_AUTO_SIGN_IN" },
    });
    expect(await autoSignIn()).toEqual(DONE);
    expect(await getCurrentUser()).toMatchObject({ username: "ann" });
    expect(await fetchUserAttributes()).toMatchObject({ email: "ann@example.com", email_verified: "true" });
    await deleteUser();
    await expect(getCurrentUser()).rejects.toHaveProperty("name", "UserUnAuthenticatedException");
  });

  test.each(["USER_SRP_AUTH", "USER_PASSWORD_AUTH"] as const)(
    "sends users who have not confirmed their address there, and tells wrong passwords, by %s",
    async (flow) => {
      const people = await visited();
      await signUp({ username: "ann", password: PASSWORD, options: { userAttributes: { email: "ann@example.com" } } });
      nextOf(await signInBy(flow, "ann"), "CONFIRM_SIGN_UP");
      await confirmSignUp({ username: "ann", confirmationCode: await people.lastCode("ann") });
      await expect(signInBy(flow, "ann", NEW_PASSWORD)).rejects.toMatchObject({
        name: "NotAuthorizedException",
        message: "Incorrect username or password.",
      });
      expect(await signInBy(flow, "ann")).toEqual(DONE);
    },
  );

  test("has an invited user choose a password and fill in what the pool requires", async () => {
    const people = await visited({
      pool: { Schema: [{ Name: "given_name", AttributeDataType: "String", Required: true }] },
    });
    const username = await people.givenInvitedUser();
    const { missingAttributes } = nextOf(
      await signInBy("USER_SRP_AUTH", username),
      "CONFIRM_SIGN_IN_WITH_NEW_PASSWORD_REQUIRED",
    );
    expect(missingAttributes).toEqual(["given_name"]);
    const options = { userAttributes: { given_name: "Bob" } };
    expect(await confirmSignIn({ challengeResponse: NEW_PASSWORD, options })).toEqual(DONE);
    expect(await fetchUserAttributes()).toMatchObject({ given_name: "Bob" });
  });

  test("refreshes tokens, changes the password, recovers a forgotten one, and signs out everywhere", async () => {
    const people = await visited();
    const username = await people.givenUser({ email: "dan@example.com", email_verified: "true" });
    await signInBy("USER_SRP_AUTH", username);
    const { tokens } = await fetchAuthSession();
    const refreshed = await fetchAuthSession({ forceRefresh: true });
    expect(refreshed.tokens?.accessToken.payload["origin_jti"]).toBe(tokens?.accessToken.payload["origin_jti"]);
    expect(refreshed.tokens?.accessToken.toString()).not.toBe(tokens?.accessToken.toString());

    await updatePassword({ oldPassword: PASSWORD, newPassword: NEW_PASSWORD });
    await signOut();
    await expect(signInBy("USER_SRP_AUTH", username)).rejects.toHaveProperty("name", "NotAuthorizedException");

    const { nextStep } = await resetPassword({ username });
    expect(nextStep).toMatchObject({
      resetPasswordStep: "CONFIRM_RESET_PASSWORD_WITH_CODE",
      codeDeliveryDetails: { destination: "d***@e***" },
    });
    const confirmationCode = await people.lastCode(username);
    await confirmResetPassword({ username, confirmationCode, newPassword: PASSWORD });

    const desk = createBrowser();
    const phone = createBrowser();
    visit(server.url, people, phone);
    expect(await signInBy("USER_SRP_AUTH", username)).toEqual(DONE);
    visit(server.url, people, desk);
    expect(await signInBy("USER_SRP_AUTH", username)).toEqual(DONE);
    await signOut({ global: true });
    visit(server.url, people, phone);
    await expect(fetchUserAttributes()).rejects.toMatchObject({
      name: "NotAuthorizedException",
      message: "Access Token has been revoked",
    });
  });

  test("keeps the refresh tokens that come one after the other where they rotate", async () => {
    const people = await visited({
      client: {
        ExplicitAuthFlows: ["ALLOW_USER_SRP_AUTH"],
        RefreshTokenRotation: { Feature: "ENABLED", RetryGracePeriodSeconds: 0 },
      },
    });
    await signInBy("USER_SRP_AUTH", await people.givenUser());
    const { tokens: first } = await fetchAuthSession({ forceRefresh: true });
    const { tokens: second } = await fetchAuthSession({ forceRefresh: true });
    expect(second?.accessToken.payload.jti).not.toBe(first?.accessToken.payload.jti);
  });
});

describe("AWS Amplify with a second factor", () => {
  test("sets up an authenticator app when signed in, comes to prefer it, and turns it off", async () => {
    const people = await visited({ mfa: { MfaConfiguration: "OPTIONAL", ...OFFER.app } });
    const username = await people.givenUser();
    expect(await signInBy("USER_SRP_AUTH", username)).toEqual(DONE);
    const setUp = await setUpTOTP();
    expect(setUp.getSetupUri("Example").searchParams.get("secret")).toBe(setUp.sharedSecret);
    const app = authenticatorApp(setUp.sharedSecret);
    await expect(verifyTOTPSetup({ code: "000000" })).rejects.toHaveProperty("name", "EnableSoftwareTokenMFAException");
    await verifyTOTPSetup({ code: app.nextCode() });
    await updateMFAPreference({ totp: "PREFERRED" });
    expect(await fetchMFAPreference()).toEqual({ enabled: ["TOTP"], preferred: "TOTP" });
    await signOut();

    nextOf(await signInBy("USER_SRP_AUTH", username), "CONFIRM_SIGN_IN_WITH_TOTP_CODE");
    await expect(confirmSignIn({ challengeResponse: "000000" })).rejects.toMatchObject({
      name: "CodeMismatchException",
      message: "Invalid code received for user",
    });
    expect(await confirmSignIn({ challengeResponse: app.nextCode() })).toEqual(DONE);
    await updateMFAPreference({ totp: "DISABLED" });
    expect(await fetchMFAPreference()).toEqual({});
    await signOut();
    expect(await signInBy("USER_SRP_AUTH", username)).toEqual(DONE);
  });

  test("sets up an authenticator app while signing in, where the pool requires one", async () => {
    const people = await visited({ mfa: { MfaConfiguration: "ON", ...OFFER.app } });
    const username = await people.givenUser();
    const { totpSetupDetails } = nextOf(
      await signInBy("USER_PASSWORD_AUTH", username),
      "CONTINUE_SIGN_IN_WITH_TOTP_SETUP",
    );
    const app = authenticatorApp(totpSetupDetails.sharedSecret);
    expect(await confirmSignIn({ challengeResponse: app.nextCode() })).toEqual(DONE);
    await signOut();
    nextOf(await signInBy("USER_PASSWORD_AUTH", username), "CONFIRM_SIGN_IN_WITH_TOTP_CODE");
    expect(await confirmSignIn({ challengeResponse: app.nextCode() })).toEqual(DONE);
  });

  test("sets up an e-mail address instead, where the pool leaves the choice", async () => {
    const people = await visited({
      pool: { EmailConfiguration: OFFER.ownSender },
      mfa: { MfaConfiguration: "ON", ...OFFER.app, ...OFFER.email },
    });
    const username = await people.givenUser();
    const { allowedMFATypes } = nextOf(
      await signInBy("USER_SRP_AUTH", username),
      "CONTINUE_SIGN_IN_WITH_MFA_SETUP_SELECTION",
    );
    expect(allowedMFATypes?.toSorted()).toEqual(["EMAIL", "TOTP"]);
    nextOf(await confirmSignIn({ challengeResponse: "EMAIL" }), "CONTINUE_SIGN_IN_WITH_EMAIL_SETUP");
    const { codeDeliveryDetails } = nextOf(
      await confirmSignIn({ challengeResponse: "eve@example.com" }),
      "CONFIRM_SIGN_IN_WITH_EMAIL_CODE",
    );
    expect(codeDeliveryDetails).toMatchObject({ destination: "e***@e***", deliveryMedium: "EMAIL" });
    expect(await confirmSignIn({ challengeResponse: await people.lastCode(username) })).toEqual(DONE);
  });

  test("asks which of several factors it is to be, and by SMS for the code", async () => {
    const people = await visited({
      pool: { EmailConfiguration: OFFER.ownSender },
      mfa: { MfaConfiguration: "OPTIONAL", ...OFFER.sms, ...OFFER.email },
    });
    const username = await people.givenUser({ phone_number: PHONE, email: "fay@example.com" });
    await signInBy("USER_SRP_AUTH", username);
    await updateMFAPreference({ sms: "ENABLED", email: "ENABLED" });
    await signOut();
    const { allowedMFATypes } = nextOf(
      await signInBy("USER_SRP_AUTH", username),
      "CONTINUE_SIGN_IN_WITH_MFA_SELECTION",
    );
    expect(allowedMFATypes?.toSorted()).toEqual(["EMAIL", "SMS"]);
    const { codeDeliveryDetails } = nextOf(
      await confirmSignIn({ challengeResponse: "SMS" }),
      "CONFIRM_SIGN_IN_WITH_SMS_CODE",
    );
    expect(codeDeliveryDetails).toMatchObject({ destination: "+*******0100", deliveryMedium: "SMS" });
    expect(await confirmSignIn({ challengeResponse: await people.lastCode(username) })).toEqual(DONE);
  });
});

describe("AWS Amplify on devices", () => {
  const asksForCodes = (ChallengeRequiredOnNewDevice: boolean): PoolSettings => ({
    pool: { DeviceConfiguration: { ChallengeRequiredOnNewDevice, DeviceOnlyRememberedOnUserPrompt: true } },
    mfa: { MfaConfiguration: "ON", ...OFFER.sms },
  });

  test.each(["USER_SRP_AUTH", "USER_PASSWORD_AUTH"] as const)(
    "is not asked for a code on one that it has remembered, until that is forgotten, by %s",
    async (flow) => {
      const people = await visited(asksForCodes(true));
      const username = await people.givenUser({ phone_number: PHONE });
      const signInWithCode = async () => {
        nextOf(await signInBy(flow, username), "CONFIRM_SIGN_IN_WITH_SMS_CODE");
        expect(await confirmSignIn({ challengeResponse: await people.lastCode(username) })).toEqual(DONE);
      };
      await signInWithCode();
      await signOut();
      await signInWithCode();
      await rememberDevice();
      const [device, ...others] = await fetchDevices();
      expect(others).toEqual([]);
      await signOut();

      expect(await signInBy(flow, username)).toEqual(DONE);
      const { tokens } = await fetchAuthSession({ forceRefresh: true });
      expect(tokens?.accessToken.payload["device_key"]).toBe(present(device).id);
      await forgetDevice();
      expect(await fetchDevices()).toEqual([]);
      await signOut();
      await signInWithCode();
    },
  );

  test("proves that it is on one after the code, too, where the pool wants both", async () => {
    const people = await visited(asksForCodes(false));
    const username = await people.givenUser({ phone_number: PHONE });
    const signInWithCode = async () => {
      nextOf(await signInBy("USER_SRP_AUTH", username), "CONFIRM_SIGN_IN_WITH_SMS_CODE");
      expect(await confirmSignIn({ challengeResponse: await people.lastCode(username) })).toEqual(DONE);
      const { tokens } = await fetchAuthSession();
      return tokens?.accessToken.payload["device_key"];
    };
    const first = await signInWithCode();
    await rememberDevice();
    await signOut();
    expect(await signInWithCode()).toBe(first);
    expect(await fetchDevices()).toMatchObject([{ id: first }]);
  });

  test("goes on as a new one when an administrator has forgotten it", async () => {
    const people = await visited({ pool: { DeviceConfiguration: { ChallengeRequiredOnNewDevice: true } } });
    const { UserPoolId } = people;
    const Username = await people.givenUser();
    await signInBy("USER_SRP_AUTH", Username);
    const [{ id: DeviceKey } = { id: "" }] = await fetchDevices();
    await signOut();
    await people.aws.send(new AdminForgetDeviceCommand({ UserPoolId, Username, DeviceKey }));
    expect(await signInBy("USER_SRP_AUTH", Username)).toEqual(DONE);
    const devices = await fetchDevices();
    expect(devices).toHaveLength(1);
    expect(devices).not.toMatchObject([{ id: DeviceKey }]);
  });
});

describe("AWS Amplify where users go by their e-mail address", () => {
  test("signs up, in and in again on a remembered device, and recovers a password, however the address is written", async () => {
    const people = await visited({
      pool: {
        UsernameAttributes: ["email"],
        UsernameConfiguration: { CaseSensitive: false },
        DeviceConfiguration: { ChallengeRequiredOnNewDevice: true },
      },
    });
    const { userId } = await signUp({ username: "ann@example.com", password: PASSWORD });
    const sub = present(userId);
    await confirmSignUp({ username: "Ann@Example.com", confirmationCode: await people.lastCode(sub) });
    expect(await signInBy("USER_SRP_AUTH", "ann@example.com")).toEqual(DONE);
    expect(await getCurrentUser()).toMatchObject({ username: sub, userId: sub });
    const [device] = await fetchDevices();
    await signOut();

    expect(await signInBy("USER_SRP_AUTH", "ANN@example.com")).toEqual(DONE);
    const { tokens } = await fetchAuthSession({ forceRefresh: true });
    expect(tokens?.accessToken.payload).toMatchObject({ username: sub, device_key: present(device).id });
    await signOut();

    await resetPassword({ username: "ann@example.com" });
    const code = await people.lastCode(sub);
    await confirmResetPassword({ username: "ann@example.com", confirmationCode: code, newPassword: NEW_PASSWORD });
    expect(await signInBy("USER_PASSWORD_AUTH", "ann@example.com", NEW_PASSWORD)).toEqual(DONE);
  });

  test.each(["USER_SRP_AUTH", "USER_PASSWORD_AUTH"] as const)(
    "is not told by %s whether there is one",
    async (flow) => {
      await visited({
        pool: { UsernameAttributes: ["email"] },
        client: { PreventUserExistenceErrors: "ENABLED" },
      });
      await expect(signInBy(flow, "nobody@example.com")).rejects.toMatchObject({
        name: "NotAuthorizedException",
        message: "Incorrect username or password.",
      });
    },
  );
});
