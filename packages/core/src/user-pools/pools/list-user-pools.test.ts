import { describe, expect, test } from "vitest";
import { startCognito } from "../../testing/start-cognito.ts";

describe("ListUserPools", () => {
  test("answers five members of each pool", async () => {
    const cognito = await startCognito();
    const { UserPoolId } = await cognito.givenUserPool({ PoolName: "people" });
    const { UserPools, NextToken } = await cognito.send("ListUserPools", { MaxResults: 60 });
    expect(UserPools).toEqual([
      {
        Id: UserPoolId,
        Name: "people",
        LambdaConfig: {},
        LastModifiedDate: 1767225600,
        CreationDate: 1767225600,
      },
    ]);
    expect(NextToken).toBeUndefined();
  });

  test("answers an empty list without pools", async () => {
    const cognito = await startCognito();
    expect((await cognito.send("ListUserPools", { MaxResults: 60 })).UserPools).toEqual([]);
  });

  test("pages through all pools of the account and region, and no others", async () => {
    const cognito = await startCognito();
    const ids: (string | undefined)[] = [];
    for (let made = 0; made < 5; made++) ids.push((await cognito.givenUserPool()).UserPoolId);
    await cognito.send("CreateUserPool", { PoolName: "elsewhere" }, { region: "eu-west-1" });
    await cognito.send("CreateUserPool", { PoolName: "others" }, { accountId: "123456789012" });

    const listed: (string | undefined)[] = [];
    const sizes: number[] = [];
    let token: string | undefined;
    do {
      const page = await cognito.send("ListUserPools", { MaxResults: 2, NextToken: token });
      sizes.push(page.UserPools?.length ?? 0);
      listed.push(...(page.UserPools ?? []).map(({ Id }) => Id));
      token = page.NextToken;
    } while (token !== undefined);
    expect(sizes).toEqual([2, 2, 1]);
    expect(new Set(listed)).toEqual(new Set(ids));
    expect(listed).toHaveLength(5);

    const elsewhere = await cognito.send("ListUserPools", { MaxResults: 60 }, { region: "eu-west-1" });
    expect(elsewhere.UserPools).toMatchObject([{ Name: "elsewhere" }]);
  });

  test("refuses the token of another region", async () => {
    const cognito = await startCognito();
    await cognito.givenUserPool();
    await cognito.givenUserPool();
    const { NextToken } = await cognito.send("ListUserPools", { MaxResults: 1 });
    await expect(cognito.send("ListUserPools", { MaxResults: 1, NextToken }, { region: "eu-west-1" })).rejects.toThrow(
      `Paging marker ${NextToken} is invalid for request `,
    );
  });

  test.each([
    [0, "greater than or equal to 1"],
    [61, "less than or equal to 60"],
  ])("refuses a page of %i", async (MaxResults, bound) => {
    const cognito = await startCognito();
    await expect(cognito.send("ListUserPools", { MaxResults })).rejects.toBeCognitoError(
      "InvalidParameterException",
      `1 validation error detected: Value '${MaxResults}' at 'maxResults' failed to satisfy constraint: Member must have value ${bound}`,
    );
  });

  test("refuses a request without a page size", async () => {
    const cognito = await startCognito();
    const { status, body } = await cognito.handle({
      method: "POST",
      url: "/",
      headers: {
        "x-amz-target": "AWSCognitoIdentityProviderService.ListUserPools",
        "content-type": "application/x-amz-json-1.1",
      },
      body: Buffer.from("{}"),
      baseUrl: "http://localhost:4566",
    });
    expect(status).toBe(400);
    expect(JSON.parse(body)).toEqual({
      __type: "InvalidParameterException",
      message:
        "1 validation error detected: Value null at 'maxResults' failed to satisfy constraint: Member must not be null",
    });
  });
});
