import { InvalidParameterException } from "@cogmock/protocol/errors";
import type { SchemaAttributeType } from "@cogmock/protocol/user-pools";
import { attributeConstraints } from "./constraints.ts";
import { assertCustomAttributeCount, customAttribute, requireEntryName } from "./custom-attributes.ts";
import { STANDARD_ATTRIBUTES } from "./standard-attributes.ts";

/** Cognito keeps these itself. To a `Schema` they are names like any other, of custom attributes. */
const NOT_RECONFIGURABLE = ["email_verified", "phone_number_verified"];

/** The standard attribute that an entry of this name reconfigures. */
function standardAttribute(name: string): SchemaAttributeType | undefined {
  return NOT_RECONFIGURABLE.includes(name) ? undefined : STANDARD_ATTRIBUTES.find(({ Name }) => Name === name);
}

/**
 * A standard attribute with what an entry says of it.
 *
 * @throws InvalidParameterException the entry would make it something else than it is, or has wrong constraints
 */
function reconfigure(standard: SchemaAttributeType, entry: SchemaAttributeType): SchemaAttributeType {
  const { Name = "", AttributeDataType = "String" } = standard;
  if ((entry.AttributeDataType ?? AttributeDataType) !== AttributeDataType || entry.DeveloperOnlyAttribute) {
    throw new InvalidParameterException(
      `You can not change AttributeDataType or set developerOnlyAttribute for standard schema attribute ${Name}`,
    );
  }
  return {
    ...standard,
    Mutable: entry.Mutable ?? standard.Mutable,
    Required: entry.Required ?? standard.Required,
    // unconfirmed: that a limit which is not given keeps its default.
    ...attributeConstraints(Name, AttributeDataType, entry, standard),
  };
}

/**
 * The schema of a new pool: all standard attributes, reconfigured where the request says so, then the custom ones in
 * the order of the request.
 *
 * @throws InvalidParameterException an entry breaks a rule, two have the same name, or there are too many custom ones
 * @see AWS API Reference, SchemaAttributeType
 */
export function newSchema(entries: readonly SchemaAttributeType[] = []): readonly SchemaAttributeType[] {
  const standard = new Map(STANDARD_ATTRIBUTES.map((attribute) => [attribute.Name, attribute]));
  const custom: SchemaAttributeType[] = [];
  const seen = new Set<string | undefined>();
  for (const [at, entry] of entries.entries()) {
    const name = requireEntryName("schema", entry, at);
    const reconfigurable = standardAttribute(name);
    const attribute = reconfigurable ? reconfigure(reconfigurable, entry) : customAttribute(name, entry);
    if (seen.has(attribute.Name)) {
      // unconfirmed: that a standard attribute cannot come twice either.
      throw new InvalidParameterException(
        `Duplicate custom attribute names ${attribute.Name} are not allowed in a user pool schema.`,
      );
    }
    seen.add(attribute.Name);
    if (reconfigurable) standard.set(name, attribute);
    else custom.push(attribute);
  }
  const schema = [...standard.values(), ...custom];
  assertCustomAttributeCount(schema);
  return schema;
}
