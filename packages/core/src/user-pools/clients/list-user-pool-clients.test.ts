import { describe, expect, test } from "vitest";
import { startCognito } from "../../testing/start-cognito.ts";

/** A pool with clients of these names, in this order of age. */
async function givenClients(names: readonly string[]) {
  const cognito = await startCognito();
  const { UserPoolId } = await cognito.givenUserPool();
  for (const ClientName of names) {
    await cognito.send("CreateUserPoolClient", { UserPoolId, ClientName, GenerateSecret: true });
    cognito.clock.advance({ seconds: 1 });
  }
  return { cognito, UserPoolId };
}

describe("ListUserPoolClients", () => {
  test("answers id, pool and name of each client, and no secret", async () => {
    const { cognito, UserPoolId } = await givenClients(["app"]);
    await cognito.givenUserPoolClient();
    const answer = await cognito.send("ListUserPoolClients", { UserPoolId });
    expect(JSON.parse(JSON.stringify(answer))).toEqual({
      UserPoolClients: [{ ClientId: expect.stringMatching(/^[0-9a-v]+$/), UserPoolId, ClientName: "app" }],
    });
  });

  test("answers an empty list of a pool without clients", async () => {
    const { cognito, UserPoolId } = await givenClients([]);
    expect((await cognito.send("ListUserPoolClients", { UserPoolId })).UserPoolClients).toEqual([]);
  });

  test("pages through the clients, oldest first, and ends without a token", async () => {
    const { cognito, UserPoolId } = await givenClients(["d", "a", "c", "b", "e"]);
    const names: (string | undefined)[][] = [];
    let NextToken: string | undefined;
    do {
      const page = await cognito.send("ListUserPoolClients", { UserPoolId, MaxResults: 2, NextToken });
      names.push((page.UserPoolClients ?? []).map(({ ClientName }) => ClientName));
      NextToken = page.NextToken;
    } while (NextToken !== undefined);
    expect(names).toEqual([["d", "a"], ["c", "b"], ["e"]]);
  });

  test("answers sixty clients a page", async () => {
    const { cognito, UserPoolId } = await givenClients(Array.from({ length: 61 }, (_, number) => `app${number}`));
    const { UserPoolClients, NextToken } = await cognito.send("ListUserPoolClients", { UserPoolId });
    expect(UserPoolClients).toHaveLength(60);
    const rest = await cognito.send("ListUserPoolClients", { UserPoolId, NextToken });
    expect(rest.UserPoolClients).toHaveLength(1);
  });

  test("knows regular clients only", async () => {
    const { cognito, UserPoolId } = await givenClients(["app"]);
    const regular = await cognito.send("ListUserPoolClients", { UserPoolId, ClientType: "REGULAR" });
    expect(regular.UserPoolClients).toHaveLength(1);
    const registered = await cognito.send("ListUserPoolClients", { UserPoolId, ClientType: "DCR" });
    expect(registered.UserPoolClients).toEqual([]);
  });

  test("refuses a token of another pool or type, and one that it did not make", async () => {
    const { cognito, UserPoolId } = await givenClients(["a", "b"]);
    const other = await cognito.givenUserPool();
    const { NextToken } = await cognito.send("ListUserPoolClients", { UserPoolId, MaxResults: 1 });
    await expect(
      cognito.send("ListUserPoolClients", { UserPoolId: other.UserPoolId, NextToken }),
    ).rejects.toMatchObject({
      name: "InvalidParameterException",
      message: expect.stringMatching(/^Paging marker .* is invalid for request [0-9a-f-]{36}$/),
    });
    await expect(
      cognito.send("ListUserPoolClients", { UserPoolId, NextToken, ClientType: "REGULAR" }),
    ).rejects.toMatchObject({ name: "InvalidParameterException" });
    await expect(cognito.send("ListUserPoolClients", { UserPoolId, NextToken: "forged" })).rejects.toMatchObject({
      name: "InvalidParameterException",
      message: expect.stringMatching(/^Paging marker forged is invalid for request [0-9a-f-]{36}$/),
    });
  });

  test("refuses a page of none or too many", async () => {
    const { cognito, UserPoolId } = await givenClients([]);
    await expect(cognito.send("ListUserPoolClients", { UserPoolId, MaxResults: 0 })).rejects.toBeCognitoError(
      "InvalidParameterException",
      "1 validation error detected: Value '0' at 'maxResults' failed to satisfy constraint: Member must have value greater than or equal to 1",
    );
    await expect(cognito.send("ListUserPoolClients", { UserPoolId, MaxResults: 61 })).rejects.toBeCognitoError(
      "InvalidParameterException",
      "1 validation error detected: Value '61' at 'maxResults' failed to satisfy constraint: Member must have value less than or equal to 60",
    );
  });

  test("refuses a pool that does not exist", async () => {
    const cognito = await startCognito();
    await expect(cognito.send("ListUserPoolClients", { UserPoolId: "us-east-1_nowhere00" })).rejects.toBeCognitoError(
      "ResourceNotFoundException",
      "User pool us-east-1_nowhere00 does not exist.",
    );
  });
});
