import { secretHash } from "@cogmock/crypto";
import type { AuthFlowType } from "@cogmock/protocol/user-pools";
import { describe, expect, test } from "vitest";
import { putUserState } from "../../testing/put-user-state.ts";
import { startCognito, TEST_PASSWORD } from "../../testing/start-cognito.ts";

const RIGHT = { USERNAME: "alice", PASSWORD: TEST_PASSWORD };
const WRONG = { USERNAME: "alice", PASSWORD: "Wrong-Horse-9!" };

async function givenAlice() {
  const cognito = await startCognito();
  const client = await cognito.givenUserPoolClient();
  await cognito.givenConfirmedUser({ UserPoolId: client.UserPoolId, Username: "alice" });
  const signIn = (AuthParameters?: Record<string, string>, AuthFlow: AuthFlowType = "USER_PASSWORD_AUTH") =>
    cognito.send("InitiateAuth", { AuthFlow, ClientId: client.ClientId, AuthParameters });
  const putAlice = (state: Parameters<typeof putUserState>[2]) =>
    putUserState(cognito, { UserPoolId: client.UserPoolId, Username: "alice" }, state);
  return { cognito, ...client, signIn, putAlice };
}

describe("InitiateAuth", () => {
  test("answers tokens and empty challenge parameters to the right password", async () => {
    const { signIn } = await givenAlice();
    const answer = await signIn(RIGHT);
    expect(answer).toEqual({
      ChallengeParameters: {},
      AuthenticationResult: {
        AccessToken: expect.stringMatching(/^eyJ.+\..+\..+$/),
        ExpiresIn: 3600,
        TokenType: "Bearer",
        IdToken: expect.stringMatching(/^eyJ.+\..+\..+$/),
        RefreshToken: expect.stringMatching(
          /^eyJjdHkiOiJKV1QiLCJlbmMiOiJBMjU2R0NNIiwiYWxnIjoiUlNBLU9BRVAifQ(\.[\w-]+){4}$/,
        ),
      },
    });
  });

  test("takes an alias for the username", async () => {
    const cognito = await startCognito();
    const { UserPoolId } = await cognito.givenUserPool({ AliasAttributes: ["email"] });
    const { ClientId } = await cognito.givenUserPoolClient({ UserPoolId });
    await cognito.givenConfirmedUser({
      UserPoolId,
      Username: "alice",
      UserAttributes: [
        { Name: "email", Value: "alice@example.com" },
        { Name: "email_verified", Value: "true" },
      ],
    });
    const { AccessToken } = await cognito.givenTokens({ ClientId, Username: "alice@example.com" });
    expect(await cognito.send("GetUser", { AccessToken })).toMatchObject({ Username: "alice" });
  });

  test("refuses a wrong password, a long one and a long name alike", async () => {
    const { signIn } = await givenAlice();
    const refusal = ["NotAuthorizedException", "Incorrect username or password."] as const;
    await expect(signIn(WRONG)).rejects.toBeCognitoError(...refusal);
    await expect(signIn({ ...RIGHT, PASSWORD: "x".repeat(257) })).rejects.toBeCognitoError(...refusal);
    await expect(signIn({ ...RIGHT, USERNAME: "x".repeat(129) })).rejects.toBeCognitoError(
      "UserNotFoundException",
      "User does not exist.",
    );
  });

  test.each([
    [{}, "USERNAME"],
    [{ PASSWORD: TEST_PASSWORD }, "USERNAME"],
    [{ USERNAME: "", PASSWORD: TEST_PASSWORD }, "USERNAME"],
    [{ USERNAME: "alice" }, "PASSWORD"],
    [{ USERNAME: "alice", PASSWORD: "" }, "PASSWORD"],
    [undefined, "auth parameters"],
  ])("names the parameter that %o lacks", async (parameters, missing) => {
    const { signIn } = await givenAlice();
    await expect(signIn(parameters)).rejects.toBeCognitoError(
      "InvalidParameterException",
      `Missing required parameter ${missing}`,
    );
  });

  test("asks for parameters before it looks for the client", async () => {
    const { cognito } = await givenAlice();
    const request = { AuthFlow: "USER_PASSWORD_AUTH", ClientId: "nobodysclient" } as const;
    await expect(
      cognito.send("InitiateAuth", { ...request, AuthParameters: { USERNAME: "alice" } }),
    ).rejects.toBeCognitoError("InvalidParameterException", "Missing required parameter PASSWORD");
    await expect(cognito.send("InitiateAuth", { ...request, AuthParameters: RIGHT })).rejects.toBeCognitoError(
      "ResourceNotFoundException",
      "User pool client nobodysclient does not exist.",
    );
  });

  test("names the pattern that a client id breaks", async () => {
    const { cognito } = await givenAlice();
    await expect(
      cognito.send("InitiateAuth", { AuthFlow: "USER_PASSWORD_AUTH", ClientId: "no-client", AuthParameters: RIGHT }),
    ).rejects.toBeCognitoError(
      "InvalidParameterException",
      "1 validation error detected: Value 'no-client' at 'clientId' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w+]+",
    );
  });

  test.each(["ADMIN_USER_PASSWORD_AUTH", "ADMIN_NO_SRP_AUTH"] as const)(
    "leaves %s to AdminInitiateAuth",
    async (flow) => {
      const { signIn } = await givenAlice();
      await expect(signIn(RIGHT, flow)).rejects.toBeCognitoError(
        "InvalidParameterException",
        "Initiate Auth method not supported.",
      );
    },
  );

  test.each([
    ["USER_PASSWORD_AUTH", RIGHT, "USER_PASSWORD_AUTH flow not enabled for this client"],
    ["USER_SRP_AUTH", { USERNAME: "alice", SRP_A: "2" }, "USER_SRP_AUTH is not enabled for the client."],
    ["CUSTOM_AUTH", { USERNAME: "alice" }, "CUSTOM_AUTH is not enabled for the client."],
    ["USER_AUTH", { USERNAME: "alice" }, "USER_AUTH is not enabled for the client."],
    ["REFRESH_TOKEN_AUTH", { REFRESH_TOKEN: "x" }, "REFRESH_TOKEN_AUTH is not enabled for the client."],
    ["REFRESH_TOKEN", { REFRESH_TOKEN: "x" }, "REFRESH_TOKEN_AUTH is not enabled for the client."],
  ] as const)("refuses %s to a client that does not enable it", async (AuthFlow, AuthParameters, message) => {
    const cognito = await startCognito();
    const { ClientId } = await cognito.givenUserPoolClient({ ExplicitAuthFlows: ["ALLOW_ADMIN_USER_PASSWORD_AUTH"] });
    await expect(cognito.send("InitiateAuth", { AuthFlow, ClientId, AuthParameters })).rejects.toBeCognitoError(
      "InvalidParameterException",
      message,
    );
  });

  test("keeps SRP and refresh, and nothing else, for a client that was not told which flows to enable", async () => {
    const cognito = await startCognito();
    const { UserPoolId } = await cognito.givenUserPool();
    const { UserPoolClient } = await cognito.send("CreateUserPoolClient", { UserPoolId, ClientName: "app" });
    const ClientId = UserPoolClient?.ClientId ?? "";
    const begin = (AuthFlow: AuthFlowType, AuthParameters: Record<string, string>) =>
      cognito.send("InitiateAuth", { AuthFlow, ClientId, AuthParameters });
    await expect(begin("USER_PASSWORD_AUTH", RIGHT)).rejects.toThrow("USER_PASSWORD_AUTH flow not enabled");
    await expect(begin("USER_SRP_AUTH", { USERNAME: "alice", SRP_A: "2" })).rejects.toThrow("User does not exist.");
    await expect(begin("REFRESH_TOKEN_AUTH", { REFRESH_TOKEN: "x" })).rejects.toThrow("Invalid Refresh Token.");
  });

  test.each(["USER_PASSWORD_AUTH", "ADMIN_NO_SRP_AUTH"] as const)(
    "lets clients of the old setting %s refresh and use SRP",
    async (setting) => {
      const cognito = await startCognito();
      const { ClientId } = await cognito.givenUserPoolClient({ ExplicitAuthFlows: [setting] });
      const begin = (AuthFlow: AuthFlowType, AuthParameters: Record<string, string>) =>
        cognito.send("InitiateAuth", { AuthFlow, ClientId, AuthParameters });
      await expect(begin("USER_SRP_AUTH", { USERNAME: "alice", SRP_A: "2" })).rejects.toThrow("User does not exist.");
      await expect(begin("REFRESH_TOKEN_AUTH", { REFRESH_TOKEN: "x" })).rejects.toThrow("Invalid Refresh Token.");
    },
  );

  // unconfirmed: that PreventUserExistenceErrors, which is about unknown users, changes nothing about these.
  test.each(["LEGACY", "ENABLED"] as const)(
    "tells an unconfirmed and a disabled user so, whatever the password, with PreventUserExistenceErrors %s",
    async (PreventUserExistenceErrors) => {
      const { cognito, UserPoolId } = await givenAlice();
      const { ClientId } = await cognito.givenUserPoolClient({ UserPoolId, PreventUserExistenceErrors });
      await cognito.send("SignUp", { ClientId, Username: "bob", Password: TEST_PASSWORD });
      await cognito.send("AdminDisableUser", { UserPoolId, Username: "alice" });
      for (const Password of [RIGHT.PASSWORD, WRONG.PASSWORD]) {
        await expect(cognito.givenTokens({ ClientId, Username: "bob", Password })).rejects.toBeCognitoError(
          "UserNotConfirmedException",
          "User is not confirmed.",
        );
        await expect(cognito.givenTokens({ ClientId, Username: "alice", Password })).rejects.toBeCognitoError(
          "NotAuthorizedException",
          "User is disabled.",
        );
      }
    },
  );

  test("asks a user for a new password only where the old one was right", async () => {
    const { cognito, UserPoolId, signIn } = await givenAlice();
    await cognito.givenConfirmedUser({
      UserPoolId,
      Username: "carol",
      UserAttributes: [
        { Name: "email", Value: "carol@example.com" },
        { Name: "email_verified", Value: "true" },
      ],
    });
    await cognito.send("AdminResetUserPassword", { UserPoolId, Username: "carol" });
    await expect(signIn({ ...RIGHT, USERNAME: "carol" })).rejects.toBeCognitoError(
      "PasswordResetRequiredException",
      "Password reset required for the user",
    );
    await expect(signIn({ ...WRONG, USERNAME: "carol" })).rejects.toBeCognitoError(
      "NotAuthorizedException",
      "Incorrect username or password.",
    );
  });

  test("asks an imported user, who has no password, for a new one, unless that would tell that they exist", async () => {
    const { cognito, UserPoolId, signIn, putAlice } = await givenAlice();
    await putAlice({ status: "RESET_REQUIRED", password: undefined });
    await expect(signIn(RIGHT)).rejects.toBeCognitoError(
      "PasswordResetRequiredException",
      "Password reset required for the user",
    );
    const hiding = await cognito.givenUserPoolClient({ UserPoolId, PreventUserExistenceErrors: "ENABLED" });
    await expect(cognito.givenTokens({ ClientId: hiding.ClientId, Username: "alice" })).rejects.toBeCognitoError(
      "NotAuthorizedException",
      "Incorrect username or password.",
    );
  });

  test("refuses a temporary password that is out of date", async () => {
    const { cognito, UserPoolId, signIn } = await givenAlice();
    await cognito.send("AdminSetUserPassword", { UserPoolId, Username: "alice", Password: TEST_PASSWORD });
    cognito.clock.advance({ days: 7, milliseconds: -1 });
    expect(await signIn(RIGHT)).toMatchObject({ ChallengeName: "NEW_PASSWORD_REQUIRED" });
    cognito.clock.advance({ milliseconds: 1 });
    await expect(signIn(RIGHT)).rejects.toBeCognitoError(
      "NotAuthorizedException",
      "Temporary password has expired and must be reset by an administrator.",
    );
  });

  test("leaves nothing that works of a sign-in that runs while the user is disabled", async () => {
    const { cognito, UserPoolId, signIn } = await givenAlice();
    const [signedIn] = await Promise.allSettled([
      signIn(RIGHT),
      cognito.send("AdminDisableUser", { UserPoolId, Username: "alice" }),
    ]);
    if (signedIn.status === "rejected") expect(signedIn.reason).toHaveProperty("message", "User is disabled.");
    else {
      const { AccessToken = "" } = signedIn.value.AuthenticationResult ?? {};
      await expect(cognito.send("GetUser", { AccessToken })).rejects.toThrow("Access Token has been revoked");
    }
  });

  test.each(["__proto__", "constructor", "toString"])("takes nothing from a parameter named %s", async (name) => {
    const { signIn } = await givenAlice();
    const parameters = (pairs: readonly (readonly [string, string])[]) => Object.fromEntries(pairs);
    await expect(signIn(parameters([[name, "alice"]]))).rejects.toBeCognitoError(
      "InvalidParameterException",
      "Missing required parameter USERNAME",
    );
    expect(await signIn(parameters([...Object.entries(RIGHT), [name, "x"]]))).toHaveProperty("AuthenticationResult");
    await expect(signIn({ USERNAME: name, PASSWORD: TEST_PASSWORD })).rejects.toBeCognitoError(
      "UserNotFoundException",
      "User does not exist.",
    );
  });

  test("asks nothing more of a user without a second factor in a pool where MFA is optional", async () => {
    const { cognito, UserPoolId, signIn } = await givenAlice();
    await cognito.send("SetUserPoolMfaConfig", {
      UserPoolId,
      MfaConfiguration: "OPTIONAL",
      SoftwareTokenMfaConfiguration: { Enabled: true },
    });
    expect(await signIn(RIGHT)).toHaveProperty("AuthenticationResult.AccessToken");
  });
});

describe("InitiateAuth for an unknown user", () => {
  const UNKNOWN = { USERNAME: "nobody", PASSWORD: TEST_PASSWORD };

  test.each([{}, { PreventUserExistenceErrors: "LEGACY" as const }])("says so with %o", async (settings) => {
    const cognito = await startCognito();
    const { ClientId } = await cognito.givenUserPoolClient(settings);
    await expect(
      cognito.send("InitiateAuth", { AuthFlow: "USER_PASSWORD_AUTH", ClientId, AuthParameters: UNKNOWN }),
    ).rejects.toBeCognitoError("UserNotFoundException", "User does not exist.");
  });

  test("answers as to a wrong password, and takes as long, with PreventUserExistenceErrors ENABLED", async () => {
    const cognito = await startCognito();
    const { UserPoolId, ClientId } = await cognito.givenUserPoolClient({ PreventUserExistenceErrors: "ENABLED" });
    await cognito.givenConfirmedUser({ UserPoolId, Username: "alice" });
    const attempt = async (AuthParameters: Record<string, string>) => {
      const startedAt = performance.now();
      await expect(
        cognito.send("InitiateAuth", { AuthFlow: "USER_PASSWORD_AUTH", ClientId, AuthParameters }),
      ).rejects.toBeCognitoError("NotAuthorizedException", "Incorrect username or password.");
      return performance.now() - startedAt;
    };
    const times: { unknown: number[]; wrong: number[] } = { unknown: [], wrong: [] };
    for (let round = 0; round < 30; round++) {
      times.unknown.push(await attempt({ USERNAME: `nobody${round}`, PASSWORD: TEST_PASSWORD }));
      times.wrong.push(await attempt(WRONG));
      // Otherwise alice would be locked out.
      cognito.clock.advance({ minutes: 15 });
    }
    const median = (values: number[]) => values.toSorted((left, right) => left - right)[values.length / 2] ?? 0;
    // Without the decoy the ratio is below one tenth.
    expect(median(times.unknown) / median(times.wrong)).toBeGreaterThan(0.5);
  });
});

describe("InitiateAuth from a client with a secret", () => {
  async function givenSecret() {
    const cognito = await startCognito();
    const { UserPoolId } = await cognito.givenUserPool({ UsernameAttributes: ["email"] });
    const { ClientId, ClientSecret = "" } = await cognito.givenUserPoolClient({ UserPoolId, GenerateSecret: true });
    const { Username } = await cognito.givenConfirmedUser({ UserPoolId, Username: "alice@example.com" });
    const signIn = (AuthParameters: Record<string, string>) =>
      cognito.send("InitiateAuth", { AuthFlow: "USER_PASSWORD_AUTH", ClientId, AuthParameters });
    const hashOf = (username: string) => secretHash({ username, clientId: ClientId, clientSecret: ClientSecret });
    return { cognito, ClientId, Username, signIn, hashOf };
  }
  const BY_EMAIL = { USERNAME: "alice@example.com", PASSWORD: TEST_PASSWORD };

  test("takes the hash over the name as it was sent", async () => {
    const { signIn, hashOf, Username } = await givenSecret();
    expect(await signIn({ ...BY_EMAIL, SECRET_HASH: hashOf("alice@example.com") })).toHaveProperty(
      "AuthenticationResult.AccessToken",
    );
    expect(await signIn({ ...BY_EMAIL, USERNAME: Username, SECRET_HASH: hashOf(Username) })).toHaveProperty(
      "AuthenticationResult.AccessToken",
    );
  });

  test("refuses a missing and a wrong hash, before it looks for the user", async () => {
    const { signIn, hashOf, ClientId } = await givenSecret();
    for (const USERNAME of ["alice@example.com", "nobody@example.com"]) {
      await expect(signIn({ ...BY_EMAIL, USERNAME })).rejects.toBeCognitoError(
        "NotAuthorizedException",
        `Client ${ClientId} is configured with secret but SECRET_HASH was not received`,
      );
      await expect(signIn({ ...BY_EMAIL, USERNAME, SECRET_HASH: hashOf("bob") })).rejects.toBeCognitoError(
        "NotAuthorizedException",
        `Unable to verify secret hash for client ${ClientId}`,
      );
    }
  });

  test("refuses a hash for a client without a secret", async () => {
    const { signIn, ClientId } = await givenAlice();
    await expect(signIn({ ...RIGHT, SECRET_HASH: "aGFzaA==" })).rejects.toBeCognitoError(
      "NotAuthorizedException",
      `Unable to verify secret hash for client ${ClientId}`,
    );
  });
});
