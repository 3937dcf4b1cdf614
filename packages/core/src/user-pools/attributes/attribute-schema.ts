import { InvalidParameterException } from "@cogmock/protocol/errors";
import type { AttributeType, SchemaAttributeType } from "@cogmock/protocol/user-pools";
import type { UserPool } from "../pools/user-pool.ts";
import { checkAttributeValue, isEmailAddress, isPhoneNumber } from "./attribute-values.ts";

/** Values of user attributes by name. */
export type AttributeValues = Readonly<Record<string, string>>;

/** Who changes attributes: AWS words its refusals differently. */
export type AttributeWriter = "administrator" | "user";

/** What is wrong with one attribute of a request. */
interface AttributeProblem {
  readonly attribute: string;
  readonly text: string;
}

/**
 * What only the service itself writes. unconfirmed: that `identities`, which the schema calls mutable, is refused as
 * `sub` is.
 */
const WRITTEN_BY_THE_SERVICE: ReadonlySet<string> = new Set(["sub", "identities"]);

/** What AWS calls required attributes by, where it differs from their own names. */
const SCIM_NAMES: Readonly<Record<string, string>> = {
  email: "emails",
  phone_number: "phoneNumbers",
  name: "name.formatted",
  given_name: "name.givenName",
  family_name: "name.familyName",
  middle_name: "name.middleName",
  address: "addresses",
  nickname: "nickName",
  zoneinfo: "timezone",
};

/** The definition of an attribute in a pool's schema, by its full name (`custom:…` for custom ones). */
export function findSchemaAttribute(pool: UserPool, name: string): SchemaAttributeType | undefined {
  return pool.schema.find((attribute) => attribute.Name === name);
}

/** Of several problems, `, ` stands between them: as pasted from AWS in 2025. */
function nonconformity(problems: readonly AttributeProblem[]): InvalidParameterException {
  const items = problems.map(({ attribute, text }) => `${attribute}: ${text}`);
  return new InvalidParameterException(`Attributes did not conform to the schema: ${items.join(", ")}`);
}

/** What AWS says of changes that it refuses, each on a line of its own: as recorded from UpdateUserAttributes. */
function refusedChanges(problems: readonly AttributeProblem[], writer: AttributeWriter): InvalidParameterException {
  const lines = problems.map(({ attribute, text }) => `user.${attribute}: ${text}\n`).join("");
  return new InvalidParameterException(writer === "administrator" ? `Invalid user attributes: ${lines}` : lines);
}

/** @throws InvalidParameterException `Cannot modify the non-mutable attribute sub` */
function assertNotWrittenByTheService(names: readonly string[]): void {
  const name = names.find((candidate) => WRITTEN_BY_THE_SERVICE.has(candidate));
  if (name !== undefined) {
    throw new InvalidParameterException(`Cannot modify the non-mutable attribute ${name}`);
  }
}

/**
 * The attributes that a request names, each once: of a name that comes twice, the last value counts (unconfirmed).
 *
 * @throws InvalidParameterException an attribute that the service itself writes, or one without a value
 */
function readAttributes(input: readonly AttributeType[] | undefined): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  assertNotWrittenByTheService((input ?? []).map(({ Name }) => Name));
  for (const { Name, Value } of input ?? []) {
    if (Value === undefined) throw new InvalidParameterException(`Attribute value for ${Name} must not be null`);
    values.set(Name, Value);
  }
  return values;
}

/** @throws InvalidParameterException `Invalid email address format.`, `Invalid phone number format.` */
function assertContactFormats(values: ReadonlyMap<string, string>): void {
  const email = values.get("email");
  if (email && !isEmailAddress(email)) throw new InvalidParameterException("Invalid email address format.");
  const phoneNumber = values.get("phone_number");
  if (phoneNumber && !isPhoneNumber(phoneNumber)) throw new InvalidParameterException("Invalid phone number format.");
}

/**
 * The attributes of a user who is being created, checked against the pool's schema; booleans in lower case. Of a name
 * that comes twice, the last value counts. A blank value is no value, as in an update (unconfirmed for creation).
 *
 * Whether required attributes are there is another question: see `assertRequiredAttributes`.
 *
 * @throws InvalidParameterException an attribute is not in the schema, is not for callers to write, or its value does
 *   not fit
 */
export function newUserAttributes(pool: UserPool, input: readonly AttributeType[] | undefined): AttributeValues {
  const values: Record<string, string> = {};
  const problems: AttributeProblem[] = [];
  const given = readAttributes(input);
  for (const [name, givenValue] of given) {
    const attribute = findSchemaAttribute(pool, name);
    if (!attribute) {
      throw new InvalidParameterException(
        `Attributes did not conform to the schema: Type for attribute {${name}} could not be determined`,
      );
    }
    if (givenValue === "") continue;
    const checked = checkAttributeValue(attribute, givenValue);
    if ("problem" in checked) problems.push({ attribute: name, text: checked.problem });
    else values[name] = checked.value;
  }
  assertContactFormats(given);
  if (problems.length > 0) throw nonconformity(problems);
  return values;
}

/**
 * Checks that a user who signs up has all attributes that the pool requires. Administrators may leave them out.
 *
 * @throws InvalidParameterException `Attributes did not conform to the schema: emails: The attribute emails is required`
 */
export function assertRequiredAttributes(pool: UserPool, values: AttributeValues): void {
  const problems = pool.schema
    .filter(({ Name = "", Required }) => Required && Name !== "sub" && !Object.hasOwn(values, Name))
    .map(({ Name = "" }) => SCIM_NAMES[Name] ?? Name)
    .map((attribute) => ({ attribute, text: `The attribute ${attribute} is required` }));
  if (problems.length > 0) throw nonconformity(problems);
}

/**
 * What a request wants to change of a user's attributes, checked against the pool's schema: the new value by name, the
 * empty text for an attribute that is to go.
 *
 * An attribute that is not mutable cannot be written after its user's creation, not even with the value that it has.
 *
 * @throws InvalidParameterException an attribute is not in the schema, is not mutable, is required and would go, or its
 *   value does not fit
 */
export function attributeChanges(
  pool: UserPool,
  input: readonly AttributeType[],
  writer: AttributeWriter,
): AttributeValues {
  const changes: Record<string, string> = {};
  const problems: AttributeProblem[] = [];
  const given = readAttributes(input);
  assertContactFormats(given);
  for (const [name, value] of given) {
    const attribute = findSchemaAttribute(pool, name);
    const checked = checkChange(attribute, value);
    if ("problem" in checked) problems.push({ attribute: name, text: checked.problem });
    else changes[name] = checked.value;
  }
  if (problems.length > 0) throw refusedChanges(problems, writer);
  return changes;
}

function checkChange(attribute: SchemaAttributeType | undefined, value: string) {
  if (!attribute) return { problem: "Attribute does not exist in the schema." };
  if (!attribute.Mutable) return { problem: "Attribute cannot be updated." };
  if (value !== "") return checkAttributeValue(attribute, value);
  return attribute.Required ? { problem: "Required attribute cannot be deleted." } : { value };
}

/** A user's attributes after changes, where the empty text takes an attribute away. */
export function withAttributeChanges(current: AttributeValues, changes: AttributeValues): AttributeValues {
  const after = Object.entries({ ...current, ...changes }).filter(([, value]) => value !== "");
  return Object.fromEntries(after);
}
