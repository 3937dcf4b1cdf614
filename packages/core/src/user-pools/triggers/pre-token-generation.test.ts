import { readJwt } from "@cogmock/crypto";
import type {
  CreateGroupRequest,
  CreateUserPoolClientRequest,
  PreTokenGenerationLambdaVersionType,
} from "@cogmock/protocol/user-pools";
import type {
  PreTokenGenerationAuthenticationTriggerEvent,
  PreTokenGenerationAuthenticationV2TriggerEvent,
} from "aws-lambda";
import { describe, expect, test } from "vitest";
import type { TriggerFunction } from "../../index.ts";
import { functionArn, givenTriggers, passOn, respond } from "../../testing/given-triggers.ts";
import { putUserState } from "../../testing/put-user-state.ts";

type Response = Readonly<Record<string, unknown>>;

const role = (name: string) => `arn:aws:iam::000000000000:role/${name}`;
const ADMINS = { GroupName: "admins", Precedence: 1, RoleArn: role("admin") };

/** A pool whose PreTokenGeneration trigger is this function under this version, and a sign-in. */
async function givenFunction(
  LambdaVersion: PreTokenGenerationLambdaVersionType,
  run: TriggerFunction,
  {
    groups = [],
    attributes = {},
    client = {},
  }: {
    readonly groups?: readonly Omit<CreateGroupRequest, "UserPoolId">[];
    readonly attributes?: Readonly<Record<string, string>>;
    readonly client?: Partial<CreateUserPoolClientRequest>;
  } = {},
) {
  const config = { PreTokenGenerationConfig: { LambdaVersion, LambdaArn: functionArn("PreTokenGeneration") } };
  const given = await givenTriggers({ PreTokenGeneration: run }, { config, client });
  const { cognito, UserPoolId, ClientId } = given;
  await putUserState(
    cognito,
    { UserPoolId, Username: "alice" },
    { attributes: { email: "alice@example.com", email_verified: "true", ...attributes } },
  );
  for (const group of groups) {
    await cognito.send("CreateGroup", { UserPoolId, ...group });
    await cognito.send("AdminAddUserToGroup", { UserPoolId, GroupName: group.GroupName, Username: "alice" });
  }
  const signIn = async () => {
    const tokens = await cognito.givenTokens({ ClientId, Username: "alice" });
    const id = readJwt(tokens.IdToken)?.claims ?? {};
    const access = readJwt(tokens.AccessToken)?.claims ?? {};
    return { tokens, id, access };
  };
  return { ...given, signIn };
}

/** The claims of a sign-in whose function answers this. */
async function claimsWith(
  LambdaVersion: PreTokenGenerationLambdaVersionType,
  response: Response,
  options?: Parameters<typeof givenFunction>[2],
) {
  const { signIn, ClientId } = await givenFunction(LambdaVersion, respond(response), options);
  const { id, access } = await signIn();
  return { id, access, ClientId };
}

const v1 = (claimsOverrideDetails: unknown) => ({ claimsOverrideDetails });
const v2 = (claimsAndScopeOverrideDetails: unknown) => ({ claimsAndScopeOverrideDetails });

describe("The event of PreTokenGeneration", () => {
  test("is AWS's in version 1, member by member", async () => {
    const { cognito, UserPoolId, ClientId, calls, signIn } = await givenFunction("V1_0", passOn);
    await signIn();
    const { UserAttributes } = await cognito.send("AdminGetUser", { UserPoolId, Username: "alice" });
    const event = {
      version: "1",
      triggerSource: "TokenGeneration_Authentication",
      region: "us-east-1",
      userPoolId: UserPoolId,
      userName: "alice",
      callerContext: { awsSdkVersion: "aws-sdk-unknown-unknown", clientId: ClientId },
      request: {
        userAttributes: {
          sub: UserAttributes?.[0]?.Value ?? "",
          email: "alice@example.com",
          email_verified: "true",
          "cognito:user_status": "CONFIRMED",
        },
        groupConfiguration: { groupsToOverride: [], iamRolesToOverride: [], preferredRole: null },
      },
      response: { claimsOverrideDetails: null },
    } satisfies Shape<PreTokenGenerationAuthenticationTriggerEvent>;
    expect(calls.map((call) => call.event)).toStrictEqual([event]);
  });

  test.each([
    ["V2_0", "2"],
    ["V3_0", "3"],
  ] as const)("is AWS's in version %s, with scopes", async (LambdaVersion, version) => {
    const { cognito, UserPoolId, ClientId, calls, signIn } = await givenFunction(LambdaVersion, passOn, {
      groups: [ADMINS],
    });
    await signIn();
    const { UserAttributes } = await cognito.send("AdminGetUser", { UserPoolId, Username: "alice" });
    const event = {
      version,
      triggerSource: "TokenGeneration_Authentication",
      region: "us-east-1",
      userPoolId: UserPoolId,
      userName: "alice",
      callerContext: { awsSdkVersion: "aws-sdk-unknown-unknown", clientId: ClientId },
      request: {
        userAttributes: {
          sub: UserAttributes?.[0]?.Value ?? "",
          email: "alice@example.com",
          email_verified: "true",
          "cognito:user_status": "CONFIRMED",
        },
        groupConfiguration: {
          groupsToOverride: ["admins"],
          iamRolesToOverride: [role("admin")],
          preferredRole: role("admin"),
        },
        scopes: ["aws.cognito.signin.user.admin"],
      },
      response: { claimsAndScopeOverrideDetails: null },
    } satisfies Shape<PreTokenGenerationAuthenticationV2TriggerEvent>;
    expect(calls.map((call) => call.event)).toStrictEqual([event]);
  });

  test("has every attribute, whatever the client may read", async () => {
    const { calls, signIn } = await givenFunction("V1_0", passOn, {
      attributes: { birthdate: "1852-05-04" },
      client: { ReadAttributes: ["email"] },
    });
    const { id } = await signIn();
    expect(id).not.toHaveProperty("birthdate");
    expect(calls[0]?.event.request["userAttributes"]).toHaveProperty("birthdate", "1852-05-04");
  });

  test("is of version 1 where the pool names the function only", async () => {
    const { cognito, ClientId, calls } = await givenTriggers({ PreTokenGeneration: passOn });
    await cognito.givenTokens({ ClientId, Username: "alice" });
    expect(calls[0]?.event.version).toBe("1");
  });
});

describe("What tokens are generated for", () => {
  test("is a refresh, with the ClientMetadata of GetTokensFromRefreshToken and none of InitiateAuth", async () => {
    const { cognito, ClientId, calls } = await givenTriggers({ PreTokenGeneration: passOn });
    const { RefreshToken } = await cognito.givenTokens({ ClientId, Username: "alice" });
    await cognito.send("GetTokensFromRefreshToken", { ClientId, RefreshToken, ClientMetadata: { from: "refresh" } });
    await cognito.send("InitiateAuth", {
      ClientId,
      AuthFlow: "REFRESH_TOKEN_AUTH",
      AuthParameters: { REFRESH_TOKEN: RefreshToken },
      ClientMetadata: { from: "app" },
    });
    expect(calls.map(({ event }) => [event.triggerSource, event.request["clientMetadata"]])).toEqual([
      ["TokenGeneration_Authentication", undefined],
      ["TokenGeneration_RefreshTokens", { from: "refresh" }],
      ["TokenGeneration_RefreshTokens", undefined],
    ]);
  });

  test("is a new password, with the ClientMetadata of the answer", async () => {
    const { cognito, UserPoolId, ClientId, calls } = await givenTriggers({ PreTokenGeneration: passOn });
    const bob = { UserPoolId, Username: "bob" };
    await cognito.send("AdminCreateUser", { ...bob, TemporaryPassword: "Temporary-1!", MessageAction: "SUPPRESS" });
    const { Session } = await cognito.send("InitiateAuth", {
      ClientId,
      AuthFlow: "USER_PASSWORD_AUTH",
      AuthParameters: { USERNAME: "bob", PASSWORD: "Temporary-1!" },
    });
    expect(calls).toEqual([]);
    await cognito.send("AdminRespondToAuthChallenge", {
      UserPoolId,
      ClientId,
      ChallengeName: "NEW_PASSWORD_REQUIRED",
      Session,
      ChallengeResponses: { USERNAME: "bob", NEW_PASSWORD: "Brand-New-Horse-2!" },
      ClientMetadata: { from: "answer" },
    });
    expect(calls.map(({ event }) => [event.triggerSource, event.request["clientMetadata"]])).toEqual([
      ["TokenGeneration_NewPasswordChallenge", { from: "answer" }],
    ]);
  });
});

describe("Version 1 of PreTokenGeneration", () => {
  test("adds, overrides and suppresses claims of the ID token, and leaves the access token alone", async () => {
    const { id, access } = await claimsWith(
      "V1_0",
      v1({
        claimsToAddOrOverride: { tenant: "blue", email: "shown@example.com", secret: "x" },
        claimsToSuppress: ["email_verified", "secret"],
      }),
    );
    expect(id).toMatchObject({ tenant: "blue", email: "shown@example.com" });
    expect(id).not.toHaveProperty("email_verified");
    expect(id).not.toHaveProperty("secret");
    for (const claim of ["tenant", "email", "secret"]) expect(access).not.toHaveProperty(claim);
    expect(access).toHaveProperty("scope", "aws.cognito.signin.user.admin");
  });

  test("makes text of numbers and booleans", async () => {
    const { id } = await claimsWith("V1_0", v1({ claimsToAddOrOverride: { level: 7, admin: true, none: null } }));
    expect(id).toMatchObject({ level: "7", admin: "true" });
    expect(id).not.toHaveProperty("none");
  });

  test("knows no access token and no scopes", async () => {
    const { access } = await claimsWith("V1_0", {
      ...v1(null),
      ...v2({ accessTokenGeneration: { claimsToAddOrOverride: { tenant: "blue" }, scopesToAdd: ["more"] } }),
    });
    expect(access).not.toHaveProperty("tenant");
    expect(access).toHaveProperty("scope", "aws.cognito.signin.user.admin");
  });

  test.each<[string, unknown]>([
    ["a list as a claim", { claimsToAddOrOverride: { roles: ["a"] } }],
    ["an object as a claim", { claimsToAddOrOverride: { tenant: { id: 1 } } }],
    ["a list for the claims", { claimsToAddOrOverride: ["a"] }],
    ["a text for the claims to suppress", { claimsToSuppress: "email" }],
    ["numbers to suppress", { claimsToSuppress: [1] }],
    ["a text for the groups", { groupOverrideDetails: { groupsToOverride: "admins" } }],
    ["a list for the preferred role", { groupOverrideDetails: { preferredRole: [role("admin")] } }],
    ["a text for the details", "nothing"],
    [
      "more claims than AWS takes",
      { claimsToAddOrOverride: Object.fromEntries(Array.from({ length: 5001 }, (_, index) => [`c${index}`, "x"])) },
    ],
  ])("is not recognized with %s, and there are no tokens", async (_, details) => {
    const { signIn } = await givenFunction("V1_0", respond(v1(details)));
    await expect(signIn()).rejects.toBeCognitoError("InvalidLambdaResponseException", "Unrecognizable lambda output");
  });
});

describe.each(["V2_0", "V3_0"] as const)("Version %s of PreTokenGeneration", (version) => {
  test("changes either token, with claims of any type", async () => {
    const { id, access } = await claimsWith(
      version,
      v2({
        idTokenGeneration: {
          claimsToAddOrOverride: { tenant: { id: 7 }, tags: ["a", "b"], email: "shown@example.com" },
          claimsToSuppress: ["email_verified"],
        },
        accessTokenGeneration: {
          claimsToAddOrOverride: { tenant: { id: 8 }, level: 7, admin: true, tags: [], none: null, hidden: "x" },
          claimsToSuppress: ["hidden"],
        },
      }),
    );
    expect(id).toMatchObject({ tenant: { id: 7 }, tags: ["a", "b"], email: "shown@example.com" });
    expect(id).not.toHaveProperty("email_verified");
    expect(access).toMatchObject({ tenant: { id: 8 }, level: 7, admin: true, tags: [] });
    expect(access).not.toHaveProperty("none");
    expect(access).not.toHaveProperty("hidden");
  });

  test("adds and suppresses scopes; suppressed beats added", async () => {
    const { access } = await claimsWith(
      version,
      v2({ accessTokenGeneration: { scopesToAdd: ["read", "write", "read"], scopesToSuppress: ["write"] } }),
    );
    expect(access["scope"]).toBe("aws.cognito.signin.user.admin read");
  });

  test("makes an access token unfit for its user's own operations by suppressing their scope", async () => {
    for (const scopesToAdd of [[], ["read"]]) {
      const { cognito, signIn } = await givenFunction(
        version,
        respond(v2({ accessTokenGeneration: { scopesToAdd, scopesToSuppress: ["aws.cognito.signin.user.admin"] } })),
      );
      const { tokens, access } = await signIn();
      expect(access["scope"]).toBe(scopesToAdd[0]);
      await expect(cognito.send("GetUser", { AccessToken: tokens.AccessToken })).rejects.toBeCognitoError(
        "NotAuthorizedException",
        "Access Token does not have required scopes",
      );
    }
  });

  test("makes up to 5,000 changes in all", async () => {
    const many = (count: number, name: string) => Array.from({ length: count }, (_, number) => `${name}${number}`);
    const changes = (scopes: number) =>
      v2({
        idTokenGeneration: { claimsToAddOrOverride: Object.fromEntries(many(1_000, "c").map((name) => [name, 1])) },
        accessTokenGeneration: { claimsToSuppress: many(1_000, "s"), scopesToAdd: many(scopes, "scope") },
      });
    const { id, access } = await claimsWith(version, changes(3_000));
    expect(id).toHaveProperty("c999", 1);
    expect(access["scope"]).toContain("scope2999");
    const { signIn } = await givenFunction(version, respond(changes(3_001)));
    await expect(signIn()).rejects.toBeCognitoError("InvalidLambdaResponseException", "Unrecognizable lambda output");
  });

  test.each<[string, unknown]>([
    ["a scope with a space", { accessTokenGeneration: { scopesToAdd: ["read write"] } }],
    ["a text for the scopes", { accessTokenGeneration: { scopesToAdd: "read" } }],
    ["a list for the ID token", { idTokenGeneration: [] }],
    ["a text for the claims", { idTokenGeneration: { claimsToAddOrOverride: "x" } }],
  ])("is not recognized with %s", async (_, details) => {
    const { signIn } = await givenFunction(version, respond(v2(details)));
    await expect(signIn()).rejects.toBeCognitoError("InvalidLambdaResponseException", "Unrecognizable lambda output");
  });
});

describe("What a function leaves as it was", () => {
  test.each([
    ["V1_0", {}],
    ["V1_0", v1(null)],
    ["V1_0", v1({})],
    ["V1_0", v1({ claimsToAddOrOverride: null, claimsToSuppress: null })],
    ["V2_0", v2(null)],
    ["V2_0", v2({ idTokenGeneration: null, accessTokenGeneration: {} })],
    ["V3_0", v2(null)],
  ] as const)("stays: %s %j", async (version, response) => {
    const { id, access } = await claimsWith(version, response, { groups: [ADMINS] });
    expect(id).toMatchObject({
      email: "alice@example.com",
      email_verified: true,
      "cognito:groups": ["admins"],
      "cognito:roles": [role("admin")],
      "cognito:preferred_role": role("admin"),
    });
    expect(access).toMatchObject({ "cognito:groups": ["admins"], scope: "aws.cognito.signin.user.admin" });
  });
});

describe("Groups in tokens", () => {
  test.each([
    ["V1_0", v1],
    ["V2_0", v2],
    ["V3_0", v2],
  ] as const)("are those of %s's groupOverrideDetails, in both tokens", async (version, details) => {
    const { id, access } = await claimsWith(
      version,
      details({
        groupOverrideDetails: {
          groupsToOverride: ["guests", "readers"],
          iamRolesToOverride: [role("guest")],
          preferredRole: role("other"),
        },
      }),
      { groups: [ADMINS] },
    );
    expect(id).toMatchObject({
      "cognito:groups": ["guests", "readers"],
      "cognito:roles": [role("guest")],
      "cognito:preferred_role": role("other"),
    });
    expect(access["cognito:groups"]).toEqual(["guests", "readers"]);
    expect(access).not.toHaveProperty(["cognito:roles"]);
  });

  test.each([null, {}])("are gone where groupOverrideDetails are %j", async (groupOverrideDetails) => {
    const { id, access } = await claimsWith("V1_0", v1({ groupOverrideDetails }), { groups: [ADMINS] });
    for (const claim of ["cognito:groups", "cognito:roles", "cognito:preferred_role"]) {
      expect(id).not.toHaveProperty([claim]);
      expect(access).not.toHaveProperty([claim]);
    }
  });

  test("stay where a function copies them from its request", async () => {
    const copying = respond(({ request }) => v1({ groupOverrideDetails: request["groupConfiguration"] }));
    const { signIn } = await givenFunction("V1_0", copying, { groups: [ADMINS] });
    const { id } = await signIn();
    expect(id).toMatchObject({ "cognito:groups": ["admins"], "cognito:preferred_role": role("admin") });
  });
});

describe("Claims that no function changes", () => {
  const FIXED =
    "acr amr at_hash auth_time azp cognito:username exp iat identities iss jti nbf nonce origin_jti sub token_use".split(
      " ",
    );
  const ALSO = ["client_id", "device_key", "event_id", "version", "cognito:groups", "cognito:roles", "cognito:level"];

  test.each([...FIXED, ...ALSO, "scope", "username", "aud"])("%s", async (claim) => {
    const set = { claimsToAddOrOverride: { [claim]: "mine" } };
    const suppress = { claimsToSuppress: [claim] };
    const plain = await claimsWith("V2_0", v2(null), { groups: [ADMINS] });
    const changed = await claimsWith(
      "V2_0",
      v2({ idTokenGeneration: claim === "scope" || claim === "username" ? {} : set, accessTokenGeneration: set }),
      { groups: [ADMINS] },
    );
    const suppressed = await claimsWith("V2_0", v2({ idTokenGeneration: suppress, accessTokenGeneration: suppress }), {
      groups: [ADMINS],
    });
    for (const kind of ["id", "access"] as const) {
      expect(changed[kind][claim]).not.toBe("mine");
      expect(Object.hasOwn(changed[kind], claim)).toBe(Object.hasOwn(plain[kind], claim));
      expect(Object.hasOwn(suppressed[kind], claim)).toBe(Object.hasOwn(plain[kind], claim));
    }
  });

  test("include an aud of the access token other than the client", async () => {
    const run: TriggerFunction = respond(({ callerContext }) =>
      v2({ accessTokenGeneration: { claimsToAddOrOverride: { aud: callerContext.clientId } } }),
    );
    const { ClientId, signIn } = await givenFunction("V2_0", run);
    expect((await signIn()).access).toHaveProperty("aud", ClientId);
  });

  test("include developer attributes", async () => {
    const { id, access } = await claimsWith(
      "V2_0",
      v2({
        idTokenGeneration: { claimsToAddOrOverride: { "dev:custom:tier": "gold" } },
        accessTokenGeneration: { claimsToAddOrOverride: { "dev:custom:tier": "gold" } },
      }),
    );
    expect(id).not.toHaveProperty(["dev:custom:tier"]);
    expect(access).not.toHaveProperty(["dev:custom:tier"]);
  });

  test.each(["phone_number_verified", "email_verified", "updated_at", "address"])(
    "include an ID token's %s that is a list or an object",
    async (claim) => {
      for (const value of [["x"], { x: 1 }]) {
        const { id } = await claimsWith(
          "V2_0",
          v2({ idTokenGeneration: { claimsToAddOrOverride: { [claim]: value, other: value } } }),
        );
        expect(id[claim]).not.toEqual(value);
        expect(id["other"]).toEqual(value);
      }
      const { id } = await claimsWith("V2_0", v2({ idTokenGeneration: { claimsToAddOrOverride: { [claim]: "x" } } }));
      expect(id[claim]).toBe("x");
    },
  );
});

/** A client that rotates refresh tokens. */
const rotating = (RetryGracePeriodSeconds: number): Partial<CreateUserPoolClientRequest> => ({
  ExplicitAuthFlows: ["ALLOW_USER_PASSWORD_AUTH"],
  RefreshTokenRotation: { Feature: "ENABLED", RetryGracePeriodSeconds },
});

describe("PreTokenGeneration", () => {
  test("changes the tokens of one call only", async () => {
    let calls = 0;
    const run: TriggerFunction = respond(() => {
      calls += 1;
      return v1(calls === 1 ? { claimsToAddOrOverride: { first: "yes" } } : null);
    });
    const { cognito, ClientId, signIn } = await givenFunction("V1_0", run);
    const { tokens, id } = await signIn();
    expect(id).toHaveProperty("first", "yes");
    const { RefreshToken } = tokens;
    const { AuthenticationResult } = await cognito.send("GetTokensFromRefreshToken", { ClientId, RefreshToken });
    expect(readJwt(AuthenticationResult?.IdToken ?? "")?.claims).not.toHaveProperty("first");
  });

  test("keeps refreshed tokens back by throwing, and leaves the refresh token as it was", async () => {
    let fails = false;
    const { cognito, ClientId } = await givenTriggers(
      {
        PreTokenGeneration: async (event) => {
          if (fails) throw new Error("Not now");
          return event;
        },
      },
      { client: rotating(0) },
    );
    const { RefreshToken } = await cognito.givenTokens({ ClientId, Username: "alice" });
    fails = true;
    await expect(cognito.send("GetTokensFromRefreshToken", { ClientId, RefreshToken })).rejects.toBeCognitoError(
      "UserLambdaValidationException",
      "PreTokenGeneration failed with error Not now.",
    );
    fails = false;
    expect(await cognito.send("GetTokensFromRefreshToken", { ClientId, RefreshToken })).toHaveProperty(
      "AuthenticationResult.RefreshToken",
    );
  });

  test("is asked once by a refresh that loses a race", async () => {
    const { cognito, ClientId, calls } = await givenTriggers({ PreTokenGeneration: passOn }, { client: rotating(60) });
    const { RefreshToken } = await cognito.givenTokens({ ClientId, Username: "alice" });
    const refresh = () => cognito.send("GetTokensFromRefreshToken", { ClientId, RefreshToken });
    await Promise.all([refresh(), refresh(), refresh()]);
    expect(calls.filter(({ event }) => event.triggerSource === "TokenGeneration_RefreshTokens")).toHaveLength(3);
  });
});

/** An event as it goes out: with nulls where the handler's types have what it may put there. */
type Shape<T> = T extends string | number | boolean ? T : { readonly [Member in keyof T]: Shape<T[Member]> | null };
