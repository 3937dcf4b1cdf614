import { secretHash } from "@cogmock/crypto";
import { describe, expect, test } from "vitest";
import { startCognito, TEST_PASSWORD, type TestCognito } from "../../testing/start-cognito.ts";

const OWN_SECRET = "a_secret_of_the_callers_own";

/** A confidential client whose secret was made at 2026-01-01T00:00:00Z. */
async function givenConfidentialClient(): Promise<{
  readonly cognito: TestCognito;
  readonly client: { readonly UserPoolId: string; readonly ClientId: string };
  readonly secret: string;
}> {
  const cognito = await startCognito();
  const { UserPoolId, ClientId, ClientSecret } = await cognito.givenUserPoolClient({ GenerateSecret: true });
  return { cognito, client: { UserPoolId, ClientId }, secret: ClientSecret ?? "" };
}

/** Signs alice in with a hash made from this secret. */
function signIn(cognito: TestCognito, clientId: string, clientSecret: string) {
  return cognito.send("InitiateAuth", {
    AuthFlow: "USER_PASSWORD_AUTH",
    ClientId: clientId,
    AuthParameters: {
      USERNAME: "alice",
      PASSWORD: TEST_PASSWORD,
      SECRET_HASH: secretHash({ username: "alice", clientId, clientSecret }),
    },
  });
}

describe("AddUserPoolClientSecret", () => {
  test("answers the value that it has made, this once", async () => {
    const { cognito, client } = await givenConfidentialClient();
    cognito.clock.advance({ minutes: 1 });
    const added = await cognito.send("AddUserPoolClientSecret", client);
    expect(added).toEqual({
      ClientSecretDescriptor: {
        ClientSecretId: `${client.ClientId}--1767225660`,
        ClientSecretValue: expect.stringMatching(/^[0-9a-v]{45,52}$/),
        ClientSecretCreateDate: 1767225660,
      },
    });
  });

  test("does not repeat a value that the caller has given", async () => {
    const { cognito, client } = await givenConfidentialClient();
    const { ClientSecretDescriptor } = await cognito.send("AddUserPoolClientSecret", {
      ...client,
      ClientSecret: OWN_SECRET,
    });
    expect(ClientSecretDescriptor?.ClientSecretId).toBeDefined();
    expect(ClientSecretDescriptor?.ClientSecretValue).toBeUndefined();
  });

  test("lets users sign in with either secret", async () => {
    const { cognito, client, secret } = await givenConfidentialClient();
    await cognito.givenConfirmedUser({ UserPoolId: client.UserPoolId, Username: "alice" });
    await cognito.send("AddUserPoolClientSecret", { ...client, ClientSecret: OWN_SECRET });
    for (const each of [secret, OWN_SECRET]) {
      expect((await signIn(cognito, client.ClientId, each)).AuthenticationResult?.TokenType).toBe("Bearer");
    }
  });

  test("refuses a third", async () => {
    const { cognito, client } = await givenConfidentialClient();
    await cognito.send("AddUserPoolClientSecret", client);
    await expect(cognito.send("AddUserPoolClientSecret", client)).rejects.toBeCognitoError(
      "LimitExceededException",
      "Client secrets cannot exceed limit of 2 secrets.",
    );
  });

  test("never makes three of two calls at once", async () => {
    const { cognito, client } = await givenConfidentialClient();
    const calls = await Promise.allSettled([
      cognito.send("AddUserPoolClientSecret", client),
      cognito.send("AddUserPoolClientSecret", client),
    ]);
    expect(calls.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    expect((await cognito.send("ListUserPoolClientSecrets", client)).ClientSecrets).toHaveLength(2);
  });

  test("refuses a public client", async () => {
    const cognito = await startCognito();
    const { UserPoolId, ClientId } = await cognito.givenUserPoolClient();
    await expect(cognito.send("AddUserPoolClientSecret", { UserPoolId, ClientId })).rejects.toBeCognitoError(
      "InvalidParameterException",
      `User pool client ${ClientId} does not have a client secret.`,
    );
  });
});

describe("ListUserPoolClientSecrets", () => {
  test("answers which secrets there are, oldest first, without values or a token", async () => {
    const { cognito, client } = await givenConfidentialClient();
    cognito.clock.advance({ minutes: 1 });
    await cognito.send("AddUserPoolClientSecret", client);
    expect(await cognito.send("ListUserPoolClientSecrets", client)).toEqual({
      ClientSecrets: [
        { ClientSecretId: `${client.ClientId}--1767225600`, ClientSecretCreateDate: 1767225600 },
        { ClientSecretId: `${client.ClientId}--1767225660`, ClientSecretCreateDate: 1767225660 },
      ],
    });
  });

  test("tells two secrets of one second apart", async () => {
    const { cognito, client } = await givenConfidentialClient();
    await cognito.send("AddUserPoolClientSecret", client);
    const { ClientSecrets = [] } = await cognito.send("ListUserPoolClientSecrets", client);
    expect(new Set(ClientSecrets.map(({ ClientSecretId }) => ClientSecretId)).size).toBe(2);
  });

  test("answers an empty list of a public client", async () => {
    const cognito = await startCognito();
    const { UserPoolId, ClientId } = await cognito.givenUserPoolClient();
    expect(await cognito.send("ListUserPoolClientSecrets", { UserPoolId, ClientId })).toEqual({ ClientSecrets: [] });
  });
});

describe("DeleteUserPoolClientSecret", () => {
  test("ends the secret, and leaves the other", async () => {
    const { cognito, client, secret } = await givenConfidentialClient();
    await cognito.givenConfirmedUser({ UserPoolId: client.UserPoolId, Username: "alice" });
    await cognito.send("AddUserPoolClientSecret", { ...client, ClientSecret: OWN_SECRET });
    const ClientSecretId = `${client.ClientId}--1767225600`;
    expect(await cognito.send("DeleteUserPoolClientSecret", { ...client, ClientSecretId })).toEqual({});
    await expect(signIn(cognito, client.ClientId, secret)).rejects.toBeCognitoError(
      "NotAuthorizedException",
      `Unable to verify secret hash for client ${client.ClientId}`,
    );
    await signIn(cognito, client.ClientId, OWN_SECRET);
    const { UserPoolClient } = await cognito.send("DescribeUserPoolClient", client);
    expect(UserPoolClient?.ClientSecret).toBe(OWN_SECRET);
  });

  test("makes room for another", async () => {
    const { cognito, client } = await givenConfidentialClient();
    await cognito.send("AddUserPoolClientSecret", client);
    const ClientSecretId = `${client.ClientId}--1767225600`;
    await cognito.send("DeleteUserPoolClientSecret", { ...client, ClientSecretId });
    await cognito.send("AddUserPoolClientSecret", client);
    expect((await cognito.send("ListUserPoolClientSecrets", client)).ClientSecrets).toHaveLength(2);
  });

  test("refuses the last", async () => {
    const { cognito, client } = await givenConfidentialClient();
    const ClientSecretId = `${client.ClientId}--1767225600`;
    await expect(cognito.send("DeleteUserPoolClientSecret", { ...client, ClientSecretId })).rejects.toBeCognitoError(
      "InvalidParameterException",
      "The last client secret cannot be deleted.",
    );
  });

  test("leaves one of two that are deleted at once", async () => {
    const { cognito, client } = await givenConfidentialClient();
    cognito.clock.advance({ seconds: 1 });
    await cognito.send("AddUserPoolClientSecret", client);
    const ids = ["1767225600", "1767225601"].map((epoch) => `${client.ClientId}--${epoch}`);
    const calls = await Promise.allSettled(
      ids.map((ClientSecretId) => cognito.send("DeleteUserPoolClientSecret", { ...client, ClientSecretId })),
    );
    expect(calls.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    expect((await cognito.send("ListUserPoolClientSecrets", client)).ClientSecrets).toHaveLength(1);
  });

  test("refuses a secret that the client does not have", async () => {
    const { cognito, client } = await givenConfidentialClient();
    await expect(
      cognito.send("DeleteUserPoolClientSecret", { ...client, ClientSecretId: "unknown" }),
    ).rejects.toBeCognitoError("ResourceNotFoundException", "Client secret unknown does not exist.");
  });
});

describe("the operations on client secrets", () => {
  const calls: ((cognito: TestCognito, client: { UserPoolId: string; ClientId: string }) => Promise<unknown>)[] = [
    (cognito, client) => cognito.send("AddUserPoolClientSecret", client),
    (cognito, client) => cognito.send("ListUserPoolClientSecrets", client),
    (cognito, client) => cognito.send("DeleteUserPoolClientSecret", { ...client, ClientSecretId: "any" }),
  ];

  test("refuse a client of another pool", async () => {
    const { cognito, client } = await givenConfidentialClient();
    const { UserPoolId } = await cognito.givenUserPool();
    for (const call of calls) {
      await expect(call(cognito, { ...client, UserPoolId })).rejects.toBeCognitoError(
        "ResourceNotFoundException",
        `User pool client ${client.ClientId} does not exist.`,
      );
    }
  });

  test("refuse a pool that does not exist", async () => {
    const { cognito, client } = await givenConfidentialClient();
    for (const call of calls) {
      await expect(call(cognito, { ...client, UserPoolId: "us-east-1_nowhere00" })).rejects.toBeCognitoError(
        "ResourceNotFoundException",
        "User pool us-east-1_nowhere00 does not exist.",
      );
    }
  });
});
