import { readJwt } from "@cogmock/crypto";
import type { AdminDisableProviderForUserRequest } from "@cogmock/protocol/user-pools";
import { beforeEach, describe, expect, test } from "vitest";
import { givenIdentityProviders } from "../../testing/given-identity-provider.ts";
import { startCognito, TEST_PASSWORD, type TestCognito } from "../../testing/start-cognito.ts";

const NOT_LINKED = [
  "InvalidParameterException",
  "Account isn't linked to anyone else, verify that the account has been linked",
] as const;

let cognito: TestCognito;
let UserPoolId: string;
let ClientId: string;

beforeEach(async () => {
  cognito = await startCognito();
  ({ UserPoolId, ClientId } = await cognito.givenUserPoolClient());
  await givenIdentityProviders(cognito, UserPoolId, ["Google", "Facebook", "Okta"]);
  for (const Username of ["alice", "bob"]) await cognito.givenConfirmedUser({ UserPoolId, Username });
});

type ProviderUser = AdminDisableProviderForUserRequest["User"];

function subject(ProviderName: string, ProviderAttributeValue: string): ProviderUser {
  return { ProviderName, ProviderAttributeName: "Cognito_Subject", ProviderAttributeValue };
}

const OKTA: ProviderUser = {
  ProviderName: "Okta",
  ProviderAttributeName: "email",
  ProviderAttributeValue: "a@example.com",
};

function link(Username: string, SourceUser: ProviderUser) {
  const DestinationUser = { ProviderName: "Cognito", ProviderAttributeValue: Username };
  return cognito.send("AdminLinkProviderForUser", { UserPoolId, DestinationUser, SourceUser });
}

function disable(User: ProviderUser) {
  return cognito.send("AdminDisableProviderForUser", { UserPoolId, User });
}

async function identitiesOf(Username: string): Promise<string | undefined> {
  const { UserAttributes = [] } = await cognito.send("AdminGetUser", { UserPoolId, Username });
  return UserAttributes.find(({ Name }) => Name === "identities")?.Value;
}

describe("AdminDisableProviderForUser of a linked identity", () => {
  test("answers {} and takes this identity alone from the user", async () => {
    await link("alice", subject("Google", "1234"));
    await link("alice", subject("Google", "5678"));
    await link("alice", OKTA);
    expect(await disable(subject("Google", "1234"))).toEqual({});
    const left: unknown = JSON.parse((await identitiesOf("alice")) ?? "");
    expect(left).toMatchObject([
      { providerName: "Google", userId: "5678" },
      { providerName: "Okta", userId: "a@example.com" },
    ]);
  });

  test("leaves a user without identities as one who never had any", async () => {
    await link("alice", OKTA);
    await disable(OKTA);
    expect(await identitiesOf("alice")).toBeUndefined();
    const { IdToken } = await cognito.givenTokens({ ClientId, Username: "alice" });
    expect(readJwt(IdToken)?.claims).not.toHaveProperty("identities");
  });

  test("leaves the identity free for another user, and room for another identity", async () => {
    for (const id of ["1", "2", "3", "4", "5"]) await link("alice", subject("Google", id));
    await disable(subject("Google", "3"));
    await link("bob", subject("Google", "3"));
    await link("alice", subject("Google", "6"));
    expect(await identitiesOf("bob")).toContain('"userId":"3"');
  });

  test.for([
    ["the federated username", subject("Google", "Google_1234")],
    ["another attribute", { ...subject("Google", "1234"), ProviderAttributeName: "email" }],
    ["another provider", subject("Facebook", "1234")],
  ] as const)("refuses %s, which is linked to nobody", async ([, user]) => {
    await link("alice", subject("Google", "1234"));
    await expect(disable(user)).rejects.toBeCognitoError(...NOT_LINKED);
    expect(await identitiesOf("alice")).toContain('"userId":"1234"');
  });

  test("refuses a provider that the pool does not have, but removes what links to one that it had", async () => {
    await expect(disable(subject("Entra", "1234"))).rejects.toBeCognitoError(
      "ResourceNotFoundException",
      "Identity provider Entra does not exist.",
    );
    await link("alice", OKTA);
    await cognito.send("DeleteIdentityProvider", { UserPoolId, ProviderName: "Okta" });
    expect(await disable(OKTA)).toEqual({});
    expect(await identitiesOf("alice")).toBeUndefined();
  });

  test("refuses the second time, also of two that come at once", async () => {
    await link("alice", OKTA);
    const calls = [disable(OKTA), disable(OKTA)];
    const outcomes = await Promise.allSettled(calls);
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    await expect(calls[outcomes.findIndex(({ status }) => status === "rejected")]).rejects.toBeCognitoError(
      ...NOT_LINKED,
    );
    await expect(disable(OKTA)).rejects.toBeCognitoError(...NOT_LINKED);
  });

  test("of several at once loses none", async () => {
    const sources = [OKTA, subject("Google", "1234"), subject("Facebook", "1234")];
    for (const source of sources) await link("alice", source);
    await Promise.all(sources.map(disable));
    expect(await identitiesOf("alice")).toBeUndefined();
  });

  test("of a user's identity does not touch the password", async () => {
    await link("alice", OKTA);
    await disable(OKTA);
    await expect(cognito.givenTokens({ ClientId, Username: "alice" })).resolves.toHaveProperty("IdToken");
  });
});

describe("AdminDisableProviderForUser of a user of the pool itself", () => {
  const signIn = (Username: string) => cognito.givenTokens({ ClientId, Username });
  const wrongPassword = ["NotAuthorizedException", "Incorrect username or password."] as const;

  test("makes the password a wrong one, and that of nobody else", async () => {
    expect(await disable(subject("Cognito", "alice"))).toEqual({});
    await expect(signIn("alice")).rejects.toBeCognitoError(...wrongPassword);
    await expect(signIn("bob")).resolves.toHaveProperty("IdToken");
  });

  test("can be repeated", async () => {
    await disable(subject("Cognito", "alice"));
    expect(await disable(subject("Cognito", "alice"))).toEqual({});
    await expect(signIn("alice")).rejects.toBeCognitoError(...wrongPassword);
  });

  test("leaves the user enabled, with their links and sessions", async () => {
    await link("alice", OKTA);
    const { AccessToken } = await signIn("alice");
    await disable(subject("Cognito", "alice"));
    await expect(cognito.send("GetUser", { AccessToken })).resolves.toMatchObject({ Username: "alice" });
    expect(await identitiesOf("alice")).toContain("Okta");
    const alice = await cognito.send("AdminGetUser", { UserPoolId, Username: "alice" });
    expect(alice).toMatchObject({ Enabled: true, UserStatus: "CONFIRMED" });
  });

  test("ends when an administrator sets a password", async () => {
    await disable(subject("Cognito", "alice"));
    const Password = TEST_PASSWORD;
    await cognito.send("AdminSetUserPassword", { UserPoolId, Username: "alice", Password, Permanent: true });
    await expect(signIn("alice")).resolves.toHaveProperty("IdToken");
  });

  test("refuses an unknown user", async () => {
    await expect(disable(subject("Cognito", "nobody"))).rejects.toBeCognitoError(
      "UserNotFoundException",
      "User does not exist.",
    );
  });

  test("refuses a user who is named by another attribute", async () => {
    await expect(
      disable({ ...subject("Cognito", "alice"), ProviderAttributeName: "username" }),
    ).rejects.toBeCognitoError(
      "InvalidParameterException",
      "ProviderAttributeName must be Cognito_Subject for a user of the user pool",
    );
    await expect(signIn("alice")).resolves.toHaveProperty("IdToken");
  });
});

describe("AdminDisableProviderForUser", () => {
  test("refuses an unknown pool", async () => {
    UserPoolId = "us-east-1_nowhere00";
    await expect(disable(OKTA)).rejects.toBeCognitoError(
      "ResourceNotFoundException",
      "User pool us-east-1_nowhere00 does not exist.",
    );
  });

  test.for(["ProviderName", "ProviderAttributeName", "ProviderAttributeValue"])(
    "refuses a user without %s",
    async (member) => {
      await expect(disable({ ...OKTA, [member]: undefined })).rejects.toBeCognitoError(
        "InvalidParameterException",
        `Missing required parameter ${member}`,
      );
    },
  );
});
