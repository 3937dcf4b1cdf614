import { describe, expect, test } from "vitest";
import { CERTIFICATE_ARN, startCognitoWithPool } from "../../testing/given-domain.ts";

const GONE = ["InvalidParameterException", "No such domain or user pool exists."] as const;
const CustomDomainConfig = { CertificateArn: CERTIFICATE_ARN };

describe("DescribeUserPoolDomain", () => {
  test("answers an empty description of a domain that nobody has", async () => {
    const { cognito } = await startCognitoWithPool();
    for (const Domain of ["nowhere", "auth.nowhere.example"]) {
      expect(await cognito.send("DescribeUserPoolDomain", { Domain })).toEqual({ DomainDescription: {} });
    }
  });

  test("describes a prefix domain as active and on the first version of the pages", async () => {
    const { cognito, UserPoolId } = await startCognitoWithPool();
    await cognito.send("CreateUserPoolDomain", { UserPoolId, Domain: "my-app" });
    const answer = await cognito.send("DescribeUserPoolDomain", { Domain: "my-app" });
    expect(JSON.parse(JSON.stringify(answer))).toEqual({
      DomainDescription: {
        UserPoolId,
        AWSAccountId: "000000000000",
        Domain: "my-app",
        S3Bucket: "aws-cognito-prod-iad-assets",
        CloudFrontDistribution: expect.stringMatching(/^d[0-9a-z]{13}\.cloudfront\.net$/),
        Version: "20260101000000",
        Status: "ACTIVE",
        CustomDomainConfig: {},
        ManagedLoginVersion: 1,
      },
    });
  });

  test("describes a custom domain with its certificate", async () => {
    const { cognito, UserPoolId } = await startCognitoWithPool();
    const config = { ...CustomDomainConfig, SecurityPolicy: "TLS_V1_2_2021" as const };
    const { CloudFrontDomain } = await cognito.send("CreateUserPoolDomain", {
      UserPoolId,
      Domain: "auth.example.com",
      CustomDomainConfig: config,
      ManagedLoginVersion: 2,
    });
    const { DomainDescription } = await cognito.send("DescribeUserPoolDomain", { Domain: "auth.example.com" });
    expect(DomainDescription).toMatchObject({
      UserPoolId,
      CustomDomainConfig: config,
      CloudFrontDistribution: CloudFrontDomain,
      ManagedLoginVersion: 2,
    });
  });

  test("does not tell of domains of other regions and accounts", async () => {
    const { cognito, UserPoolId } = await startCognitoWithPool();
    await cognito.send("CreateUserPoolDomain", { UserPoolId, Domain: "my-app" });
    await cognito.send("CreateUserPoolDomain", { UserPoolId, Domain: "auth.example.com", CustomDomainConfig });
    for (const place of [{ region: "us-west-2" }, { accountId: "123456789012" }]) {
      for (const Domain of ["my-app", "auth.example.com"]) {
        expect(await cognito.send("DescribeUserPoolDomain", { Domain }, place)).toEqual({ DomainDescription: {} });
      }
    }
  });
});

describe("UpdateUserPoolDomain", () => {
  test("changes the version of the pages, and keeps it where it is left out", async () => {
    const { cognito, UserPoolId } = await startCognitoWithPool();
    await cognito.send("CreateUserPoolDomain", { UserPoolId, Domain: "my-app" });
    cognito.clock.advance({ minutes: 1 });
    const answer = await cognito.send("UpdateUserPoolDomain", { UserPoolId, Domain: "my-app", ManagedLoginVersion: 2 });
    expect(JSON.parse(JSON.stringify(answer))).toEqual({ ManagedLoginVersion: 2 });
    const blank = await cognito.send("UpdateUserPoolDomain", { UserPoolId, Domain: "my-app" });
    expect(JSON.parse(JSON.stringify(blank))).toEqual({});
    const { DomainDescription } = await cognito.send("DescribeUserPoolDomain", { Domain: "my-app" });
    expect(DomainDescription).toMatchObject({ ManagedLoginVersion: 2, Version: "20260101000100" });
  });

  test("changes the certificate of a custom domain, which keeps its distribution", async () => {
    const { cognito, UserPoolId } = await startCognitoWithPool();
    const domain = { UserPoolId, Domain: "auth.example.com" };
    const created = await cognito.send("CreateUserPoolDomain", { ...domain, CustomDomainConfig });
    const CertificateArn = `${CERTIFICATE_ARN}1`;
    const answer = await cognito.send("UpdateUserPoolDomain", { ...domain, CustomDomainConfig: { CertificateArn } });
    expect(answer.CloudFrontDomain).toBe(created.CloudFrontDomain);
    const { DomainDescription } = await cognito.send("DescribeUserPoolDomain", { Domain: "auth.example.com" });
    expect(DomainDescription?.CustomDomainConfig).toEqual({ CertificateArn });
  });

  test("refuses what its kind of domain does not have", async () => {
    const { cognito, UserPoolId } = await startCognitoWithPool();
    await cognito.send("CreateUserPoolDomain", { UserPoolId, Domain: "my-app" });
    await cognito.send("CreateUserPoolDomain", { UserPoolId, Domain: "auth.example.com", CustomDomainConfig });
    await expect(
      cognito.send("UpdateUserPoolDomain", { UserPoolId, Domain: "my-app", CustomDomainConfig }),
    ).rejects.toBeCognitoError("InvalidParameterException", "Cannot convert prefix domain to custom domain.");
    await expect(
      cognito.send("UpdateUserPoolDomain", { UserPoolId, Domain: "my-app", Routing: {} }),
    ).rejects.toBeCognitoError("InvalidParameterException", "Routing is only supported for custom domains.");
    await expect(
      cognito.send("UpdateUserPoolDomain", { UserPoolId, Domain: "auth.example.com", ManagedLoginVersion: 2 }),
    ).rejects.toBeCognitoError("InvalidParameterException", "Cannot convert custom domain to prefix domain.");
    await expect(
      cognito.send("UpdateUserPoolDomain", { UserPoolId, Domain: "my-app", ManagedLoginVersion: 0 }),
    ).rejects.toBeCognitoError("InvalidParameterException", "ManagedLoginVersion must be 1 or 2.");
  });

  test("refuses managed login in the Lite tier", async () => {
    const { cognito, UserPoolId } = await startCognitoWithPool({ UserPoolTier: "LITE" });
    await cognito.send("CreateUserPoolDomain", { UserPoolId, Domain: "my-app" });
    await expect(
      cognito.send("UpdateUserPoolDomain", { UserPoolId, Domain: "my-app", ManagedLoginVersion: 2 }),
    ).rejects.toBeCognitoError(
      "FeatureUnavailableInTierException",
      "The following feature is not available for the LITE pricing tier configured: Managed Login Version 2",
    );
  });

  test("keeps a pool with managed login out of the Lite tier", async () => {
    const { cognito, UserPoolId } = await startCognitoWithPool();
    await cognito.send("CreateUserPoolDomain", { UserPoolId, Domain: "my-app", ManagedLoginVersion: 2 });
    await expect(cognito.send("UpdateUserPool", { UserPoolId, UserPoolTier: "LITE" })).rejects.toBeCognitoError(
      "FeatureUnavailableInTierException",
      "The following features need to be disabled for the LITE pricing tier configured: Managed Login Version 2",
    );
  });

  test("refuses a domain that the pool does not have, and a pool that does not exist", async () => {
    const { cognito, UserPoolId } = await startCognitoWithPool();
    const other = await cognito.givenUserPool();
    await cognito.send("CreateUserPoolDomain", { UserPoolId, Domain: "my-app" });
    for (const id of [other.UserPoolId, "us-east-1_nothing"]) {
      await expect(cognito.send("UpdateUserPoolDomain", { UserPoolId: id, Domain: "my-app" })).rejects.toBeCognitoError(
        ...GONE,
      );
    }
  });
});

describe("DeleteUserPoolDomain", () => {
  test("frees the domain for any pool, and the pool for any domain", async () => {
    const { cognito, UserPoolId } = await startCognitoWithPool();
    const other = await cognito.givenUserPool();
    await cognito.send("CreateUserPoolDomain", { UserPoolId, Domain: "my-app" });
    expect(await cognito.send("DeleteUserPoolDomain", { UserPoolId, Domain: "my-app" })).toEqual({});
    expect(await cognito.send("DescribeUserPoolDomain", { Domain: "my-app" })).toEqual({ DomainDescription: {} });
    const { UserPool } = await cognito.send("DescribeUserPool", { UserPoolId });
    expect(UserPool?.Domain).toBeUndefined();
    await cognito.send("CreateUserPoolDomain", { UserPoolId: other.UserPoolId, Domain: "my-app" });
    await cognito.send("CreateUserPoolDomain", { UserPoolId, Domain: "my-app2" });
  });

  test("refuses a domain that the pool does not have, and a pool that does not exist", async () => {
    const { cognito, UserPoolId } = await startCognitoWithPool();
    const other = await cognito.givenUserPool();
    await cognito.send("CreateUserPoolDomain", { UserPoolId, Domain: "my-app" });
    for (const id of [other.UserPoolId, "us-east-1_nothing"]) {
      await expect(cognito.send("DeleteUserPoolDomain", { UserPoolId: id, Domain: "my-app" })).rejects.toBeCognitoError(
        ...GONE,
      );
    }
  });
});

test.each(["UpdateUserPoolDomain", "DeleteUserPoolDomain"])(
  "%s does not reach domains of another region or account",
  async (operation) => {
    const { cognito, UserPoolId } = await startCognitoWithPool();
    await cognito.send("CreateUserPoolDomain", { UserPoolId, Domain: "my-app" });
    for (const place of ["000000000000/20260101/eu-west-1", "123456789012/20260101/us-east-1"]) {
      const { body } = await cognito.handle({
        method: "POST",
        url: "/",
        headers: {
          authorization: `AWS4-HMAC-SHA256 Credential=${place}/cognito-idp/aws4_request`,
          "content-type": "application/x-amz-json-1.1",
          "x-amz-target": `AWSCognitoIdentityProviderService.${operation}`,
        },
        body: Buffer.from(JSON.stringify({ UserPoolId, Domain: "my-app" })),
        baseUrl: "http://localhost:4566",
      });
      const [__type, message] = GONE;
      expect(JSON.parse(body)).toEqual({ __type, message });
    }
  },
);

test("a pool with a domain of either kind cannot be deleted", async () => {
  const { cognito, UserPoolId } = await startCognitoWithPool();
  for (const domain of [{ Domain: "my-app" }, { Domain: "auth.example.com", CustomDomainConfig }]) {
    await cognito.send("CreateUserPoolDomain", { UserPoolId, ...domain });
    await expect(cognito.send("DeleteUserPool", { UserPoolId })).rejects.toBeCognitoError(
      "InvalidParameterException",
      "User pool cannot be deleted. It has a domain configured that should be deleted first.",
    );
    await cognito.send("DeleteUserPoolDomain", { UserPoolId, Domain: domain.Domain });
  }
  await cognito.send("DeleteUserPool", { UserPoolId });
});
