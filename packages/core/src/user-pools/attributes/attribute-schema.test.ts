import type { SchemaAttributeType } from "@cogmock/protocol/user-pools";
import { beforeAll, describe, expect, test } from "vitest";
import { systemClock } from "../../ports/clock.ts";
import { createMemoryStore } from "../../store/memory-store.ts";
import { startCognito } from "../../testing/start-cognito.ts";
import type { UserPool } from "../pools/user-pool.ts";
import { userPools } from "../pools/user-pools.collection.ts";
import {
  assertRequiredAttributes,
  attributeChanges,
  newUserAttributes,
  withAttributeChanges,
} from "./attribute-schema.ts";

function invalid(message: string): object {
  return expect.objectContaining({ name: "InvalidParameterException", message });
}

function custom(Name: string, changes: Partial<SchemaAttributeType> = {}): SchemaAttributeType {
  return {
    Name,
    AttributeDataType: "String",
    DeveloperOnlyAttribute: false,
    Mutable: true,
    Required: false,
    ...changes,
  };
}

const CUSTOMS = [
  custom("custom:nick", { StringAttributeConstraints: { MinLength: "3", MaxLength: "5" } }),
  custom("custom:age", {
    AttributeDataType: "Number",
    NumberAttributeConstraints: { MinValue: "18", MaxValue: "120" },
  }),
  custom("custom:member", { AttributeDataType: "Boolean" }),
  custom("custom:since", { AttributeDataType: "DateTime" }),
  custom("custom:tenant", { Mutable: false }),
  custom("dev:custom:tier", { DeveloperOnlyAttribute: true }),
];

let pool: UserPool;

beforeAll(async () => {
  const store = createMemoryStore({ clock: systemClock });
  const cognito = await startCognito({ store });
  const { UserPoolId } = await cognito.givenUserPool();
  const created = await store.get(userPools, [UserPoolId]);
  if (!created) throw new Error("no pool");
  pool = { ...created, schema: [...created.schema, ...CUSTOMS] };
});

function requiring(...names: string[]): UserPool {
  const schema = pool.schema.map((entry) => ({
    ...entry,
    Required: entry.Required || names.includes(entry.Name ?? ""),
  }));
  return { ...pool, schema };
}

describe("The attributes of a new user", () => {
  test("keep the order of the request, and of a name that comes twice the last value", () => {
    const values = newUserAttributes(pool, [
      { Name: "name", Value: "Al" },
      { Name: "custom:age", Value: "30" },
      { Name: "name", Value: "Alice" },
    ]);
    expect(Object.entries(values)).toEqual([
      ["name", "Alice"],
      ["custom:age", "30"],
    ]);
  });

  test("have booleans in lower case", () => {
    expect(
      newUserAttributes(pool, [
        { Name: "email_verified", Value: "True" },
        { Name: "custom:member", Value: "FALSE" },
      ]),
    ).toEqual({ email_verified: "true", "custom:member": "false" });
  });

  test("may have everything that the schema has, immutable and developer-only attributes included", () => {
    const attributes = { "custom:tenant": "t1", "dev:custom:tier": "gold", "custom:since": "2026-01-01T00:00:00Z" };
    const input = Object.entries(attributes).map(([Name, Value]) => ({ Name, Value }));
    expect(newUserAttributes(pool, input)).toEqual(attributes);
  });

  test("leave out blank values", () => {
    expect(newUserAttributes(pool, [{ Name: "name", Value: "" }])).toEqual({});
  });

  test.each([
    [
      "custom:role",
      "x",
      "Attributes did not conform to the schema: Type for attribute {custom:role} could not be determined",
    ],
    [
      "__proto__",
      "x",
      "Attributes did not conform to the schema: Type for attribute {__proto__} could not be determined",
    ],
    ["sub", "x", "Cannot modify the non-mutable attribute sub"],
    ["sub", "", "Cannot modify the non-mutable attribute sub"],
    ["identities", "[]", "Cannot modify the non-mutable attribute identities"],
    ["name", undefined, "Attribute value for name must not be null"],
    [
      "birthdate",
      "1.1.2000",
      "Attributes did not conform to the schema: birthdate: String must be no shorter than 10 characters",
    ],
    [
      "birthdate",
      "2000-01-001",
      "Attributes did not conform to the schema: birthdate: String must be no longer than 10 characters",
    ],
    [
      "custom:nick",
      "Al",
      "Attributes did not conform to the schema: custom:nick: String must be no shorter than 3 characters",
    ],
    [
      "custom:nick",
      "Alices",
      "Attributes did not conform to the schema: custom:nick: String must be no longer than 5 characters",
    ],
    ["custom:age", "seven", "Attributes did not conform to the schema: custom:age: Attribute value must be a number"],
    [
      "custom:age",
      "9".repeat(400),
      "Attributes did not conform to the schema: custom:age: Attribute value must be a number",
    ],
    ["custom:age", "17", "Attributes did not conform to the schema: custom:age: Number must be no less than 18"],
    ["custom:age", "121", "Attributes did not conform to the schema: custom:age: Number must be no greater than 120"],
    ["updated_at", "-1", "Attributes did not conform to the schema: updated_at: Number must be no less than 0"],
    [
      "custom:member",
      "yes",
      "Attributes did not conform to the schema: custom:member: Attribute value must be true or false",
    ],
    [
      "custom:since",
      "yesterday",
      "Attributes did not conform to the schema: custom:since: Attribute value must be a date and time",
    ],
    [
      "custom:since",
      "2026-13-01",
      "Attributes did not conform to the schema: custom:since: Attribute value must be a date and time",
    ],
    ["email", "alice", "Invalid email address format."],
    ["email", "alice@", "Invalid email address format."],
    ["email", "a b@example.com", "Invalid email address format."],
    ["email", "alice@example", "Invalid email address format."],
    ["phone_number", "5550100", "Invalid phone number format."],
    ["phone_number", "+1 555 0100", "Invalid phone number format."],
    ["phone_number", "+1234567890123456", "Invalid phone number format."],
  ])("cannot have %s %j", (Name, Value, message) => {
    expect(() => newUserAttributes(pool, [{ Name, Value }])).toThrow(invalid(message));
  });

  test("are told of all their problems at once", () => {
    const input = [
      { Name: "birthdate", Value: "2000" },
      { Name: "custom:nick", Value: "Al" },
    ];
    expect(() => newUserAttributes(pool, input)).toThrow(
      invalid(
        "Attributes did not conform to the schema: birthdate: String must be no shorter than 10 characters, " +
          "custom:nick: String must be no shorter than 3 characters",
      ),
    );
  });
});

describe("Required attributes", () => {
  test.each([
    ["email", "emails"],
    ["phone_number", "phoneNumbers"],
    ["name", "name.formatted"],
    ["given_name", "name.givenName"],
    ["family_name", "name.familyName"],
    ["middle_name", "name.middleName"],
    ["address", "addresses"],
    ["nickname", "nickName"],
    ["zoneinfo", "timezone"],
    ["birthdate", "birthdate"],
  ])("are asked for by their internal names: %s is %s", (attribute, internal) => {
    expect(() => assertRequiredAttributes(requiring(attribute), {})).toThrow(
      invalid(`Attributes did not conform to the schema: ${internal}: The attribute ${internal} is required`),
    );
  });

  test("are all named", () => {
    expect(() =>
      assertRequiredAttributes(requiring("given_name", "family_name", "email"), { email: "a@b.cd" }),
    ).toThrow(
      invalid(
        "Attributes did not conform to the schema: name.givenName: The attribute name.givenName is required, " +
          "name.familyName: The attribute name.familyName is required",
      ),
    );
  });

  test("need nothing more when they are there; sub is the service's own", () => {
    expect(() => assertRequiredAttributes(requiring("email"), { email: "a@b.cd" })).not.toThrow();
  });
});

describe("Changes of attributes", () => {
  test.each([
    ["custom:nope", "x", "user.custom:nope: Attribute does not exist in the schema.\n"],
    ["custom:tenant", "t2", "user.custom:tenant: Attribute cannot be updated.\n"],
    ["custom:tenant", "", "user.custom:tenant: Attribute cannot be updated.\n"],
    ["custom:nick", "Al", "user.custom:nick: String must be no shorter than 3 characters\n"],
    ["custom:nick", "Alices", "user.custom:nick: String must be no longer than 5 characters\n"],
    ["custom:age", "17", "user.custom:age: Number must be no less than 18\n"],
    ["name", "", "user.name: Required attribute cannot be deleted.\n"],
  ])("cannot set %s to %j", (Name, Value, message) => {
    const required = requiring("name");
    expect(() => attributeChanges(required, [{ Name, Value }], "user")).toThrow(invalid(message));
    expect(() => attributeChanges(required, [{ Name, Value }], "administrator")).toThrow(
      invalid(`Invalid user attributes: ${message}`),
    );
  });

  test.each([
    ["sub", undefined, "Cannot modify the non-mutable attribute sub"],
    ["custom:tenant", undefined, "Attribute value for custom:tenant must not be null"],
    ["email", "alice", "Invalid email address format."],
    ["phone_number", "0100", "Invalid phone number format."],
  ])("cannot set %s to %j, whoever asks", (Name, Value, message) => {
    expect(() => attributeChanges(pool, [{ Name, Value }], "user")).toThrow(invalid(message));
    expect(() => attributeChanges(pool, [{ Name, Value }], "administrator")).toThrow(invalid(message));
  });

  test("name each problem on a line of its own", () => {
    const input = [
      { Name: "custom:a", Value: "1" },
      { Name: "custom:b", Value: "2" },
    ];
    expect(() => attributeChanges(pool, input, "administrator")).toThrow(
      invalid(
        "Invalid user attributes: user.custom:a: Attribute does not exist in the schema.\n" +
          "user.custom:b: Attribute does not exist in the schema.\n",
      ),
    );
  });

  test("take blank values away and leave the rest in its place", () => {
    const changes = attributeChanges(
      pool,
      [
        { Name: "nickname", Value: "" },
        { Name: "name", Value: "Bob" },
        { Name: "custom:age", Value: "40" },
      ],
      "user",
    );
    const after = withAttributeChanges({ name: "Alice", nickname: "Al", email: "a@b.cd" }, changes);
    expect(Object.entries(after)).toEqual([
      ["name", "Bob"],
      ["email", "a@b.cd"],
      ["custom:age", "40"],
    ]);
  });
});
