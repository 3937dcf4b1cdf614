import { describe, expect, test } from "vitest";
import { createClient } from "../../testing/create-client.ts";

const ACCOUNT = "000000000000";

describe("the analytics of a client", () => {
  const ARN = `arn:aws:mobiletargeting:us-east-1:${ACCOUNT}:apps/0123456789abcdef`;
  const BY_ID = { ApplicationId: "0123abcd", RoleArn: `arn:aws:iam::${ACCOUNT}:role/r`, ExternalId: "x" };

  test.for([
    {},
    { UserDataShared: true },
    { ApplicationArn: ARN, ApplicationId: "0123abcd" },
    { ApplicationArn: ARN, ...BY_ID },
    { ApplicationId: "0123abcd", RoleArn: BY_ID.RoleArn },
  ])("name a Pinpoint project in one way, and wholly: %o", async (AnalyticsConfiguration) => {
    await expect(createClient({ AnalyticsConfiguration })).rejects.toBeCognitoError(
      "InvalidParameterException",
      "Invalid analytics configuration given, either <application arn> or <application id, role arn, external id> are valid",
    );
  });

  test.for([{ ApplicationArn: ARN, UserDataShared: true }, BY_ID])(
    "are good for a Pinpoint project: %o",
    async (AnalyticsConfiguration) => {
      expect(await createClient({ AnalyticsConfiguration })).toMatchObject({ AnalyticsConfiguration });
    },
  );

  test("name a Pinpoint project of the pool's region", async () => {
    const AnalyticsConfiguration = { ApplicationArn: ARN.replace("us-east-1", "eu-west-1") };
    await expect(createClient({ AnalyticsConfiguration })).rejects.toBeCognitoError(
      "InvalidParameterException",
      "The integration with Pinpoint is not supported for the requested eu-west-1 region.",
    );
  });
});
