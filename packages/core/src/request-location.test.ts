import { describe, expect, test } from "vitest";
import { startCognito, TEST_PASSWORD } from "./testing/start-cognito.ts";

const HERE = "000000000000/20260101/us-east-1";
const ELSEWHERE = "123456789012/20260101/eu-west-1";

/** A user in a pool that is neither in the default region nor of the default account, all of it asked for by wire. */
async function givenPoolElsewhere() {
  const cognito = await startCognito();
  const call = async (operation: string, input: object, signer?: string) => {
    const authorization = `AWS4-HMAC-SHA256 Credential=${signer}/cognito-idp/aws4_request`;
    const { status, body, outcome } = await cognito.handle({
      method: "POST",
      url: "/",
      headers: {
        ...(signer === undefined ? {} : { authorization }),
        "content-type": "application/x-amz-json-1.1",
        "x-amz-target": `AWSCognitoIdentityProviderService.${operation}`,
      },
      body: Buffer.from(JSON.stringify(input)),
      baseUrl: "http://localhost:4566",
    });
    return { status, outcome, answer: body === "" ? undefined : JSON.parse(body) };
  };
  const { answer: created } = await call("CreateUserPool", { PoolName: "people" }, ELSEWHERE);
  const UserPoolId: string = created.UserPool.Id;
  const { answer: app } = await call(
    "CreateUserPoolClient",
    { UserPoolId, ClientName: "app", ExplicitAuthFlows: ["ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"] },
    ELSEWHERE,
  );
  const ClientId: string = app.UserPoolClient.ClientId;
  const alice = { UserPoolId, Username: "alice" };
  await call("AdminCreateUser", { ...alice, MessageAction: "SUPPRESS" }, ELSEWHERE);
  await call("AdminSetUserPassword", { ...alice, Password: TEST_PASSWORD, Permanent: true }, ELSEWHERE);
  const signIn = (signer?: string) =>
    call(
      "InitiateAuth",
      {
        ClientId,
        AuthFlow: "USER_PASSWORD_AUTH",
        AuthParameters: { USERNAME: "alice", PASSWORD: TEST_PASSWORD },
      },
      signer,
    );
  return { call, UserPoolId, ClientId, alice, signIn };
}

describe("A request", () => {
  test.each([undefined, HERE, ELSEWHERE])(
    "of an unsigned operation takes place where its client's pool is, whoever signed it: %s",
    async (signer) => {
      const { signIn, UserPoolId } = await givenPoolElsewhere();
      expect(UserPoolId).toMatch(/^eu-west-1_/);
      expect(await signIn(signer)).toMatchObject({
        status: 200,
        outcome: { operation: "InitiateAuth", userPoolId: UserPoolId },
        answer: { AuthenticationResult: { TokenType: "Bearer" } },
      });
    },
  );

  test("with an access token takes place where the token is from", async () => {
    const { call, signIn, UserPoolId } = await givenPoolElsewhere();
    const { answer } = await signIn();
    expect(await call("GlobalSignOut", { AccessToken: answer.AuthenticationResult.AccessToken })).toMatchObject({
      status: 200,
      outcome: { operation: "GlobalSignOut", userPoolId: UserPoolId },
    });
  });

  test("of a signed operation takes place where its signer says, and without one where its pool is", async () => {
    const { call, alice } = await givenPoolElsewhere();
    for (const signer of [ELSEWHERE, undefined]) {
      expect(await call("AdminUserGlobalSignOut", alice, signer)).toMatchObject({ status: 200, answer: {} });
    }
    expect(await call("AdminUserGlobalSignOut", alice, HERE)).toMatchObject({
      status: 400,
      answer: {
        __type: "ResourceNotFoundException",
        message: `User pool ${alice.UserPoolId} does not exist.`,
      },
    });
  });
});
