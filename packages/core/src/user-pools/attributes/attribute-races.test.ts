import { describe, expect, test } from "vitest";
import { attributeList, givenBearer } from "../../testing/given-bearer.ts";
import { startCognito, type TestCognito } from "../../testing/start-cognito.ts";

const NEW = "new@example.org";
const AUTO = { AutoVerifiedAttributes: ["email" as const] };
const WAITING = {
  ...AUTO,
  UserAttributeUpdateSettings: { AttributesRequireVerificationBeforeUpdate: ["email" as const] },
};

function update(cognito: TestCognito, AccessToken: string, attributes: Readonly<Record<string, string>>) {
  return cognito.send("UpdateUserAttributes", { AccessToken, UserAttributes: attributeList(attributes) });
}

function verify(cognito: TestCognito, AccessToken: string, Code = "123456") {
  return cognito.send("VerifyUserAttribute", { AccessToken, AttributeName: "email", Code });
}

/** What the rejected among these were rejected with. */
async function refusals(calls: readonly Promise<unknown>[]): Promise<readonly unknown[]> {
  const outcomes = await Promise.allSettled(calls);
  return outcomes.flatMap((outcome) => (outcome.status === "rejected" ? [outcome.reason] : []));
}

describe("At the same time", () => {
  test("a preferred_username goes to one of two who want it", async () => {
    const cognito = await startCognito();
    const alice = await givenBearer(cognito, {}, { AliasAttributes: ["preferred_username"] });
    const { UserPoolId, ClientId } = alice;
    await cognito.givenConfirmedUser({ UserPoolId, Username: "bob" });
    const bob = await cognito.givenTokens({ ClientId, Username: "bob" });
    const [refusal, ...others] = await refusals(
      [alice, bob].map(({ AccessToken }) => update(cognito, AccessToken, { preferred_username: "al" })),
    );
    expect(others).toEqual([]);
    await expect(Promise.reject(refusal)).rejects.toBeCognitoError(
      "AliasExistsException",
      "Already found an entry for the provided username.",
    );
  });

  test.each([
    [{ ...AUTO, AliasAttributes: ["email" as const] }, "An account with the email already exists."],
    [{ ...WAITING, UsernameAttributes: ["email" as const] }, "An account with the given email already exists."],
  ])("an address goes to one of several who prove to own it: %j", async (pool, message) => {
    const cognito = await startCognito();
    const { UserPoolId } = await cognito.givenUserPool(pool);
    const { ClientId } = await cognito.givenUserPoolClient({ UserPoolId });
    const tokens: string[] = [];
    for (const name of ["one", "two", "three"]) {
      const Username = "UsernameAttributes" in pool ? `${name}@example.com` : name;
      await cognito.givenConfirmedUser({ UserPoolId, Username });
      const { AccessToken } = await cognito.givenTokens({ ClientId, Username });
      await update(cognito, AccessToken, { email: NEW });
      tokens.push(AccessToken);
    }
    const refused = await refusals(tokens.map((token) => verify(cognito, token)));
    expect(refused).toHaveLength(2);
    for (const refusal of refused) {
      await expect(Promise.reject(refusal)).rejects.toBeCognitoError("AliasExistsException", message);
    }
  });

  test("an update and a verification never verify an address that nobody proved", async () => {
    const cognito = await startCognito({ codes: "random" });
    const alice = await givenBearer(cognito, { email: "old@example.org" }, AUTO);
    await update(cognito, alice.AccessToken, { email: NEW });
    const { code } = await cognito.lastMessage();
    await Promise.allSettled([
      update(cognito, alice.AccessToken, { email: "other@example.net" }),
      verify(cognito, alice.AccessToken, code),
    ]);
    await expect(alice.attributes()).resolves.toEqual({ email: "other@example.net", email_verified: "false" });
  });

  test("eight who ask for a code get five, and twenty wrong answers are fifteen mismatches", async () => {
    const cognito = await startCognito();
    const { AccessToken } = await givenBearer(cognito, { email: NEW });
    const ask = () => cognito.send("GetUserAttributeVerificationCode", { AccessToken, AttributeName: "email" });
    expect(await refusals(Array.from({ length: 8 }, ask))).toHaveLength(3);
    await expect(cognito.listMessages()).resolves.toHaveLength(5);

    const wrong = await refusals(Array.from({ length: 20 }, () => verify(cognito, AccessToken, "000000")));
    const names = wrong.map((refusal) => refusal instanceof Error && refusal.name);
    expect(names.filter((name) => name === "CodeMismatchException")).toHaveLength(15);
    expect(names.filter((name) => name === "LimitExceededException")).toHaveLength(5);
  });
});
