import { AdminForgetDeviceCommand, AdminGetUserCommand } from "@aws-sdk/client-cognito-identity-provider";
import { CognitoUserAttribute, CognitoUserPool } from "amazon-cognito-identity-js";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { present } from "../running/aws-client.ts";
import { type RunningServer, startServer } from "../running/running-server.ts";
import { authenticatorApp } from "./authenticator-app.ts";
import { browserUser, called, createStorage, details, done, sessionOf, stepOf } from "./identity-js.ts";
import { createPeople, NEW_PASSWORD, OFFER, PASSWORD, type People, type PoolSettings } from "./people.ts";

const PHONE = "+15551230100";

let server: RunningServer;

beforeAll(async () => {
  server = await startServer(["--codes", "random"]);
});
afterAll(async () => {
  await server.stop();
});

function peopleOf(settings?: PoolSettings): Promise<People> {
  return createPeople(server.url, settings);
}

describe("amazon-cognito-identity-js", () => {
  test("signs a user up, confirms and signs them in by SRP", async () => {
    const people = await peopleOf();
    const { UserPoolId, ClientId } = people;
    const pool = new CognitoUserPool({ UserPoolId, ClientId, endpoint: server.url, Storage: createStorage() });
    const email = new CognitoUserAttribute({ Name: "email", Value: "ann@example.com" });
    const { user, userConfirmed } = await called<{ user: ReturnType<typeof browserUser>; userConfirmed: boolean }>(
      (callback) => pool.signUp("ann", PASSWORD, [email], [], callback),
    );
    expect(userConfirmed).toBe(false);
    await expect(
      stepOf((callbacks) => user.authenticateUser(details("ann", PASSWORD), callbacks)),
    ).rejects.toMatchObject({ code: "UserNotConfirmedException", message: "User is not confirmed." });
    const code = await people.lastCode("ann");
    await called((callback) => user.confirmRegistration(code, false, callback));
    const step = await stepOf((callbacks) => user.authenticateUser(details("ann", PASSWORD), callbacks));
    expect(sessionOf(step).getIdToken().payload).toMatchObject({ "cognito:username": "ann", email_verified: true });
  });

  test("signs in with an alias, and goes on under the name behind it", async () => {
    const people = await peopleOf({
      pool: { AliasAttributes: ["email"] },
      mfa: { MfaConfiguration: "ON", ...OFFER.sms },
    });
    const attributes = { email: "cleo@example.com", email_verified: "true", phone_number: PHONE };
    const username = await people.givenUser(attributes);
    const user = browserUser(server.url, people, "cleo@example.com");
    await stepOf((callbacks) => user.authenticateUser(details("cleo@example.com", PASSWORD), callbacks));
    expect(user.getUsername()).toBe(username);
    const code = await people.lastCode(username);
    const session = sessionOf(await stepOf((callbacks) => user.sendMFACode(code, callbacks)));
    expect(session.getIdToken().payload).toMatchObject({ "cognito:username": username, phone_number_verified: true });
  });

  test.each(["USER_SRP_AUTH", "USER_PASSWORD_AUTH"])("is told of a wrong password by %s", async (flow) => {
    const people = await peopleOf();
    const username = await people.givenUser();
    const user = browserUser(server.url, people, username);
    user.setAuthenticationFlowType(flow);
    await expect(
      stepOf((callbacks) => user.authenticateUser(details(username, NEW_PASSWORD), callbacks)),
    ).rejects.toMatchObject({ code: "NotAuthorizedException", message: "Incorrect username or password." });
    const step = await stepOf((callbacks) => user.authenticateUser(details(username, PASSWORD), callbacks));
    expect(sessionOf(step).isValid()).toBe(true);
  });

  test("has an invited user choose a password and fill in what the pool requires", async () => {
    const people = await peopleOf({
      pool: { Schema: [{ Name: "given_name", AttributeDataType: "String", Required: true }] },
    });
    const username = await people.givenInvitedUser({ email: "bob@example.com" });
    const user = browserUser(server.url, people, username);
    const step = await stepOf((callbacks) => user.authenticateUser(details(username, PASSWORD), callbacks));
    expect(step).toEqual({
      next: "newPassword",
      attributes: { email: "bob@example.com" },
      requiredAttributes: ["given_name"],
    });
    const choose = (attributes: object) =>
      stepOf((callbacks) => user.completeNewPasswordChallenge(NEW_PASSWORD, attributes, callbacks));
    await expect(choose({})).rejects.toMatchObject({ code: "InvalidParameterException" });
    expect(sessionOf(await choose({ given_name: "Bob" })).getIdToken().payload["given_name"]).toBe("Bob");
    const { UserStatus } = await people.aws.send(
      new AdminGetUserCommand({ UserPoolId: people.UserPoolId, Username: username }),
    );
    expect(UserStatus).toBe("CONFIRMED");
  });

  test("asks for a code by SMS, and goes on after a wrong one", async () => {
    const people = await peopleOf({ mfa: { MfaConfiguration: "ON", ...OFFER.sms } });
    const username = await people.givenUser({ phone_number: PHONE });
    const user = browserUser(server.url, people, username);
    const step = await stepOf((callbacks) => user.authenticateUser(details(username, PASSWORD), callbacks));
    expect(step).toMatchObject({
      next: "SMS_MFA",
      parameters: { CODE_DELIVERY_DELIVERY_MEDIUM: "SMS", CODE_DELIVERY_DESTINATION: "+*******0100" },
    });
    const code = await people.lastCode(username);
    const wrong = code === "000000" ? "000001" : "000000";
    await expect(stepOf((callbacks) => user.sendMFACode(wrong, callbacks))).rejects.toMatchObject({
      code: "CodeMismatchException",
      message: "Invalid code or auth state for the user.",
    });
    expect(sessionOf(await stepOf((callbacks) => user.sendMFACode(code, callbacks))).isValid()).toBe(true);
  });

  test("sets up an authenticator app while signing in, where the pool requires MFA", async () => {
    const people = await peopleOf({ mfa: { MfaConfiguration: "ON", ...OFFER.app } });
    const username = await people.givenUser();
    const user = browserUser(server.url, people, username);
    const signIn = () => stepOf((callbacks) => user.authenticateUser(details(username, PASSWORD), callbacks));
    expect(await signIn()).toMatchObject({
      next: "MFA_SETUP",
      parameters: { MFAS_CAN_SETUP: '["SOFTWARE_TOKEN_MFA"]' },
    });
    const app = authenticatorApp(
      await new Promise((associateSecretCode, onFailure) => {
        user.associateSoftwareToken({ associateSecretCode, onFailure });
      }),
    );
    const setUp = await stepOf((callbacks) => user.verifySoftwareToken(app.nextCode(), "phone", callbacks));
    expect(sessionOf(setUp).isValid()).toBe(true);

    expect(await signIn()).toMatchObject({
      next: "SOFTWARE_TOKEN_MFA",
      parameters: { FRIENDLY_DEVICE_NAME: "phone" },
    });
    const step = await stepOf((callbacks) => user.sendMFACode(app.nextCode(), callbacks, "SOFTWARE_TOKEN_MFA"));
    expect(sessionOf(step).isValid()).toBe(true);
  });

  test("sets up an authenticator app when signed in, chooses between two factors, and comes to prefer one", async () => {
    const people = await peopleOf({ mfa: { MfaConfiguration: "OPTIONAL", ...OFFER.app, ...OFFER.sms } });
    const username = await people.givenUser({ phone_number: PHONE });
    const user = browserUser(server.url, people, username);
    const signIn = () => stepOf((callbacks) => user.authenticateUser(details(username, PASSWORD), callbacks));
    sessionOf(await signIn());
    const app = authenticatorApp(
      await new Promise((associateSecretCode, onFailure) => {
        user.associateSoftwareToken({ associateSecretCode, onFailure });
      }),
    );
    await done((callbacks) => user.verifySoftwareToken(app.nextCode(), "phone", callbacks));
    const enabled = { Enabled: true, PreferredMfa: false };
    await called((callback) => user.setUserMfaPreference(enabled, enabled, callback));

    expect(await signIn()).toMatchObject({
      next: "SELECT_MFA_TYPE",
      parameters: { MFAS_CAN_CHOOSE: '["SMS_MFA","SOFTWARE_TOKEN_MFA"]' },
    });
    const selected = await stepOf((callbacks) => user.sendMFASelectionAnswer("SMS_MFA", callbacks));
    expect(selected.next).toBe("SMS_MFA");
    const code = await people.lastCode(username);
    expect(sessionOf(await stepOf((callbacks) => user.sendMFACode(code, callbacks))).isValid()).toBe(true);

    await called((callback) => user.setUserMfaPreference(null, { Enabled: true, PreferredMfa: true }, callback));
    const data = await called<{ PreferredMfaSetting: string }>((callback) =>
      user.getUserData(callback, { bypassCache: true }),
    );
    expect(data.PreferredMfaSetting).toBe("SOFTWARE_TOKEN_MFA");
    expect((await signIn()).next).toBe("SOFTWARE_TOKEN_MFA");
    const step = await stepOf((callbacks) => user.sendMFACode(app.nextCode(), callbacks, "SOFTWARE_TOKEN_MFA"));
    expect(sessionOf(step).isValid()).toBe(true);
  });

  test("refreshes a session, changes the password, and signs out everywhere", async () => {
    const people = await peopleOf();
    const username = await people.givenUser({ email: "dan@example.com", email_verified: "true" });
    const user = browserUser(server.url, people, username);
    const signIn = (password: string, browser = user) =>
      stepOf((callbacks) => browser.authenticateUser(details(username, password), callbacks));
    const first = sessionOf(await signIn(PASSWORD));
    const second = await called<typeof first>((callback) => user.refreshSession(first.getRefreshToken(), callback));
    expect(second.getAccessToken().getJwtToken()).not.toBe(first.getAccessToken().getJwtToken());
    expect(second.getAccessToken().payload["origin_jti"]).toBe(first.getAccessToken().payload["origin_jti"]);

    expect(await called((callback) => user.changePassword(PASSWORD, NEW_PASSWORD, callback))).toBe("SUCCESS");
    await expect(signIn(PASSWORD)).rejects.toMatchObject({ code: "NotAuthorizedException" });
    sessionOf(await signIn(NEW_PASSWORD));

    await done((callbacks) => user.forgotPassword(callbacks));
    const code = await people.lastCode(username);
    await done((callbacks) => user.confirmPassword(code, PASSWORD, callbacks));
    sessionOf(await signIn(PASSWORD));

    const elsewhere = browserUser(server.url, people, username);
    sessionOf(await signIn(PASSWORD, elsewhere));
    await done((callbacks) => user.globalSignOut(callbacks));
    await expect(called((callback) => elsewhere.getUserAttributes(callback))).rejects.toMatchObject({
      code: "NotAuthorizedException",
      message: "Access Token has been revoked",
    });
  });
});

describe("amazon-cognito-identity-js on devices", () => {
  const MFA_AND_DEVICES = (DeviceOnlyRememberedOnUserPrompt: boolean): PoolSettings => ({
    pool: { DeviceConfiguration: { ChallengeRequiredOnNewDevice: true, DeviceOnlyRememberedOnUserPrompt } },
    mfa: { MfaConfiguration: "ON", ...OFFER.sms },
  });

  /** Signs a user in with a code by SMS, for as long as the browser does not make up for it. */
  async function givenBrowser(people: People) {
    const username = await people.givenUser({ phone_number: PHONE });
    const storage = createStorage();
    const visit = () => browserUser(server.url, people, username, storage);
    const signIn = (user = visit()) =>
      stepOf((callbacks) => user.authenticateUser(details(username, PASSWORD), callbacks));
    const answerSms = async (user: ReturnType<typeof visit>) => {
      const code = await people.lastCode(username);
      return stepOf((callbacks) => user.sendMFACode(code, callbacks));
    };
    const user = visit();
    expect((await signIn(user)).next).toBe("SMS_MFA");
    const first = await answerSms(user);
    return { user, first, visit, signIn, answerSms };
  }

  test("are not asked for a code again where the pool always remembers them, until they are forgotten", async () => {
    const people = await peopleOf(MFA_AND_DEVICES(false));
    const { user, first, visit, signIn } = await givenBrowser(people);
    expect(first).toMatchObject({ next: "signedIn", asksToRemember: false });
    const deviceKey = present(sessionOf(first).getAccessToken().payload["device_key"]);

    const remembered = sessionOf(await signIn());
    expect(remembered.getAccessToken().payload["device_key"]).toBe(deviceKey);
    const refreshed = await called<typeof remembered>((callback) =>
      user.refreshSession(remembered.getRefreshToken(), callback),
    );
    expect(refreshed.isValid()).toBe(true);

    const again = visit();
    sessionOf(await signIn(again));
    again.getCachedDeviceKeyAndPassword();
    expect(await done((callbacks) => again.getDevice(callbacks))).toMatchObject({ Device: { DeviceKey: deviceKey } });
    const { Devices } = await done<{ Devices: object[] }>((callbacks) => again.listDevices(10, null, callbacks));
    expect(Devices).toMatchObject([{ DeviceKey: deviceKey }]);
    expect(await done((callbacks) => again.forgetDevice(callbacks))).toBe("SUCCESS");
    expect((await signIn()).next).toBe("SMS_MFA");
  });

  test("are remembered when the user says so, where the pool leaves it to them", async () => {
    const people = await peopleOf(MFA_AND_DEVICES(true));
    const { user, first, signIn } = await givenBrowser(people);
    expect(first).toMatchObject({ next: "signedIn", asksToRemember: true });
    expect((await signIn()).next).toBe("SMS_MFA");
    await done((callbacks) => user.setDeviceStatusRemembered(callbacks));
    expect((await signIn()).next).toBe("signedIn");
    await done((callbacks) => user.setDeviceStatusNotRemembered(callbacks));
    expect((await signIn()).next).toBe("SMS_MFA");
  });

  test("that an administrator has forgotten are signed in as new ones", async () => {
    const people = await peopleOf({ pool: { DeviceConfiguration: { ChallengeRequiredOnNewDevice: true } } });
    const username = await people.givenUser();
    const storage = createStorage();
    const signIn = async () => {
      const user = browserUser(server.url, people, username, storage);
      const step = await stepOf((callbacks) => user.authenticateUser(details(username, PASSWORD), callbacks));
      return present<string>(sessionOf(step).getAccessToken().payload["device_key"]);
    };
    const DeviceKey = await signIn();
    expect(await signIn()).toBe(DeviceKey);
    const { UserPoolId } = people;
    await people.aws.send(new AdminForgetDeviceCommand({ UserPoolId, Username: username, DeviceKey }));
    expect(await signIn()).not.toBe(DeviceKey);
  });

  test("prove themselves after a code, too, where the pool has no device make up for codes", async () => {
    const people = await peopleOf({
      pool: { DeviceConfiguration: { ChallengeRequiredOnNewDevice: false } },
      mfa: { MfaConfiguration: "ON", ...OFFER.sms },
    });
    const { first, visit, signIn, answerSms } = await givenBrowser(people);
    const deviceKey = present<string>(sessionOf(first).getAccessToken().payload["device_key"]);
    const user = visit();
    expect((await signIn(user)).next).toBe("SMS_MFA");
    expect(sessionOf(await answerSms(user)).getAccessToken().payload["device_key"]).toBe(deviceKey);
  });
});
