import { InvalidParameterException } from "@cogmock/protocol/errors";
import type { AttributeType, SchemaAttributeType } from "@cogmock/protocol/user-pools";
import type { UserPool } from "../pools/user-pool.ts";

/** Values of user attributes by name. */
export type AttributeValues = Readonly<Record<string, string>>;

/** The definition of an attribute in a pool's schema, by its full name (`custom:…` for custom ones). */
export function findSchemaAttribute(pool: UserPool, name: string): SchemaAttributeType | undefined {
  return pool.schema.find((attribute) => attribute.Name === name);
}

/**
 * The attributes of a user who is being created, checked against the pool's schema; booleans in lower case. Of a name
 * that comes twice, the last value counts.
 *
 * @throws InvalidParameterException an attribute is not in the schema, or its value does not fit
 */
export function newUserAttributes(pool: UserPool, input: readonly AttributeType[] | undefined): AttributeValues {
  const values: Record<string, string> = {};
  for (const { Name, Value } of input ?? []) {
    if (!findSchemaAttribute(pool, Name)) {
      throw new InvalidParameterException(
        `Attributes did not conform to the schema: Type for attribute {${Name}} could not be determined`,
      );
    }
    values[Name] = Value ?? "";
  }
  return values;
}
