import { readJwt } from "@cogmock/crypto";
import type { AdminLinkProviderForUserRequest } from "@cogmock/protocol/user-pools";
import { beforeEach, describe, expect, test } from "vitest";
import { givenIdentityProviders } from "../../testing/given-identity-provider.ts";
import { putUserState } from "../../testing/put-user-state.ts";
import { startCognito, type TestCognito } from "../../testing/start-cognito.ts";
import { findLinkedIdentity } from "./linked-identity.ts";

const NOW = Date.parse("2026-01-01T00:00:00Z");
const ALREADY_LINKED = ["InvalidParameterException", "SourceUser is already linked to DestinationUser"] as const;
const LOCAL_SOURCE = [
  "InvalidParameterException",
  "Invalid SourceUser: Cognito users with a username/password may not be passed in as a SourceUser, only as a DestinationUser",
] as const;
const TOO_MANY = ["LimitExceededException", "A user cannot be linked to more than 5 identities."] as const;
const PROVIDERS = ["Facebook", "Google", "LoginWithAmazon", "SignInWithApple", "Okta"];

let cognito: TestCognito;
let UserPoolId: string;
let ClientId: string;

beforeEach(async () => {
  cognito = await startCognito();
  ({ UserPoolId, ClientId } = await cognito.givenUserPoolClient());
  await givenIdentityProviders(cognito, UserPoolId, PROVIDERS);
  for (const Username of ["alice", "bob"]) await cognito.givenConfirmedUser({ UserPoolId, Username });
});

type Source = AdminLinkProviderForUserRequest["SourceUser"];

function local(username: string): Source {
  return { ProviderName: "Cognito", ProviderAttributeValue: username };
}

function subject(ProviderName: string, ProviderAttributeValue: string): Source {
  return { ProviderName, ProviderAttributeName: "Cognito_Subject", ProviderAttributeValue };
}

function link(SourceUser: Source, DestinationUser: Source = local("alice")) {
  return cognito.send("AdminLinkProviderForUser", { UserPoolId, DestinationUser, SourceUser });
}

async function identitiesOf(Username: string): Promise<string | undefined> {
  const { UserAttributes = [] } = await cognito.send("AdminGetUser", { UserPoolId, Username });
  return UserAttributes.find(({ Name }) => Name === "identities")?.Value;
}

/** The links of a user, as `<provider> <user id>`. */
async function linksOf(Username: string): Promise<string[]> {
  const identities: readonly Record<string, string>[] = JSON.parse((await identitiesOf(Username)) ?? "[]");
  return identities.map(({ providerName, userId }) => `${providerName} ${userId}`);
}

describe("AdminLinkProviderForUser", () => {
  test("answers {}, and lists the identity as AWS writes it wherever the user's attributes are", async () => {
    expect(await link(subject("Google", "1234"))).toEqual({});
    const expected = {
      Name: "identities",
      Value: `[{"userId":"1234","providerName":"Google","providerType":"Google","issuer":null,"primary":false,"dateCreated":${NOW}}]`,
    };
    const { AccessToken } = await cognito.givenTokens({ ClientId, Username: "alice" });
    const { UserAttributes } = await cognito.send("AdminGetUser", { UserPoolId, Username: "alice" });
    const own = await cognito.send("GetUser", { AccessToken });
    const { Users } = await cognito.send("ListUsers", { UserPoolId, Filter: 'username = "alice"' });
    for (const attributes of [UserAttributes, own.UserAttributes, Users?.[0]?.Attributes]) {
      expect(attributes).toContainEqual(expected);
    }
    expect(await identitiesOf("bob")).toBeUndefined();
  });

  test("puts the identity into ID tokens, with strings for booleans and numbers, and not into access tokens", async () => {
    await link(subject("Google", "1234"));
    const { IdToken, AccessToken } = await cognito.givenTokens({ ClientId, Username: "alice" });
    const identity = {
      userId: "1234",
      providerName: "Google",
      providerType: "Google",
      issuer: null,
      primary: "false",
      dateCreated: String(NOW),
    };
    expect(readJwt(IdToken)?.claims).toHaveProperty("identities", [identity]);
    expect(readJwt(AccessToken)?.claims).not.toHaveProperty("identities");
  });

  test("lists several identities, oldest first, and keeps what else there is to know of the user", async () => {
    const UserAttributes = [{ Name: "email", Value: "alice@example.com" }];
    await cognito.send("AdminUpdateUserAttributes", { UserPoolId, Username: "alice", UserAttributes });
    await link(subject("SignInWithApple", "z"));
    cognito.clock.advance({ seconds: 1 });
    await link(subject("Google", "1"));
    cognito.clock.advance({ seconds: 1 });
    await link({ ProviderName: "Okta", ProviderAttributeName: "email", ProviderAttributeValue: "a@example.com" });
    expect(await linksOf("alice")).toEqual(["SignInWithApple z", "Google 1", "Okta a@example.com"]);
    const alice = await cognito.send("AdminGetUser", { UserPoolId, Username: "alice" });
    expect(alice.UserStatus).toBe("CONFIRMED");
    expect(alice.UserAttributes).toContainEqual(UserAttributes[0]);
    expect(alice.UserLastModifiedDate).toBe(NOW / 1000 + 2);
  });

  test("makes the identity findable by its provider, attribute and value", async () => {
    const source = { ProviderName: "Okta", ProviderAttributeName: "email", ProviderAttributeValue: "a@example.com" };
    await link(source);
    const identity = { providerName: "Okta", attributeName: "email", attributeValue: "a@example.com" };
    const { UserAttributes } = await cognito.send("AdminGetUser", { UserPoolId, Username: "alice" });
    const find = (id: string) => findLinkedIdentity(cognito, { id }, identity);
    expect(await find(UserPoolId)).toMatchObject({ sub: UserAttributes?.[0]?.Value });
    expect(await find("us-east-1_elsewhere")).toBeUndefined();
  });

  test("takes the destination by sub, and whatever attribute its value is said to be of", async () => {
    const { UserAttributes } = await cognito.send("AdminGetUser", { UserPoolId, Username: "alice" });
    await link(subject("Google", "1234"), subject("Cognito", UserAttributes?.[0]?.Value ?? ""));
    expect(await linksOf("alice")).toEqual(["Google 1234"]);
  });

  test("takes a federated user for a destination, whose own identity stays the primary one", async () => {
    await cognito.givenConfirmedUser({ UserPoolId, Username: "Facebook_7" });
    const own = { userId: "7", providerName: "Facebook", primary: true };
    const state = { status: "EXTERNAL_PROVIDER", attributes: { identities: JSON.stringify([own]) } } as const;
    await putUserState(cognito, { UserPoolId, Username: "Facebook_7" }, state);
    await link(subject("Google", "1234"), { ProviderName: "Facebook", ProviderAttributeValue: "7" });
    expect(await linksOf("Facebook_7")).toEqual(["Facebook 7", "Google 1234"]);
  });

  test("links the same identity in two pools", async () => {
    await link(subject("Google", "1234"));
    ({ UserPoolId } = await cognito.givenUserPool());
    await givenIdentityProviders(cognito, UserPoolId, PROVIDERS);
    await cognito.givenConfirmedUser({ UserPoolId, Username: "alice" });
    await link(subject("Google", "1234"));
    expect(await linksOf("alice")).toEqual(["Google 1234"]);
  });

  test("refuses an unknown pool", async () => {
    UserPoolId = "us-east-1_nowhere00";
    await expect(link(subject("Google", "1234"))).rejects.toBeCognitoError(
      "ResourceNotFoundException",
      "User pool us-east-1_nowhere00 does not exist.",
    );
  });

  test.for([local("nobody"), { ProviderName: "Facebook", ProviderAttributeValue: "alice" }])(
    "refuses an unknown destination: %o",
    async (destination) => {
      await expect(link(subject("Google", "1234"), destination)).rejects.toBeCognitoError(
        "UserNotFoundException",
        "User does not exist.",
      );
    },
  );

  test("refuses a provider that the pool does not have", async () => {
    await expect(link(subject("Entra", "1234"))).rejects.toBeCognitoError(
      "ResourceNotFoundException",
      "Identity provider Entra does not exist.",
    );
    expect(await identitiesOf("alice")).toBeUndefined();
  });

  test("says of whom SAML metadata is, and of what type the provider is", async () => {
    const MetadataFile =
      '<EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" entityID="urn:corp"></EntityDescriptor>';
    await givenIdentityProviders(cognito, UserPoolId, ["Corp"], {
      ProviderType: "SAML",
      ProviderDetails: { MetadataFile },
    });
    await link(subject("Corp", "1234"));
    expect(JSON.parse((await identitiesOf("alice")) ?? "")).toMatchObject([
      { providerType: "SAML", issuer: "urn:corp" },
    ]);
  });

  test("refuses a user of the pool itself as a source", async () => {
    await expect(link(subject("Cognito", "bob"))).rejects.toBeCognitoError(...LOCAL_SOURCE);
  });

  test("refuses a source whose federated name a user with a password has", async () => {
    await cognito.givenConfirmedUser({ UserPoolId, Username: "Google_1234" });
    await expect(link(subject("Google", "1234"))).rejects.toBeCognitoError(...LOCAL_SOURCE);
    expect(await linksOf("alice")).toEqual([]);
  });

  test("refuses a source who has signed in already", async () => {
    await cognito.givenConfirmedUser({ UserPoolId, Username: "Google_1234" });
    await putUserState(cognito, { UserPoolId, Username: "Google_1234" }, { status: "EXTERNAL_PROVIDER" });
    await expect(link(subject("Google", "1234"))).rejects.toBeCognitoError(
      "InvalidParameterException",
      "Merging is not currently supported, provide a SourceUser that has not been signed up in order to link",
    );
  });

  test("refuses a linked source, for the same user and for another one", async () => {
    await link(subject("Google", "1234"));
    await expect(link(subject("Google", "1234"))).rejects.toBeCognitoError(...ALREADY_LINKED);
    await expect(link(subject("Google", "1234"), local("bob"))).rejects.toBeCognitoError(...ALREADY_LINKED);
    expect(await linksOf("alice")).toEqual(["Google 1234"]);
    expect(await linksOf("bob")).toEqual([]);
  });

  test("links a source once, however many ask for it at once", async () => {
    const calls = ["alice", "bob", "alice", "bob"].map((name) => link(subject("Google", "1234"), local(name)));
    const outcomes = await Promise.allSettled(calls);
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const refused = calls[outcomes.findIndex(({ status }) => status === "rejected")];
    await expect(refused).rejects.toBeCognitoError(...ALREADY_LINKED);
    expect([...(await linksOf("alice")), ...(await linksOf("bob"))]).toEqual(["Google 1234"]);
  });

  test("refuses the sixth identity of a user", async () => {
    for (const id of ["1", "2", "3", "4", "5"]) await link(subject("Google", id));
    await expect(link(subject("Google", "6"))).rejects.toBeCognitoError(...TOO_MANY);
    expect(await linksOf("alice")).toHaveLength(5);
    await link(subject("Google", "6"), local("bob"));
  });

  test("refuses the sixth of identities that are linked at once, and loses none of the five", async () => {
    const calls = ["1", "2", "3", "4", "5", "6"].map((id) => link(subject("Google", id)));
    const outcomes = await Promise.allSettled(calls);
    const refused = calls[outcomes.findIndex(({ status }) => status === "rejected")];
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(5);
    await expect(refused).rejects.toBeCognitoError(...TOO_MANY);
    expect(await linksOf("alice")).toHaveLength(5);
  });

  test("refuses a destination with an attribute that cannot change", async () => {
    ({ UserPoolId } = await cognito.givenUserPool({
      Schema: [{ Name: "badge", AttributeDataType: "String", Mutable: false }],
    }));
    await givenIdentityProviders(cognito, UserPoolId, PROVIDERS);
    const UserAttributes = [{ Name: "custom:badge", Value: "9" }];
    await cognito.givenConfirmedUser({ UserPoolId, Username: "alice", UserAttributes });
    await cognito.givenConfirmedUser({ UserPoolId, Username: "bob" });
    await expect(link(subject("Google", "1234"))).rejects.toBeCognitoError(
      "InvalidParameterException",
      "Invalid DestinationUser: the attribute custom:badge is not mutable",
    );
    await link(subject("Google", "1234"), local("bob"));
  });

  test.for(["Facebook", "Google", "LoginWithAmazon", "SignInWithApple"])(
    "takes sources of %s by their subject alone",
    async (ProviderName) => {
      await expect(
        link({ ProviderName, ProviderAttributeName: "email", ProviderAttributeValue: "a@example.com" }),
      ).rejects.toBeCognitoError(
        "InvalidParameterException",
        "ProviderAttributeName must be Cognito_Subject for a social identity provider",
      );
      await link(subject(ProviderName, "1234"));
      expect(await linksOf("alice")).toEqual([`${ProviderName} 1234`]);
    },
  );

  test.for(["ProviderName", "ProviderAttributeName", "ProviderAttributeValue"])(
    "refuses a source without %s",
    async (member) => {
      await expect(link({ ...subject("Google", "1234"), [member]: undefined })).rejects.toBeCognitoError(
        "InvalidParameterException",
        `Missing required parameter ${member}`,
      );
    },
  );

  test.for(["ProviderName", "ProviderAttributeValue"])("refuses a destination without %s", async (member) => {
    await expect(link(subject("Google", "1234"), { ...local("alice"), [member]: undefined })).rejects.toBeCognitoError(
      "InvalidParameterException",
      `Missing required parameter ${member}`,
    );
  });
});
