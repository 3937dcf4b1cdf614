import { describe, expect, test } from "vitest";
import { givenFederation } from "../../testing/given-federation.ts";
import { passOn } from "../../testing/given-triggers.ts";

const ANN = { sub: "1234", email: "ann@example.com", name: "Ann" };
const ALL = { email: "email", email_verified: "email_verified", name: "name", nickname: "nick" };
const deny = async (): Promise<never> => Promise.reject(new Error("not today"));

describe("Later sign-ins through a provider", () => {
  test("write attributes anew: absent ones stay, empty ones go", async () => {
    const { cognito, signIn, attributesOf, user } = await givenFederation({ provider: { AttributeMapping: ALL } });
    const first = await signIn({ ...ANN, nick: "annie", email_verified: true });
    cognito.clock.advance({ seconds: 9 });
    const second = await signIn({ sub: "1234", email: "ann@new.example.com", nick: "" }, { name: "Ann A." });
    expect(second).toMatchObject({ sub: first.sub, authenticatedAt: cognito.clock.now() });
    const { identities: _, ...attributes } = await attributesOf("Okta_1234");
    expect(attributes).toEqual({ email: "ann@new.example.com", email_verified: "false", name: "Ann A." });
    expect((await user("Okta_1234")).UserLastModifiedDate).toBe(cognito.clock.now() / 1000);
    await signIn({ sub: "1234" });
    expect(await attributesOf("Okta_1234")).toMatchObject(attributes);
  });

  test("prefer what the ID token says to what userInfo says", async () => {
    const { signIn, attributesOf } = await givenFederation();
    await signIn(ANN, { sub: "1234", email: "other@example.com", name: "Other" });
    expect(await attributesOf("Okta_1234")).toMatchObject({ email: "ann@example.com", name: "Ann" });
  });

  test("take a verified address as one that is not, unless the provider says so each time", async () => {
    const plain = await givenFederation();
    await plain.signIn(ANN);
    const UserAttributes = [{ Name: "email_verified", Value: "true" }];
    const { cognito, UserPoolId } = plain;
    await cognito.send("AdminUpdateUserAttributes", { UserPoolId, Username: "Okta_1234", UserAttributes });
    await plain.signIn(ANN);
    expect(await plain.attributesOf("Okta_1234")).toMatchObject({ email_verified: "false" });

    const mapped = await givenFederation({ provider: { AttributeMapping: ALL } });
    for (const email_verified of ["true", true, "True"]) {
      await mapped.signIn({ ...ANN, email_verified });
      expect(await mapped.attributesOf("Okta_1234")).toMatchObject({ email_verified: "true" });
    }
  });

  test("pass over what is said of an address that is not there, and let an address go with its flag", async () => {
    const { signIn, attributesOf } = await givenFederation({ provider: { AttributeMapping: ALL } });
    await signIn({ sub: "1234", name: "Ann", email_verified: true });
    expect(await attributesOf("Okta_1234")).not.toHaveProperty("email_verified");
    await signIn({ ...ANN, email_verified: true });
    await signIn({ sub: "1234", email_verified: false });
    expect(await attributesOf("Okta_1234")).toMatchObject({ email: "ann@example.com", email_verified: "true" });
    await signIn({ sub: "1234", email: "", email_verified: true });
    const { identities: _, ...attributes } = await attributesOf("Okta_1234");
    expect(attributes).toEqual({ name: "Ann" });
  });

  test("write lists as one text, and tokens where they are mapped", async () => {
    const { signIn, attributesOf } = await givenFederation({
      pool: {
        Schema: ["roles", "token", "data"].map((Name) => ({ Name, AttributeDataType: "String", Mutable: true })),
      },
      provider: {
        AttributeMapping: { "custom:roles": "roles", "custom:token": "access_token", "custom:data": "data" },
      },
    });
    await signIn({ sub: "1", roles: ["admin", "a, b", "x-y_z.*"], data: { a: [1] } });
    const { identities: _, ...attributes } = await attributesOf("Okta_1");
    expect(attributes).toEqual({
      "custom:roles": "[admin, a%2C+b, x-y_z.*]",
      "custom:token": "at",
      "custom:data": '{"a":[1]}',
    });
  });

  test("pass over attributes that the client may not write", async () => {
    const { signIn, attributesOf } = await givenFederation({
      client: { WriteAttributes: ["email"] },
      provider: { AttributeMapping: ALL },
    });
    await signIn({ ...ANN, email_verified: true });
    const { identities: _, ...attributes } = await attributesOf("Okta_1234");
    expect(attributes).toEqual({ email: "ann@example.com", email_verified: "true" });
  });

  test("refuse an attribute that cannot change, although it would not, and change nothing", async () => {
    const { signIn, attributesOf } = await givenFederation({
      pool: { Schema: [{ Name: "email", AttributeDataType: "String", Mutable: false }] },
    });
    await signIn(ANN);
    await expect(signIn({ ...ANN, name: "Other" })).rejects.toBeCognitoError(
      "InvalidParameterException",
      "user.email: Attribute cannot be updated.\n",
    );
    expect(await attributesOf("Okta_1234")).toMatchObject({ name: "Ann" });
  });

  test("refuse a disabled user, before any trigger is asked", async () => {
    const { cognito, UserPoolId, sources, signIn } = await givenFederation({
      functions: { PreAuthentication: passOn },
    });
    await signIn(ANN);
    await cognito.send("AdminDisableUser", { UserPoolId, Username: "Okta_1234" });
    await expect(signIn(ANN)).rejects.toBeCognitoError("NotAuthorizedException", "User is disabled.");
    expect(sources()).toEqual([]);
  });

  test("make a new user of somebody whose user was deleted", async () => {
    const { cognito, UserPoolId, signIn } = await givenFederation();
    const { sub } = await signIn(ANN);
    await cognito.send("AdminDeleteUser", { UserPoolId, Username: "Okta_1234" });
    expect((await signIn(ANN)).sub).not.toBe(sub);
  });

  test.for(["PreAuthentication", "PostAuthentication"] as const)("that %s denies change nothing", async (trigger) => {
    const { signIn, attributesOf } = await givenFederation({ functions: { [trigger]: deny } });
    await signIn(ANN);
    await expect(signIn({ ...ANN, name: "Other" })).rejects.toBeCognitoError(
      "UserLambdaValidationException",
      `${trigger} failed with error not today.`,
    );
    expect(await attributesOf("Okta_1234")).toMatchObject({ name: "Ann" });
  });

  test("keep what a function has changed of the user meanwhile, and ask it once", async () => {
    let change: (() => Promise<unknown>) | undefined;
    const { cognito, UserPoolId, sources, signIn, attributesOf } = await givenFederation({
      functions: {
        PostAuthentication: async (event) => {
          await change?.();
          return event;
        },
      },
    });
    await signIn(ANN);
    const UserAttributes = [{ Name: "nickname", Value: "annie" }];
    change = () => cognito.send("AdminUpdateUserAttributes", { UserPoolId, Username: "Okta_1234", UserAttributes });
    await signIn({ ...ANN, name: "Ann A." });
    expect(await attributesOf("Okta_1234")).toMatchObject({ nickname: "annie", name: "Ann A." });
    expect(sources()).toEqual(["PostAuthentication_Authentication"]);
  });

  test("tell how much they are worth by the level that the provider's acr is mapped to", async () => {
    const { signIn } = await givenFederation({ provider: { AcrMapping: { Level1: "low", Level3: "high" } } });
    expect((await signIn({ ...ANN, acr: "high" })).proofs).toEqual(["FederatedLevel3"]);
    expect((await signIn({ ...ANN, acr: "low" })).proofs).toEqual(["Federated"]);
    expect((await signIn({ ...ANN, acr: "other" })).proofs).toEqual(["Federated"]);
  });
});

describe("A linked user", () => {
  async function givenLink(ProviderAttributeName: string, ProviderAttributeValue: string) {
    const given = await givenFederation();
    const { cognito, UserPoolId } = given;
    const UserAttributes = [{ Name: "email", Value: "local@example.com" }];
    await cognito.givenConfirmedUser({ UserPoolId, Username: "ann", UserAttributes });
    await cognito.send("AdminLinkProviderForUser", {
      UserPoolId,
      DestinationUser: { ProviderName: "Cognito", ProviderAttributeValue: "ann" },
      SourceUser: { ProviderName: "Okta", ProviderAttributeName, ProviderAttributeValue },
    });
    return given;
  }

  test.for([
    ["Cognito_Subject", "1234"],
    ["email", "ann@example.com"],
  ] as const)("is signed in by the %s of the provider, and follows it", async ([name, value]) => {
    const { cognito, UserPoolId, ClientId, signIn, user, attributesOf } = await givenLink(name, value);
    const { sub } = await signIn(ANN);
    const ann = await user("ann");
    expect(ann.UserStatus).toBe("CONFIRMED");
    expect(ann.UserAttributes).toContainEqual({ Name: "sub", Value: sub });
    expect(await attributesOf("ann")).toMatchObject({ email: "ann@example.com", name: "Ann" });
    expect((await cognito.send("ListUsers", { UserPoolId })).Users).toHaveLength(1);
    await expect(cognito.givenTokens({ ClientId, Username: "ann" })).resolves.toHaveProperty("IdToken");
  });

  test("is not signed in by a value of another provider or another person, nor when the link is gone", async () => {
    const { cognito, UserPoolId, signIn, user } = await givenLink("email", "ann@example.com");
    await signIn({ sub: "5678", email: "bob@example.com" });
    await expect(user("Okta_5678")).resolves.toHaveProperty("UserStatus", "EXTERNAL_PROVIDER");
    await cognito.send("AdminDisableProviderForUser", {
      UserPoolId,
      User: { ProviderName: "Okta", ProviderAttributeName: "email", ProviderAttributeValue: "ann@example.com" },
    });
    await signIn(ANN);
    await expect(user("Okta_1234")).resolves.toHaveProperty("UserStatus", "EXTERNAL_PROVIDER");
  });
});
