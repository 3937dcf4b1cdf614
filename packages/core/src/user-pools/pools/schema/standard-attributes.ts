import type { SchemaAttributeType } from "@cogmock/protocol/user-pools";

function string(
  Name: string,
  constraints: SchemaAttributeType["StringAttributeConstraints"] = { MinLength: "0", MaxLength: "2048" },
  changes: Partial<SchemaAttributeType> = {},
): SchemaAttributeType {
  return {
    Name,
    AttributeDataType: "String",
    DeveloperOnlyAttribute: false,
    Mutable: true,
    Required: false,
    ...changes,
    StringAttributeConstraints: constraints,
  };
}

function boolean(Name: string): SchemaAttributeType {
  return { Name, AttributeDataType: "Boolean", DeveloperOnlyAttribute: false, Mutable: true, Required: false };
}

/** The attributes that every pool has, in the order in which DescribeUserPool lists them. */
export const STANDARD_ATTRIBUTES: readonly SchemaAttributeType[] = [
  string("profile"),
  string("address"),
  string("birthdate", { MinLength: "10", MaxLength: "10" }),
  string("gender"),
  string("preferred_username"),
  {
    Name: "updated_at",
    AttributeDataType: "Number",
    DeveloperOnlyAttribute: false,
    Mutable: true,
    Required: false,
    NumberAttributeConstraints: { MinValue: "0" },
  },
  string("website"),
  string("picture"),
  string("identities", {}),
  string("sub", { MinLength: "1", MaxLength: "2048" }, { Mutable: false, Required: true }),
  string("phone_number"),
  boolean("phone_number_verified"),
  string("zoneinfo"),
  string("locale"),
  string("email"),
  boolean("email_verified"),
  string("given_name"),
  string("family_name"),
  string("middle_name"),
  string("name"),
  string("nickname"),
];

/** The order in which CreateUserPool lists them. It leaves `identities` out. */
export const CREATE_USER_POOL_ORDER: readonly string[] = [
  "sub",
  "name",
  "given_name",
  "family_name",
  "middle_name",
  "nickname",
  "preferred_username",
  "profile",
  "picture",
  "website",
  "email",
  "email_verified",
  "gender",
  "birthdate",
  "zoneinfo",
  "locale",
  "phone_number",
  "phone_number_verified",
  "address",
  "updated_at",
];
