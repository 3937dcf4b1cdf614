import { describe, expect, test } from "vitest";
import { CERTIFICATE_ARN, startCognitoWithPool } from "../../testing/given-domain.ts";
import { startCognito } from "../../testing/start-cognito.ts";

const TAKEN = ["InvalidParameterException", "Domain already associated with another user pool."] as const;
const CONFIGURED = ["InvalidParameterException", "User pool already has a domain configured."] as const;
const CustomDomainConfig = { CertificateArn: CERTIFICATE_ARN };

describe("CreateUserPoolDomain", () => {
  test("answers nothing of a prefix but the version that was asked for", async () => {
    const { cognito, UserPoolId } = await startCognitoWithPool();
    const bare = await cognito.send("CreateUserPoolDomain", { UserPoolId, Domain: "my-app" });
    expect(JSON.parse(JSON.stringify(bare))).toEqual({});
    const other = await cognito.givenUserPool();
    const answer = await cognito.send("CreateUserPoolDomain", {
      UserPoolId: other.UserPoolId,
      Domain: "other-app",
      ManagedLoginVersion: 2,
    });
    expect(JSON.parse(JSON.stringify(answer))).toEqual({ ManagedLoginVersion: 2 });
  });

  test("answers the distribution of a custom domain, to which its owner points its name", async () => {
    const { cognito, UserPoolId } = await startCognitoWithPool();
    const Routing = { Failover: { SecondaryRegion: "us-west-2", PrimaryRoute53HealthCheckId: "1" } };
    const answer = await cognito.send("CreateUserPoolDomain", {
      UserPoolId,
      Domain: "auth.example.com",
      CustomDomainConfig,
      ManagedLoginVersion: 1,
      Routing,
    });
    expect(answer).toEqual({
      CloudFrontDomain: expect.stringMatching(/^d[0-9a-z]{13}\.cloudfront\.net$/),
      ManagedLoginVersion: 1,
      Routing,
    });
  });

  test("gives a pool one domain of each kind, which DescribeUserPool tells", async () => {
    const { cognito, UserPoolId } = await startCognitoWithPool();
    const custom = { UserPoolId, Domain: "auth.example.com", CustomDomainConfig };
    await cognito.send("CreateUserPoolDomain", { UserPoolId, Domain: "my-app" });
    await cognito.send("CreateUserPoolDomain", custom);
    for (const again of [{ UserPoolId, Domain: "my-app" }, { UserPoolId, Domain: "my-app2" }, custom]) {
      await expect(cognito.send("CreateUserPoolDomain", again)).rejects.toBeCognitoError(...CONFIGURED);
    }
    const { UserPool } = await cognito.send("DescribeUserPool", { UserPoolId });
    expect(UserPool).toMatchObject({ Domain: "my-app", CustomDomain: "auth.example.com" });
  });

  test("refuses a domain that another pool has", async () => {
    const { cognito, UserPoolId } = await startCognitoWithPool();
    const other = await cognito.givenUserPool();
    for (const domain of [{ Domain: "my-app" }, { Domain: "auth.example.com", CustomDomainConfig }]) {
      await cognito.send("CreateUserPoolDomain", { UserPoolId, ...domain });
      await expect(
        cognito.send("CreateUserPoolDomain", { UserPoolId: other.UserPoolId, ...domain }),
      ).rejects.toBeCognitoError(...TAKEN);
    }
    const { UserPool } = await cognito.send("DescribeUserPool", { UserPoolId: other.UserPoolId });
    expect(UserPool).not.toHaveProperty("Domain", "my-app");
  });

  test("lets the regions each have a prefix, but not a custom domain", async () => {
    const { cognito, UserPoolId } = await startCognitoWithPool();
    const west = { region: "us-west-2" };
    const { UserPool } = await cognito.send("CreateUserPool", { PoolName: "people" }, west);
    const there = UserPool?.Id ?? "";
    await cognito.send("CreateUserPoolDomain", { UserPoolId, Domain: "my-app" });
    await cognito.send("CreateUserPoolDomain", { UserPoolId: there, Domain: "my-app" }, west);
    await cognito.send("CreateUserPoolDomain", { UserPoolId, Domain: "auth.example.com", CustomDomainConfig });
    await expect(
      cognito.send("CreateUserPoolDomain", { UserPoolId: there, Domain: "auth.example.com", CustomDomainConfig }, west),
    ).rejects.toBeCognitoError(...TAKEN);
  });

  test.each([
    ["a prefix", { Domain: "my-app" }],
    ["a custom domain", { Domain: "auth.example.com", CustomDomainConfig }],
  ])("gives %s to one of two pools that race for it", async (_, domain) => {
    const { cognito, UserPoolId } = await startCognitoWithPool();
    const other = await cognito.givenUserPool();
    const calls = await Promise.allSettled(
      [UserPoolId, other.UserPoolId].map((id) => cognito.send("CreateUserPoolDomain", { UserPoolId: id, ...domain })),
    );
    const [name, message] = TAKEN;
    expect(calls.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(calls.find(({ status }) => status === "rejected")).toMatchObject({ reason: { name, message } });
  });

  test("gives a pool one of two prefixes that race for it", async () => {
    const { cognito, UserPoolId } = await startCognitoWithPool();
    const calls = await Promise.allSettled(
      ["one", "two"].map((Domain) => cognito.send("CreateUserPoolDomain", { UserPoolId, Domain })),
    );
    expect(calls.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
  });

  test("leaves no domain of a pool that is deleted at the same time", async () => {
    const { cognito, UserPoolId } = await startCognitoWithPool();
    const [created, deleted] = await Promise.allSettled([
      cognito.send("CreateUserPoolDomain", { UserPoolId, Domain: "my-app" }),
      cognito.send("DeleteUserPool", { UserPoolId }),
    ]);
    expect([created.status, deleted.status].toSorted()).toEqual(["fulfilled", "rejected"]);
  });

  test.each(["my.app", "-app", "app-", "My-App", "my_app", "auth.example.com"])(
    "refuses the prefix %s, which is no label of a host name",
    async (Domain) => {
      const { cognito, UserPoolId } = await startCognitoWithPool();
      await expect(cognito.send("CreateUserPoolDomain", { UserPoolId, Domain })).rejects.toBeCognitoError(
        "InvalidParameterException",
        "The domain name contains an invalid character. Domain names can only contain lower-case letters, numbers, and hyphens. Please enter a different name that follows this format: ^[a-z0-9](?:[a-z0-9\\-]{0,61}[a-z0-9])?$",
      );
    },
  );

  test.each([
    ["aws", "aws"],
    ["my-aws-app", "aws"],
    ["myamazonapp", "amazon"],
    ["newcognito", "cognito"],
  ])("refuses the prefix %s, in which %s is reserved", async (Domain, word) => {
    const { cognito, UserPoolId } = await startCognitoWithPool();
    await expect(cognito.send("CreateUserPoolDomain", { UserPoolId, Domain })).rejects.toBeCognitoError(
      "InvalidParameterException",
      `Domain cannot contain reserved word: ${word}`,
    );
  });

  test("takes aws within a word for no reserved one", async () => {
    const { cognito, UserPoolId } = await startCognitoWithPool();
    await cognito.send("CreateUserPoolDomain", { UserPoolId, Domain: "my-awsome-app" });
  });

  test.each(["auth", "auth..example.com", "Auth.example.com", ".example.com"])(
    "refuses the custom domain %s, which is no full name",
    async (Domain) => {
      const { cognito, UserPoolId } = await startCognitoWithPool();
      await expect(
        cognito.send("CreateUserPoolDomain", { UserPoolId, Domain, CustomDomainConfig }),
      ).rejects.toBeCognitoError("InvalidParameterException", "Custom domain is not a valid subdomain");
    },
  );

  test("refuses a custom domain whose parent has no address, and takes one below localhost", async () => {
    const { cognito, UserPoolId } = await startCognitoWithPool();
    await expect(
      cognito.send("CreateUserPoolDomain", { UserPoolId, Domain: "example.com", CustomDomainConfig }),
    ).rejects.toBeCognitoError(
      "InvalidParameterException",
      "Custom domain is not a valid subdomain: Was not able to resolve the root domain, please ensure an A record exists for the root domain.",
    );
    await cognito.send("CreateUserPoolDomain", { UserPoolId, Domain: "auth.localhost", CustomDomainConfig });
  });

  test.each([
    "arn:aws:acm:eu-west-1:000000000000:certificate/1a2b3c4d",
    "arn:aws:iam::000000000000:server-certificate/old",
  ])("refuses the certificate %s, which is none of us-east-1", async (CertificateArn) => {
    const { cognito, UserPoolId } = await startCognitoWithPool();
    await expect(
      cognito.send("CreateUserPoolDomain", {
        UserPoolId,
        Domain: "auth.example.com",
        CustomDomainConfig: { CertificateArn },
      }),
    ).rejects.toBeCognitoError(
      "InvalidParameterException",
      "The specified SSL certificate doesn't exist, isn't in us-east-1 region, isn't valid, or doesn't include a valid certificate chain.",
    );
  });

  test("refuses managed login in the Lite tier", async () => {
    const cognito = await startCognito();
    const { UserPoolId } = await cognito.givenUserPool({ UserPoolTier: "LITE" });
    await expect(
      cognito.send("CreateUserPoolDomain", { UserPoolId, Domain: "my-app", ManagedLoginVersion: 2 }),
    ).rejects.toBeCognitoError(
      "FeatureUnavailableInTierException",
      "The following feature is not available for the LITE pricing tier configured: Managed Login Version 2",
    );
    await cognito.send("CreateUserPoolDomain", { UserPoolId, Domain: "my-app", ManagedLoginVersion: 1 });
  });

  test("refuses another version of the pages, and a prefix that is routed", async () => {
    const { cognito, UserPoolId } = await startCognitoWithPool();
    await expect(
      cognito.send("CreateUserPoolDomain", { UserPoolId, Domain: "my-app", ManagedLoginVersion: 3 }),
    ).rejects.toBeCognitoError("InvalidParameterException", "ManagedLoginVersion must be 1 or 2.");
    await expect(
      cognito.send("CreateUserPoolDomain", { UserPoolId, Domain: "my-app", Routing: {} }),
    ).rejects.toBeCognitoError("InvalidParameterException", "Routing is only supported for custom domains.");
  });

  test("refuses a fifth custom domain of the account", async () => {
    const cognito = await startCognito();
    const create = async (number: number) => {
      const { UserPoolId } = await cognito.givenUserPool();
      await cognito.send("CreateUserPoolDomain", {
        UserPoolId,
        Domain: `auth${number}.example.com`,
        CustomDomainConfig,
      });
    };
    for (const number of [1, 2, 3, 4]) await create(number);
    await expect(create(5)).rejects.toBeCognitoError(
      "LimitExceededException",
      "The maximum number of custom domains (4) has been reached.",
    );
  });

  test("refuses a name too long", async () => {
    const { cognito, UserPoolId } = await startCognitoWithPool();
    const Domain = "a".repeat(64);
    await expect(cognito.send("CreateUserPoolDomain", { UserPoolId, Domain })).rejects.toBeCognitoError(
      "InvalidParameterException",
      `1 validation error detected: Value '${Domain}' at 'domain' failed to satisfy constraint: Member must have length less than or equal to 63`,
    );
  });
});
