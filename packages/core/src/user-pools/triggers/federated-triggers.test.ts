import type {
  InboundFederationTriggerEvent,
  PostAuthenticationTriggerEvent,
  PostConfirmationTriggerEvent,
  PreAuthenticationTriggerEvent,
  PreSignUpTriggerEvent,
} from "aws-lambda";
import { describe, expect, test } from "vitest";
import type { TriggerFunction } from "../../index.ts";
import { givenFederation } from "../../testing/given-federation.ts";
import { passOn, respond } from "../../testing/given-triggers.ts";

const ANN = { sub: "1234", email: "ann@example.com", name: "Ann", auth_time: 1767225600, amr: ["pwd"] };
const USER_INFO = { sub: "1234", locale: "en", email_verified: true, nothing: null };

const EVERY = {
  InboundFederation: passOn,
  PreSignUp: passOn,
  PostConfirmation: passOn,
  PreAuthentication: passOn,
  PostAuthentication: passOn,
  PreTokenGeneration: passOn,
  CustomMessage: passOn,
  UserMigration: passOn,
  DefineAuthChallenge: passOn,
};

describe("The events of federated sign-ins", () => {
  test("are AWS's, member by member, and come in its order: the first time, and later", async () => {
    const { UserPoolId, ClientId, calls, signIn, tokensOf } = await givenFederation({ functions: EVERY });
    const first = await signIn(ANN, USER_INFO);
    await tokensOf(first);
    const common = {
      version: "1",
      region: "us-east-1",
      userPoolId: UserPoolId,
      userName: "Okta_1234",
      callerContext: { awsSdkVersion: "aws-sdk-unknown-unknown", clientId: ClientId },
    };
    const inbound: InboundFederationTriggerEvent = {
      ...common,
      triggerSource: "InboundFederation_ExternalProvider",
      request: {
        providerName: "Okta",
        providerType: "OIDC",
        attributes: {
          tokenResponse: { access_token: "at", id_token: "idt", token_type: "Bearer", expires_in: "3600" },
          idToken: { sub: "1234", email: "ann@example.com", name: "Ann", auth_time: "1767225600", amr: "[pwd]" },
          userInfo: { sub: "1234", locale: "en", email_verified: "true" },
        },
      },
      response: { userAttributesToMap: {} },
    };
    const preSignUp: PreSignUpTriggerEvent = {
      ...common,
      triggerSource: "PreSignUp_ExternalProvider",
      request: {
        userAttributes: {
          email: "ann@example.com",
          name: "Ann",
          email_verified: "false",
          "cognito:email_alias": "",
          "cognito:phone_number_alias": "",
        },
      },
      response: { autoConfirmUser: false, autoVerifyEmail: false, autoVerifyPhone: false },
    };
    const userAttributes = {
      sub: first.sub,
      email: "ann@example.com",
      name: "Ann",
      email_verified: "false",
      identities: `[{"userId":"1234","providerName":"Okta","providerType":"OIDC","issuer":null,"primary":true,"dateCreated":1767225600000}]`,
      "cognito:user_status": "EXTERNAL_PROVIDER",
    };
    const postConfirmation: PostConfirmationTriggerEvent = {
      ...common,
      triggerSource: "PostConfirmation_ConfirmSignUp",
      request: { userAttributes },
      response: {},
    };
    expect(calls.slice(0, 3).map(({ event }) => event)).toStrictEqual([inbound, preSignUp, postConfirmation]);
    expect(calls.slice(3).map(({ event }) => event.triggerSource)).toEqual(["TokenGeneration_HostedAuth"]);
    expect(calls.at(-1)?.event.request).toMatchObject({
      userAttributes,
      groupConfiguration: { groupsToOverride: [`${UserPoolId}_Okta`] },
    });

    calls.length = 0;
    await tokensOf(await signIn({ ...ANN, name: "Ann A." }, USER_INFO));
    const preAuthentication: PreAuthenticationTriggerEvent = {
      ...common,
      triggerSource: "PreAuthentication_Authentication",
      request: { userAttributes },
      response: {},
    };
    const postAuthentication: PostAuthenticationTriggerEvent = {
      ...common,
      triggerSource: "PostAuthentication_Authentication",
      request: { userAttributes: { ...userAttributes, name: "Ann A." }, newDeviceUsed: false },
      response: {},
    };
    expect(calls.slice(1, 3).map(({ event }) => event)).toStrictEqual([preAuthentication, postAuthentication]);
    expect(calls.map(({ event }) => event.triggerSource)).toEqual([
      "InboundFederation_ExternalProvider",
      "PreAuthentication_Authentication",
      "PostAuthentication_Authentication",
      "TokenGeneration_HostedAuth",
    ]);
  });

  test("have no userInfo where the provider has none", async () => {
    const { calls, signIn } = await givenFederation({ functions: { InboundFederation: passOn } });
    await signIn(ANN);
    expect(calls[0]?.event.request["attributes"]).not.toHaveProperty("userInfo");
  });

  test("of linked users are the user's", async () => {
    const { cognito, UserPoolId, calls, signIn } = await givenFederation({
      functions: { PreAuthentication: passOn, PostConfirmation: passOn, PreSignUp: passOn },
    });
    await cognito.givenConfirmedUser({ UserPoolId, Username: "ann" });
    calls.length = 0;
    await cognito.send("AdminLinkProviderForUser", {
      UserPoolId,
      DestinationUser: { ProviderName: "Cognito", ProviderAttributeValue: "ann" },
      SourceUser: { ProviderName: "Okta", ProviderAttributeName: "Cognito_Subject", ProviderAttributeValue: "1234" },
    });
    await signIn(ANN);
    expect(calls.map(({ event }) => [event.triggerSource, event.userName])).toEqual([
      ["PreAuthentication_Authentication", "ann"],
    ]);
  });
});

describe("InboundFederation", () => {
  const signedIn = async (InboundFederation: TriggerFunction) => {
    const given = await givenFederation({ functions: { InboundFederation } });
    await given.signIn(ANN);
    const { identities: _, ...attributes } = await given.attributesOf("Okta_1234");
    return attributes;
  };

  test.for([{}, { userAttributesToMap: {} }, { userAttributesToMap: null }])(
    "that answers %o leaves the provider's claims as they are",
    async (response) => {
      expect(await signedIn(respond(response))).toEqual({
        email: "ann@example.com",
        name: "Ann",
        email_verified: "false",
      });
    },
  );

  test("that answers anything replaces all of them, by the provider's names, but not who it is", async () => {
    const userAttributesToMap = { name: "Ann A.", sub: "5678" };
    expect(await signedIn(respond({ userAttributesToMap }))).toEqual({ name: "Ann A." });
  });

  test("shortens what is too long", async () => {
    const { signIn, attributesOf } = await givenFederation({
      functions: { InboundFederation: respond({ userAttributesToMap: { name: "short" } }) },
    });
    await signIn({ ...ANN, name: "x".repeat(3000) });
    expect(await attributesOf("Okta_1234")).toMatchObject({ name: "short" });
  });

  test.for([
    [{ userAttributesToMap: { name: ["a"] } }, "InvalidLambdaResponseException", "Unrecognizable lambda output"],
    [{ userAttributesToMap: "none" }, "InvalidLambdaResponseException", "Unrecognizable lambda output"],
  ] as const)("that answers %o ends the sign-in", async ([response, type, message]) => {
    const { cognito, UserPoolId, signIn } = await givenFederation({
      functions: { InboundFederation: respond(response) },
    });
    await expect(signIn(ANN)).rejects.toBeCognitoError(type, message);
    expect((await cognito.send("ListUsers", { UserPoolId })).Users).toEqual([]);
  });

  test("that throws ends the sign-in, also of a user who is known", async () => {
    let isBroken = false;
    const { signIn, attributesOf } = await givenFederation({
      functions: {
        InboundFederation: async (event) => (isBroken ? Promise.reject(new Error("no entry")) : event),
      },
    });
    await signIn(ANN);
    isBroken = true;
    await expect(signIn({ ...ANN, name: "Other" })).rejects.toBeCognitoError(
      "UserLambdaValidationException",
      "InboundFederation failed with error no entry.",
    );
    expect(await attributesOf("Okta_1234")).toMatchObject({ name: "Ann" });
  });
});
