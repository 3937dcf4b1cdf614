import { userPoolOperations } from "@cogmock/protocol";
import type { UserPoolOperations } from "@cogmock/protocol/user-pools";
import { describe, expect, test } from "vitest";
import { operationCoverage } from "../operation-coverage.ts";
import { startCognito, TEST_PASSWORD, type TestCognito } from "../testing/start-cognito.ts";

interface Call {
  readonly send: (cognito: TestCognito, UserPoolId: string) => Promise<unknown>;
  readonly inputFor: (UserPoolId: string) => object;
}

/** An operation with an input that is right but for the pool. */
function calling<Name extends keyof UserPoolOperations>(
  operation: Name,
  inputFor: (UserPoolId: string) => UserPoolOperations[Name]["input"],
): readonly [Name, Call] {
  return [operation, { send: (cognito, UserPoolId) => cognito.send(operation, inputFor(UserPoolId)), inputFor }];
}

const Username = "alice";
const GroupName = "admins";
const ClientId = "0123456789abcdefghijklmnop";
const DeviceKey = "us-east-1_3f2b8a5c-7d41-4e09-b6a2-1c5e9d8f7a60";
const SOME_UUID = "3f2b8a5c-7d41-4e09-b6a2-1c5e9d8f7a60";
const UserAttributes = [{ Name: "name", Value: "Alice" }];

const CALLS: readonly (readonly [keyof UserPoolOperations, Call])[] = [
  calling("DescribeUserPool", (UserPoolId) => ({ UserPoolId })),
  calling("UpdateUserPool", (UserPoolId) => ({ UserPoolId })),
  calling("DeleteUserPool", (UserPoolId) => ({ UserPoolId })),
  calling("AddCustomAttributes", (UserPoolId) => ({
    UserPoolId,
    CustomAttributes: [{ Name: "team", AttributeDataType: "String" }],
  })),
  calling("GetUserPoolMfaConfig", (UserPoolId) => ({ UserPoolId })),
  calling("SetUserPoolMfaConfig", (UserPoolId) => ({ UserPoolId })),
  calling("CreateUserPoolClient", (UserPoolId) => ({ UserPoolId, ClientName: "app" })),
  calling("DescribeUserPoolClient", (UserPoolId) => ({ UserPoolId, ClientId })),
  calling("UpdateUserPoolClient", (UserPoolId) => ({ UserPoolId, ClientId })),
  calling("DeleteUserPoolClient", (UserPoolId) => ({ UserPoolId, ClientId })),
  calling("ListUserPoolClients", (UserPoolId) => ({ UserPoolId })),
  calling("AddUserPoolClientSecret", (UserPoolId) => ({ UserPoolId, ClientId })),
  calling("ListUserPoolClientSecrets", (UserPoolId) => ({ UserPoolId, ClientId })),
  calling("DeleteUserPoolClientSecret", (UserPoolId) => ({ UserPoolId, ClientId, ClientSecretId: `${ClientId}--1` })),
  calling("CreateGroup", (UserPoolId) => ({ UserPoolId, GroupName })),
  calling("GetGroup", (UserPoolId) => ({ UserPoolId, GroupName })),
  calling("UpdateGroup", (UserPoolId) => ({ UserPoolId, GroupName })),
  calling("DeleteGroup", (UserPoolId) => ({ UserPoolId, GroupName })),
  calling("ListGroups", (UserPoolId) => ({ UserPoolId })),
  calling("AdminAddUserToGroup", (UserPoolId) => ({ UserPoolId, GroupName, Username })),
  calling("AdminRemoveUserFromGroup", (UserPoolId) => ({ UserPoolId, GroupName, Username })),
  calling("AdminListGroupsForUser", (UserPoolId) => ({ UserPoolId, Username })),
  calling("ListUsersInGroup", (UserPoolId) => ({ UserPoolId, GroupName })),
  calling("AdminCreateUser", (UserPoolId) => ({ UserPoolId, Username })),
  calling("AdminGetUser", (UserPoolId) => ({ UserPoolId, Username })),
  calling("AdminDeleteUser", (UserPoolId) => ({ UserPoolId, Username })),
  calling("AdminEnableUser", (UserPoolId) => ({ UserPoolId, Username })),
  calling("AdminDisableUser", (UserPoolId) => ({ UserPoolId, Username })),
  calling("AdminListDevices", (UserPoolId) => ({ UserPoolId, Username })),
  calling("AdminGetDevice", (UserPoolId) => ({ UserPoolId, Username, DeviceKey })),
  calling("AdminForgetDevice", (UserPoolId) => ({ UserPoolId, Username, DeviceKey })),
  calling("AdminUpdateDeviceStatus", (UserPoolId) => ({ UserPoolId, Username, DeviceKey })),
  calling("AdminConfirmSignUp", (UserPoolId) => ({ UserPoolId, Username })),
  calling("AdminSetUserPassword", (UserPoolId) => ({ UserPoolId, Username, Password: TEST_PASSWORD })),
  calling("AdminResetUserPassword", (UserPoolId) => ({ UserPoolId, Username })),
  calling("AdminUpdateUserAttributes", (UserPoolId) => ({ UserPoolId, Username, UserAttributes })),
  calling("AdminDeleteUserAttributes", (UserPoolId) => ({ UserPoolId, Username, UserAttributeNames: ["name"] })),
  calling("AdminUserGlobalSignOut", (UserPoolId) => ({ UserPoolId, Username })),
  calling("AdminSetUserMFAPreference", (UserPoolId) => ({ UserPoolId, Username })),
  calling("AdminSetUserSettings", (UserPoolId) => ({ UserPoolId, Username, MFAOptions: [] })),
  calling("AdminDeleteSoftwareToken", (UserPoolId) => ({ UserPoolId, Username })),
  calling("AdminGetUserAuthFactors", (UserPoolId) => ({ UserPoolId, Username })),
  calling("GetUserPoolSessionConfiguration", (UserPoolId) => ({ UserPoolId })),
  calling("SetUserPoolSessionConfiguration", (UserPoolId) => ({
    UserPoolId,
    UserSessionTracking: "ENABLED",
    TokenSession: { MaxPerUser: 20 },
  })),
  calling("GetUserPoolClientSessionConfiguration", (UserPoolId) => ({ UserPoolId, ClientId })),
  calling("SetUserPoolClientSessionConfiguration", (UserPoolId) => ({
    UserPoolId,
    ClientId,
    SSOSession: { MaxValidityMinutes: 60 },
  })),
  calling("AdminListUserSessions", (UserPoolId) => ({ UserPoolId, Username })),
  calling("AdminRevokeUserSession", (UserPoolId) => ({ UserPoolId, Username, SessionId: `tkn${"0".repeat(25)}` })),
  calling("AdminListUserAuthEvents", (UserPoolId) => ({ UserPoolId, Username })),
  calling("AdminUpdateAuthEventFeedback", (UserPoolId) => ({
    UserPoolId,
    Username,
    EventId: "1",
    FeedbackValue: "Valid",
  })),
  calling("UpdateAuthEventFeedback", (UserPoolId) => ({
    UserPoolId,
    Username,
    EventId: "1",
    FeedbackValue: "Valid",
    FeedbackToken: "token",
  })),
  calling("AdminInitiateAuth", (UserPoolId) => ({
    UserPoolId,
    ClientId,
    AuthFlow: "ADMIN_USER_PASSWORD_AUTH",
    AuthParameters: { USERNAME: Username, PASSWORD: TEST_PASSWORD },
  })),
  calling("AdminRespondToAuthChallenge", (UserPoolId) => ({
    UserPoolId,
    ClientId,
    ChallengeName: "NEW_PASSWORD_REQUIRED",
    ChallengeResponses: { USERNAME: Username, NEW_PASSWORD: TEST_PASSWORD },
    Session: "s".repeat(20),
  })),
  calling("AdminLinkProviderForUser", (UserPoolId) => ({
    UserPoolId,
    DestinationUser: { ProviderName: "Cognito", ProviderAttributeValue: Username },
    SourceUser: { ProviderName: "Google", ProviderAttributeName: "Cognito_Subject", ProviderAttributeValue: "1" },
  })),
  calling("AdminDisableProviderForUser", (UserPoolId) => ({
    UserPoolId,
    User: { ProviderName: "Google", ProviderAttributeName: "Cognito_Subject", ProviderAttributeValue: "1" },
  })),
  calling("ListUsers", (UserPoolId) => ({ UserPoolId })),
  calling("CreateUserPoolDomain", (UserPoolId) => ({ UserPoolId, Domain: "my-app" })),
  calling("UpdateUserPoolDomain", (UserPoolId) => ({ UserPoolId, Domain: "my-app" })),
  calling("CreateResourceServer", (UserPoolId) => ({ UserPoolId, Identifier: "api", Name: "API" })),
  calling("DescribeResourceServer", (UserPoolId) => ({ UserPoolId, Identifier: "api" })),
  calling("UpdateResourceServer", (UserPoolId) => ({ UserPoolId, Identifier: "api", Name: "API" })),
  calling("DeleteResourceServer", (UserPoolId) => ({ UserPoolId, Identifier: "api" })),
  calling("ListResourceServers", (UserPoolId) => ({ UserPoolId })),
  calling("CreateIdentityProvider", (UserPoolId) => ({
    UserPoolId,
    ProviderName: "Google",
    ProviderType: "Google",
    ProviderDetails: {},
  })),
  calling("DescribeIdentityProvider", (UserPoolId) => ({ UserPoolId, ProviderName: "Google" })),
  calling("UpdateIdentityProvider", (UserPoolId) => ({ UserPoolId, ProviderName: "Google" })),
  calling("DeleteIdentityProvider", (UserPoolId) => ({ UserPoolId, ProviderName: "Google" })),
  calling("ListIdentityProviders", (UserPoolId) => ({ UserPoolId })),
  calling("GetIdentityProviderByIdentifier", (UserPoolId) => ({ UserPoolId, IdpIdentifier: "example.com" })),
  calling("GetUICustomization", (UserPoolId) => ({ UserPoolId })),
  calling("SetUICustomization", (UserPoolId) => ({ UserPoolId })),
  calling("CreateManagedLoginBranding", (UserPoolId) => ({ UserPoolId, ClientId, UseCognitoProvidedValues: true })),
  calling("DescribeManagedLoginBranding", (UserPoolId) => ({ UserPoolId, ManagedLoginBrandingId: SOME_UUID })),
  calling("DescribeManagedLoginBrandingByClient", (UserPoolId) => ({ UserPoolId, ClientId })),
  calling("UpdateManagedLoginBranding", (UserPoolId) => ({
    UserPoolId,
    ManagedLoginBrandingId: SOME_UUID,
    UseCognitoProvidedValues: true,
  })),
  calling("DeleteManagedLoginBranding", (UserPoolId) => ({ UserPoolId, ManagedLoginBrandingId: SOME_UUID })),
  calling("CreateTerms", (UserPoolId) => ({
    UserPoolId,
    ClientId,
    TermsName: "terms-of-use",
    TermsSource: "LINK",
    Enforcement: "NONE",
  })),
  calling("DescribeTerms", (UserPoolId) => ({ UserPoolId, TermsId: SOME_UUID })),
  calling("DescribeTermsByClient", (UserPoolId) => ({ UserPoolId, ClientId, TermsName: "terms-of-use" })),
  calling("UpdateTerms", (UserPoolId) => ({ UserPoolId, TermsId: SOME_UUID })),
  calling("DeleteTerms", (UserPoolId) => ({ UserPoolId, TermsId: SOME_UUID })),
  calling("DescribeRiskConfiguration", (UserPoolId) => ({ UserPoolId })),
  calling("SetRiskConfiguration", (UserPoolId) => ({ UserPoolId })),
  calling("ListTerms", (UserPoolId) => ({ UserPoolId })),
  calling("DeleteUserPoolDomain", (UserPoolId) => ({ UserPoolId, Domain: "my-app" })),
];

/** How AWS says that there is no such pool, by the operation. */
function refusalOf(operation: string, userPoolId: string): readonly [type: string, message: string] {
  return operation === "UpdateUserPoolDomain" || operation === "DeleteUserPoolDomain"
    ? ["InvalidParameterException", "No such domain or user pool exists."]
    : ["ResourceNotFoundException", `User pool ${userPoolId} does not exist.`];
}

/** AWS's model says of these two nothing but that the id is a text: an impossible one is just not found. */
const ANY_ID_WILL_DO: readonly string[] = ["AdminLinkProviderForUser", "AdminDisableProviderForUser"];

const CLIENT_CALLS = CALLS.filter(
  ([name]) => /UserPoolClient(Secrets?)?$/.test(name) && name !== "CreateUserPoolClient",
);
const GROUP_CALLS = CALLS.filter(([name]) => name.endsWith("Group") && name !== "CreateGroup");

test("every operation that names a pool is among the calls here", () => {
  const implemented = operationCoverage().flatMap(({ operation, implemented: is }) => (is ? [operation] : []));
  const naming = Object.values(userPoolOperations)
    .filter(({ name, input }) => implemented.includes(name) && Object.hasOwn(input().members ?? {}, "UserPoolId"))
    .map(({ name }) => name);
  expect(naming.filter((name) => !CALLS.some(([called]) => called === name))).toEqual([]);
});

describe.each(CALLS)("%s", (operation, { send, inputFor }) => {
  test("refuses a pool that does not exist", async () => {
    const cognito = await startCognito();
    await expect(send(cognito, "us-east-1_nothing")).rejects.toBeCognitoError(
      ...refusalOf(operation, "us-east-1_nothing"),
    );
  });

  // An unsigned operation takes place where the pool is.
  if (userPoolOperations[operation].signed) {
    test("refuses a pool of another region or account as one that does not exist", async () => {
      const cognito = await startCognito();
      const { UserPoolId } = await cognito.givenUserPool();
      for (const place of ["000000000000/20260101/eu-west-1", "123456789012/20260101/us-east-1"]) {
        const { body } = await cognito.handle({
          method: "POST",
          url: "/",
          headers: {
            authorization: `AWS4-HMAC-SHA256 Credential=${place}/cognito-idp/aws4_request`,
            "content-type": "application/x-amz-json-1.1",
            "x-amz-target": `AWSCognitoIdentityProviderService.${operation}`,
          },
          body: Buffer.from(JSON.stringify(inputFor(UserPoolId))),
          baseUrl: "http://localhost:4566",
        });
        const [__type, message] = refusalOf(operation, UserPoolId);
        expect(JSON.parse(body)).toEqual({ __type, message });
      }
    });
  }

  if (ANY_ID_WILL_DO.includes(operation)) return;
  test("refuses an id that no pool can have", async () => {
    const cognito = await startCognito();
    await expect(send(cognito, "nonsense")).rejects.toBeCognitoError(
      "InvalidParameterException",
      "1 validation error detected: Value 'nonsense' at 'userPoolId' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w-]+_[0-9a-zA-Z]+",
    );
  });
});

describe.each(CLIENT_CALLS)("%s", (_, { send }) => {
  test("refuses a client that the pool does not have", async () => {
    const cognito = await startCognito();
    const { UserPoolId } = await cognito.givenUserPool();
    await expect(send(cognito, UserPoolId)).rejects.toBeCognitoError(
      "ResourceNotFoundException",
      `User pool client ${ClientId} does not exist.`,
    );
  });
});

describe.each(GROUP_CALLS)("%s", (_, { send }) => {
  test("refuses a group that the pool does not have", async () => {
    const cognito = await startCognito();
    const { UserPoolId } = await cognito.givenUserPool();
    await cognito.givenConfirmedUser({ UserPoolId, Username });
    await expect(send(cognito, UserPoolId)).rejects.toBeCognitoError("ResourceNotFoundException", "Group not found.");
  });
});
