import { expect, test } from "vitest";
import { CERTIFICATE_ARN, startCognitoWithPool } from "../../testing/given-domain.ts";
import { findPoolByDomain } from "./find-pool-by-domain.ts";

test("a host names a pool by AWS's name, by the local one, and by its own domain", async () => {
  const { cognito, UserPoolId } = await startCognitoWithPool();
  await cognito.send("CreateUserPoolDomain", { UserPoolId, Domain: "my-app" });
  await cognito.send("CreateUserPoolDomain", {
    UserPoolId,
    Domain: "auth.example.com",
    CustomDomainConfig: { CertificateArn: CERTIFICATE_ARN },
  });
  const find = async (host: string, region = "us-east-1") =>
    (await findPoolByDomain({ store: cognito.store, region }, host))?.id;
  for (const host of [
    "my-app.auth.us-east-1.amazoncognito.com",
    "My-App.auth.localhost",
    "my-app.auth.us-east-1.localhost",
    "auth.example.com",
  ]) {
    expect(await find(host)).toBe(UserPoolId);
  }
  expect(await find("my-app.auth.us-east-1.localhost", "us-west-2")).toBe(UserPoolId);
  expect(await find("my-app.auth.localhost", "us-west-2")).toBeUndefined();
  for (const host of ["my-app", "localhost", "my-app.auth.us-west-2.amazoncognito.com", "my-app.example.com"]) {
    expect(await find(host)).toBeUndefined();
  }
});
