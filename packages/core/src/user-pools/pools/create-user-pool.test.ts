import { describe, expect, test } from "vitest";
import { createMemoryStore } from "../../store/memory-store.ts";
import { startCognito } from "../../testing/start-cognito.ts";
import { createTestClock } from "../../testing/test-clock.ts";
import type { UserPool } from "./user-pool.ts";
import { userPools } from "./user-pools.collection.ts";

const text = (Name: string) => ({
  Name,
  AttributeDataType: "String",
  DeveloperOnlyAttribute: false,
  Mutable: true,
  Required: false,
  StringAttributeConstraints: { MinLength: "0", MaxLength: "2048" },
});
const flag = (Name: string) => ({
  Name,
  AttributeDataType: "Boolean",
  DeveloperOnlyAttribute: false,
  Mutable: true,
  Required: false,
});
const SUB = {
  ...text("sub"),
  Mutable: false,
  Required: true,
  StringAttributeConstraints: { MinLength: "1", MaxLength: "2048" },
};
const BIRTHDATE = { ...text("birthdate"), StringAttributeConstraints: { MinLength: "10", MaxLength: "10" } };
const UPDATED_AT = {
  ...flag("updated_at"),
  AttributeDataType: "Number",
  NumberAttributeConstraints: { MinValue: "0" },
};
const IDENTITIES = { ...text("identities"), StringAttributeConstraints: {} };

/** As recorded from AWS, for `CreateUserPool {"PoolName":"MyPool"}`. */
const DEFAULT_POOL = {
  Name: "MyPool",
  Policies: {
    PasswordPolicy: {
      MinimumLength: 8,
      RequireUppercase: true,
      RequireLowercase: true,
      RequireNumbers: true,
      RequireSymbols: true,
      TemporaryPasswordValidityDays: 7,
    },
    SignInPolicy: { AllowedFirstAuthFactors: ["PASSWORD"] },
  },
  DeletionProtection: "INACTIVE",
  LambdaConfig: {},
  LastModifiedDate: 1767225600,
  CreationDate: 1767225600,
  VerificationMessageTemplate: { DefaultEmailOption: "CONFIRM_WITH_CODE" },
  UserAttributeUpdateSettings: { AttributesRequireVerificationBeforeUpdate: [] },
  MfaConfiguration: "OFF",
  EstimatedNumberOfUsers: 0,
  EmailConfiguration: { EmailSendingAccount: "COGNITO_DEFAULT" },
  AdminCreateUserConfig: { AllowAdminCreateUserOnly: false, UnusedAccountValidityDays: 7 },
  AccountRecoverySetting: {
    RecoveryMechanisms: [
      { Priority: 1, Name: "verified_email" },
      { Priority: 2, Name: "verified_phone_number" },
    ],
  },
  UserPoolTier: "ESSENTIALS",
  KeyConfiguration: { KeyType: "AWS_OWNED_KEY" },
  IssuerConfiguration: { Type: "ORIGINAL" },
};

const onTheWire = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe("CreateUserPool", () => {
  test("answers a pool of which only the name was given as AWS does", async () => {
    const cognito = await startCognito();
    const { UserPool } = await cognito.send("CreateUserPool", { PoolName: "MyPool" });
    const Id = UserPool?.Id ?? "";
    expect(Id).toMatch(/^us-east-1_[0-9A-Za-z]{9}$/);
    expect(onTheWire(UserPool)).toEqual({
      ...DEFAULT_POOL,
      Id,
      Arn: `arn:aws:cognito-idp:us-east-1:000000000000:userpool/${Id}`,
      SchemaAttributes: [
        SUB,
        ...["name", "given_name", "family_name", "middle_name", "nickname", "preferred_username"].map(text),
        ...["profile", "picture", "website", "email"].map(text),
        flag("email_verified"),
        text("gender"),
        BIRTHDATE,
        ...["zoneinfo", "locale", "phone_number"].map(text),
        flag("phone_number_verified"),
        text("address"),
        UPDATED_AT,
      ],
    });
  });

  test("leads to a pool that DescribeUserPool answers as AWS does", async () => {
    const cognito = await startCognito();
    const { UserPoolId } = await cognito.givenUserPool({ PoolName: "MyPool" });
    const { UserPool } = await cognito.send("DescribeUserPool", { UserPoolId });
    expect(onTheWire(UserPool)).toEqual({
      ...DEFAULT_POOL,
      Id: UserPoolId,
      Arn: `arn:aws:cognito-idp:us-east-1:000000000000:userpool/${UserPoolId}`,
      UserPoolTags: {},
      AcrConfiguration: {
        Level1: { AcrValue: "urn:cognito:loa:1" },
        Level2: { AcrValue: "urn:cognito:loa:2" },
        Level3: { AcrValue: "urn:cognito:loa:3" },
        Level4: { AcrValue: "urn:cognito:loa:4" },
      },
      SchemaAttributes: [
        ...["profile", "address"].map(text),
        BIRTHDATE,
        ...["gender", "preferred_username"].map(text),
        UPDATED_AT,
        ...["website", "picture"].map(text),
        IDENTITIES,
        SUB,
        text("phone_number"),
        flag("phone_number_verified"),
        ...["zoneinfo", "locale", "email"].map(text),
        flag("email_verified"),
        ...["given_name", "family_name", "middle_name", "name", "nickname"].map(text),
      ],
    });
  });

  test("leads to users who sign in and are told who they are", async () => {
    const cognito = await startCognito();
    const { UserPoolId, ClientId } = await cognito.givenUserPoolClient();
    await cognito.givenConfirmedUser({ UserPoolId, Username: "alice" });
    const { AccessToken } = await cognito.givenTokens({ ClientId, Username: "alice" });
    const { Username } = await cognito.send("GetUser", { AccessToken });
    expect(Username).toBe("alice");
    await expect(cognito.givenTokens({ ClientId, Username: "alice", Password: "wrong" })).rejects.toBeCognitoError(
      "NotAuthorizedException",
      "Incorrect username or password.",
    );
  });

  test("takes the same name twice", async () => {
    const cognito = await startCognito();
    const first = await cognito.givenUserPool({ PoolName: "people" });
    const second = await cognito.givenUserPool({ PoolName: "people" });
    expect(second.UserPoolId).not.toBe(first.UserPoolId);
  });

  test("answers tags and ACR names where they were sent", async () => {
    const cognito = await startCognito();
    const { UserPool } = await cognito.send("CreateUserPool", {
      PoolName: "people",
      UserPoolTags: { stage: "test" },
      AcrConfiguration: { Level2: { AcrValue: "https://example.com/loa/substantial" } },
    });
    expect(UserPool).toMatchObject({
      UserPoolTags: { stage: "test" },
      AcrConfiguration: {
        Level1: { AcrValue: "urn:cognito:loa:1" },
        Level2: { AcrValue: "https://example.com/loa/substantial" },
      },
    });
  });

  test("refuses a name that AWS's pattern does not allow", async () => {
    const cognito = await startCognito();
    await expect(cognito.send("CreateUserPool", { PoolName: "people/test" })).rejects.toBeCognitoError(
      "InvalidParameterException",
      "1 validation error detected: Value 'people/test' at 'poolName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w\\s+=,.@-]+",
    );
  });

  test("refuses the pool after the thousandth of an account and region", async () => {
    const clock = createTestClock("2026-01-01T00:00:00Z");
    const store = createMemoryStore({ clock });
    const cognito = await startCognito({ store });
    const { UserPoolId } = await cognito.givenUserPool();
    const pool: UserPool | undefined = await store.get(userPools, [UserPoolId]);
    if (!pool) throw new Error("the pool is not in the store");
    await store.commit(
      Array.from({ length: 999 }, (_, at) => userPools.put({ ...pool, id: `us-east-1_${at}` }, { expect: "absent" })),
    );
    await expect(cognito.send("CreateUserPool", { PoolName: "one too many" })).rejects.toBeCognitoError(
      "LimitExceededException",
      "The maximum number of user pools (1000) has been reached.",
    );
    await cognito.send("CreateUserPool", { PoolName: "elsewhere" }, { region: "eu-west-1" });
  });
});

describe("DescribeUserPool", () => {
  test("counts the users exactly", async () => {
    const cognito = await startCognito();
    const { UserPoolId } = await cognito.givenUserPool();
    await cognito.givenConfirmedUser({ UserPoolId, Username: "alice" });
    await cognito.givenConfirmedUser({ UserPoolId, Username: "bob" });
    const { UserPool } = await cognito.send("DescribeUserPool", { UserPoolId });
    expect(UserPool?.EstimatedNumberOfUsers).toBe(2);
  });

  test.each([
    ["region", "000000000000", "eu-west-1"],
    ["account", "123456789012", "us-east-1"],
  ])("knows no pool of another %s", async (_, account, region) => {
    const cognito = await startCognito();
    const { UserPoolId } = await cognito.givenUserPool();
    const { status, body } = await cognito.handle({
      method: "POST",
      url: "/",
      headers: {
        "x-amz-target": "AWSCognitoIdentityProviderService.DescribeUserPool",
        "content-type": "application/x-amz-json-1.1",
        authorization: `AWS4-HMAC-SHA256 Credential=${account}/20260101/${region}/cognito-idp/aws4_request, SignedHeaders=host, Signature=0`,
      },
      body: Buffer.from(JSON.stringify({ UserPoolId })),
      baseUrl: "http://localhost:4566",
    });
    expect(status).toBe(400);
    expect(JSON.parse(body)).toEqual({
      __type: "ResourceNotFoundException",
      message: `User pool ${UserPoolId} does not exist.`,
    });
  });
});
