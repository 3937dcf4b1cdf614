import type { SchemaAttributeType } from "@cogmock/protocol/user-pools";
import { ServiceException } from "@cogmock/protocol/errors";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { startCognito } from "../../../testing/start-cognito.ts";
import { STANDARD_ATTRIBUTES } from "./standard-attributes.ts";

async function describedSchema(Schema: readonly SchemaAttributeType[]): Promise<readonly SchemaAttributeType[]> {
  const cognito = await startCognito();
  const { UserPoolId } = await cognito.givenUserPool({ Schema });
  const { UserPool } = await cognito.send("DescribeUserPool", { UserPoolId });
  return UserPool?.SchemaAttributes ?? [];
}

async function described(entry: SchemaAttributeType, name: string): Promise<SchemaAttributeType | undefined> {
  return (await describedSchema([entry])).find(({ Name }) => Name === name);
}

describe("the Schema of CreateUserPool", () => {
  test("reconfigures standard attributes and keeps the others", async () => {
    const schema = await describedSchema([
      { Name: "email", AttributeDataType: "String", Required: true, Mutable: false },
    ]);
    expect(schema).toHaveLength(21);
    expect(schema.find(({ Name }) => Name === "email")).toEqual({
      Name: "email",
      AttributeDataType: "String",
      DeveloperOnlyAttribute: false,
      Mutable: false,
      Required: true,
      StringAttributeConstraints: { MinLength: "0", MaxLength: "2048" },
    });
  });

  test("leaves a standard attribute mutable unless told otherwise, and needs no data type for it", async () => {
    expect(await described({ Name: "email", Required: true }, "email")).toMatchObject({
      Mutable: true,
      Required: true,
    });
  });

  test("narrows a standard attribute", async () => {
    const entry = { Name: "nickname", StringAttributeConstraints: { MaxLength: "20" } };
    expect(await described(entry, "nickname")).toMatchObject({
      StringAttributeConstraints: { MinLength: "0", MaxLength: "20" },
    });
  });

  test("lists custom attributes last, in the order of the request", async () => {
    const schema = await describedSchema([
      { Name: "role", AttributeDataType: "String", Mutable: true, StringAttributeConstraints: { MaxLength: "16" } },
      { Name: "age", AttributeDataType: "Number", NumberAttributeConstraints: { MinValue: "0", MaxValue: "150" } },
      { Name: "secret", AttributeDataType: "String", DeveloperOnlyAttribute: true },
      { Name: "member", AttributeDataType: "Boolean" },
      { Name: "since", AttributeDataType: "DateTime" },
      { Name: "score", AttributeDataType: "Number" },
    ]);
    const common = { DeveloperOnlyAttribute: false, Mutable: false, Required: false };
    expect(schema.slice(21)).toEqual([
      {
        ...common,
        Name: "custom:role",
        AttributeDataType: "String",
        Mutable: true,
        StringAttributeConstraints: { MaxLength: "16" },
      },
      {
        ...common,
        Name: "custom:age",
        AttributeDataType: "Number",
        NumberAttributeConstraints: { MinValue: "0", MaxValue: "150" },
      },
      {
        ...common,
        Name: "dev:custom:secret",
        AttributeDataType: "String",
        DeveloperOnlyAttribute: true,
        StringAttributeConstraints: {},
      },
      { ...common, Name: "custom:member", AttributeDataType: "Boolean" },
      { ...common, Name: "custom:since", AttributeDataType: "DateTime" },
      { ...common, Name: "custom:score", AttributeDataType: "Number", NumberAttributeConstraints: {} },
    ]);
  });

  test("makes a custom attribute of email_verified", async () => {
    const schema = await describedSchema([{ Name: "email_verified", AttributeDataType: "Boolean" }]);
    expect(schema.slice(21)).toMatchObject([{ Name: "custom:email_verified" }]);
  });

  const text = { AttributeDataType: "String" } as const;
  test.each<[string, SchemaAttributeType[], string]>([
    [
      "a standard attribute of another type",
      [{ Name: "email", AttributeDataType: "Number" }],
      "You can not change AttributeDataType or set developerOnlyAttribute for standard schema attribute email",
    ],
    [
      "a standard attribute for developers only",
      [{ Name: "email", ...text, DeveloperOnlyAttribute: true }],
      "You can not change AttributeDataType or set developerOnlyAttribute for standard schema attribute email",
    ],
    [
      "a custom attribute without a type",
      [{ Name: "role" }],
      "Invalid AttributeDataType input, consider using the provided AttributeDataType enum.",
    ],
    [
      "a required custom attribute",
      [{ Name: "role", ...text, Required: true }],
      "Required custom attributes are not supported currently.",
    ],
    [
      "the same custom attribute twice",
      [
        { Name: "role", ...text },
        { Name: "role", AttributeDataType: "Number" },
      ],
      "Duplicate custom attribute names custom:role are not allowed in a user pool schema.",
    ],
    [
      "custom text whose greatest length is below the least",
      [{ Name: "role", ...text, StringAttributeConstraints: { MinLength: "9", MaxLength: "8" } }],
      "Attribute custom:role cannot have a max length shorter than it's min length",
    ],
    [
      "a custom number whose greatest value is below the least",
      [{ Name: "age", AttributeDataType: "Number", NumberAttributeConstraints: { MinValue: "10", MaxValue: "9" } }],
      "Attribute custom:age cannot have a max value smaller than it's min value",
    ],
    [
      "standard text whose greatest length is below the least",
      [{ Name: "nickname", ...text, StringAttributeConstraints: { MinLength: "9", MaxLength: "8" } }],
      "user.nickname: Max length cannot be less than min length.",
    ],
    [
      "a standard number whose greatest value is below the least",
      [{ Name: "updated_at", NumberAttributeConstraints: { MinValue: "9", MaxValue: "8" } }],
      "user.updated_at: Max value cannot be less than min value.",
    ],
    [
      "text that is too long",
      [{ Name: "nickname", ...text, StringAttributeConstraints: { MaxLength: "2049" } }],
      "user.nickname: String attributes cannot have a length of more than 2048",
    ],
    [
      "a length that is no number",
      [{ Name: "nickname", ...text, StringAttributeConstraints: { MaxLength: "long" } }],
      "Invalid StringAttributeConstraints for schema attribute nickname",
    ],
    [
      "a negative length",
      [{ Name: "nickname", ...text, StringAttributeConstraints: { MinLength: "-1" } }],
      "Invalid StringAttributeConstraints for schema attribute nickname",
    ],
    [
      "a value limit that is no number",
      [{ Name: "age", AttributeDataType: "Number", NumberAttributeConstraints: { MaxValue: "old" } }],
      "Invalid NumberAttributeConstraints for schema attribute custom:age",
    ],
    [
      "phone_number_verified, which is no standard name and too long for a custom one",
      [{ Name: "phone_number_verified", AttributeDataType: "Boolean" }],
      "1 validation error detected: Value 'phone_number_verified' at 'schema.1.member.name' failed to satisfy constraint: Member must have length less than or equal to 20",
    ],
    [
      "an attribute without a name",
      [{ ...text }],
      "1 validation error detected: Value null at 'schema.1.member.name' failed to satisfy constraint: Member must not be null",
    ],
  ])("refuses %s", async (_, Schema, message) => {
    const cognito = await startCognito();
    await expect(cognito.send("CreateUserPool", { PoolName: "people", Schema })).rejects.toBeCognitoError(
      "InvalidParameterException",
      message,
    );
    expect((await cognito.send("ListUserPools", { MaxResults: 1 })).UserPools).toEqual([]);
  });

  test("gives only AWS's errors, and what it accepts can be described back", async () => {
    const cognito = await startCognito();
    const limit = fc.oneof(fc.constantFrom("0", "1", "10", "2048", "2049", "-1", "x", ""), fc.string({ maxLength: 5 }));
    const optional = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: undefined });
    const names = fc.oneof(
      fc.constantFrom(...STANDARD_ATTRIBUTES.map(({ Name }) => Name)),
      fc.constantFrom("role", "custom:role", "__proto__", "constructor", "é", "name"),
      fc.string({ maxLength: 22, unit: "grapheme" }),
    );
    const entry = fc.record({
      Name: optional(names),
      AttributeDataType: optional(fc.constantFrom("String", "Number", "Boolean", "DateTime")),
      DeveloperOnlyAttribute: optional(fc.boolean()),
      Mutable: optional(fc.boolean()),
      Required: optional(fc.boolean()),
      StringAttributeConstraints: optional(fc.record({ MinLength: optional(limit), MaxLength: optional(limit) })),
      NumberAttributeConstraints: optional(fc.record({ MinValue: optional(limit), MaxValue: optional(limit) })),
    });
    let accepted = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(entry, { minLength: 1, maxLength: 4 }), async (Schema) => {
        const created = await cognito.send("CreateUserPool", { PoolName: "people", Schema }).catch((error: unknown) => {
          expect(error).toBeInstanceOf(ServiceException);
          return undefined;
        });
        if (!created) return;
        accepted += 1;
        const UserPoolId = created.UserPool?.Id ?? "";
        const { UserPool } = await cognito.send("DescribeUserPool", { UserPoolId });
        const attributes = new Map(UserPool?.SchemaAttributes?.map((attribute) => [attribute.Name, attribute]));
        expect(attributes.size).toBe(UserPool?.SchemaAttributes?.length);
        for (const { Name = "", DeveloperOnlyAttribute, AttributeDataType, Required } of Schema) {
          const customName = `${DeveloperOnlyAttribute ? "dev:" : ""}custom:${Name}`;
          const found = attributes.get(customName) ?? attributes.get(Name);
          expect(found).toBeDefined();
          if (AttributeDataType) expect(found).toMatchObject({ AttributeDataType });
          if (Required) expect(found).toMatchObject({ Required });
        }
        await cognito.send("DeleteUserPool", { UserPoolId });
      }),
      { numRuns: 500 },
    );
    expect(accepted).toBeGreaterThan(0);
  });
});
