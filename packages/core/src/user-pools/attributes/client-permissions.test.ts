import { describe, expect, test } from "vitest";
import type { UserPoolClient, UserPoolClientSettings } from "../clients/user-pool-client.ts";
import { assertClientMayWrite, mayRead } from "./client-permissions.ts";

function client(settings: UserPoolClientSettings): UserPoolClient {
  return { userPoolId: "us-east-1_abcdefghi", id: "app", createdAt: 0, modifiedAt: 0, secrets: [], settings };
}

const UNAUTHORIZED = ["NotAuthorizedException", "A client attempted to write unauthorized attribute"] as const;

/** Whether the client may write the attribute; anything but AWS's refusal is a failure of the test. */
async function mayWrite(settings: UserPoolClientSettings, name: string): Promise<boolean> {
  const attempt = Promise.resolve().then(() => assertClientMayWrite(client(settings), [name]));
  const isRefused = await attempt.then(
    () => false,
    () => true,
  );
  if (isRefused) await expect(attempt).rejects.toBeCognitoError(...UNAUTHORIZED);
  return !isRefused;
}

describe("a client without lists of attributes", () => {
  test.for(["sub", "email", "email_verified", "phone_number_verified", "identities", "custom:team"])(
    "reads %s",
    (name) => {
      expect(mayRead(client({}), name)).toBe(true);
    },
  );

  test("reads nothing that is for developers only", () => {
    expect(mayRead(client({}), "dev:custom:rank")).toBe(false);
  });

  test.for(["email", "phone_number", "name", "custom:team"])("writes %s", async (name) => {
    expect(await mayWrite({}, name)).toBe(true);
  });

  test.for(["email_verified", "phone_number_verified", "dev:custom:rank"])("does not write %s", async (name) => {
    expect(await mayWrite({}, name)).toBe(false);
  });
});

describe("a client with lists of attributes", () => {
  const lists = { ReadAttributes: ["email", "dev:custom:rank"], WriteAttributes: ["email", "dev:custom:rank"] };

  test("reads those and sub, not even whether its e-mail address is verified", () => {
    const names = ["sub", "email", "email_verified", "name", "custom:team", "dev:custom:rank"];
    expect(names.filter((name) => mayRead(client(lists), name))).toEqual(["sub", "email", "dev:custom:rank"]);
  });

  test("writes those, but for what is for developers only", async () => {
    expect(await mayWrite(lists, "email")).toBe(true);
    expect(await mayWrite(lists, "name")).toBe(false);
    expect(await mayWrite(lists, "dev:custom:rank")).toBe(false);
  });

  test("is refused as a whole for one attribute of several", () => {
    const settings = client({ WriteAttributes: ["email"] });
    expect(() => assertClientMayWrite(settings, ["email", "name"])).toThrow(UNAUTHORIZED[1]);
    expect(() => assertClientMayWrite(settings, ["email"])).not.toThrow();
  });
});
