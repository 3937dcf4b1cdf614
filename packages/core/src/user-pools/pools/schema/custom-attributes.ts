import { InvalidParameterException } from "@cogmock/protocol/errors";
import type { SchemaAttributeType } from "@cogmock/protocol/user-pools";
import { attributeConstraints } from "./constraints.ts";

/**
 * unconfirmed: AWS documents no default. CloudFormation without the member makes immutable attributes, but it may be
 * filling in `false` by itself.
 */
const MUTABLE_BY_DEFAULT = false;

/** @see "Quotas in Amazon Cognito": custom attributes per user pool */
const MAX_CUSTOM_ATTRIBUTES = 50;

/** Whether an attribute of a schema is a custom one, by its full name. */
export function isCustomAttribute({ Name }: SchemaAttributeType): boolean {
  return Name?.startsWith("custom:") === true || Name?.startsWith("dev:custom:") === true;
}

/** The name of an entry. @throws InvalidParameterException it has none */
export function requireEntryName(list: "schema" | "customAttributes", entry: SchemaAttributeType, at: number): string {
  if (entry.Name !== undefined) return entry.Name;
  // unconfirmed: AWS's model calls the name optional.
  throw new InvalidParameterException(
    `1 validation error detected: Value null at '${list}.${at + 1}.member.name' failed to satisfy constraint: Member must not be null`,
  );
}

/**
 * A custom attribute as the schema keeps it, under its full name.
 *
 * @param name without a prefix; a caller who sends `custom:role` gets `custom:custom:role`, as on AWS
 * @throws InvalidParameterException no data type, a required attribute, or wrong constraints
 */
export function customAttribute(name: string, entry: SchemaAttributeType): SchemaAttributeType {
  const Name = `${entry.DeveloperOnlyAttribute ? "dev:" : ""}custom:${name}`;
  if (entry.AttributeDataType === undefined) {
    throw new InvalidParameterException(
      "Invalid AttributeDataType input, consider using the provided AttributeDataType enum.",
    );
  }
  if (entry.Required) {
    throw new InvalidParameterException("Required custom attributes are not supported currently.");
  }
  return {
    Name,
    AttributeDataType: entry.AttributeDataType,
    DeveloperOnlyAttribute: entry.DeveloperOnlyAttribute ?? false,
    Mutable: entry.Mutable ?? MUTABLE_BY_DEFAULT,
    Required: false,
    ...attributeConstraints(Name, entry.AttributeDataType, entry),
  };
}

/** @throws InvalidParameterException a pool cannot have so many custom attributes */
export function assertCustomAttributeCount(schema: readonly SchemaAttributeType[]): void {
  if (schema.filter(isCustomAttribute).length > MAX_CUSTOM_ATTRIBUTES) {
    // unconfirmed: the wording.
    throw new InvalidParameterException(
      `A user pool cannot have more than ${MAX_CUSTOM_ATTRIBUTES} custom attributes.`,
    );
  }
}

/**
 * A pool's schema with more custom attributes, after those that it has.
 *
 * @throws InvalidParameterException see `customAttribute`, and an attribute that exists already, in the pool or earlier
 *   among the new ones
 */
export function addCustomAttributesTo(
  schema: readonly SchemaAttributeType[],
  entries: readonly SchemaAttributeType[],
): readonly SchemaAttributeType[] {
  const extended = [...schema];
  for (const [at, entry] of entries.entries()) {
    const name = requireEntryName("customAttributes", entry, at);
    const attribute = customAttribute(name, entry);
    if (extended.some(({ Name }) => Name === attribute.Name)) {
      throw new InvalidParameterException(`custom:${name}: Existing attribute already has name ${attribute.Name}.`);
    }
    extended.push(attribute);
  }
  assertCustomAttributeCount(extended);
  return extended;
}
