import { describe, expect, test } from "vitest";
import { findOperation, identityPoolOperations, userPoolOperations } from "../index.ts";

describe("the operations", () => {
  test("are 140 of user pools and 23 of identity pools", () => {
    expect(Object.keys(userPoolOperations)).toHaveLength(140);
    expect(Object.keys(identityPoolOperations)).toHaveLength(23);
  });

  test("are found by service and name alone", () => {
    expect(findOperation("user-pools", "AdminGetUser")).toBe(userPoolOperations.AdminGetUser);
    expect(findOperation("identity-pools", "AdminGetUser")).toBeUndefined();
    expect(findOperation("user-pools", "toString")).toBeUndefined();
  });

  test("say which calls need no signature", () => {
    const unsigned = Object.values(identityPoolOperations).filter(({ signed }) => !signed);
    expect(unsigned.map(({ name }) => name)).toEqual([
      "GetCredentialsForIdentity",
      "GetId",
      "GetOpenIdToken",
      "UnlinkIdentity",
    ]);
    expect(userPoolOperations.SignUp.signed).toBe(false);
    expect(userPoolOperations.GetUser.signed).toBe(false);
    expect(userPoolOperations.AdminGetUser.signed).toBe(true);
  });

  test("say which errors the model declares and whether a success has a body", () => {
    expect(userPoolOperations.CreateGroup.errors).toContain("GroupExistsException");
    expect(userPoolOperations.CreateGroup.output).toBe("json");
    expect(userPoolOperations.DeleteGroup.output).toBe("empty");
  });
});
