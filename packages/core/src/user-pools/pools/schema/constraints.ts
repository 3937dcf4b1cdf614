import { InvalidParameterException } from "@cogmock/protocol/errors";
import type { AttributeDataType, SchemaAttributeType } from "@cogmock/protocol/user-pools";

/** AWS stores no longer text in an attribute. */
const MAX_LENGTH = 2048;

/** The limits of an attribute's values, by its data type. Booleans and dates have none. */
export type AttributeConstraints = Pick<
  SchemaAttributeType,
  "StringAttributeConstraints" | "NumberAttributeConstraints"
>;

/** How the limits of an attribute are called in errors: AWS has one set of wordings for each kind of attribute. */
interface LimitWordings {
  readonly lengths: string;
  readonly values: string;
}

function wordings(name: string): LimitWordings {
  return name.includes("custom:")
    ? {
        lengths: `Attribute ${name} cannot have a max length shorter than it's min length`,
        values: `Attribute ${name} cannot have a max value smaller than it's min value`,
      }
    : {
        lengths: `user.${name}: Max length cannot be less than min length.`,
        values: `user.${name}: Max value cannot be less than min value.`,
      };
}

/** Whether each limit that is given is a whole number, not negative. */
function areLimits(...limits: readonly (string | undefined)[]): boolean {
  return limits.every((limit) => limit === undefined || /^\d{1,15}$/.test(limit));
}

function exceeds(least: string | undefined, most: string | undefined): boolean {
  return least !== undefined && most !== undefined && Number(least) > Number(most);
}

function stringConstraints(
  name: string,
  { MinLength, MaxLength }: NonNullable<SchemaAttributeType["StringAttributeConstraints"]>,
): AttributeConstraints {
  if (!areLimits(MinLength, MaxLength)) {
    throw new InvalidParameterException(`Invalid StringAttributeConstraints for schema attribute ${name}`);
  }
  if (exceeds(MaxLength, String(MAX_LENGTH))) {
    throw new InvalidParameterException(
      `user.${name}: String attributes cannot have a length of more than ${MAX_LENGTH}`,
    );
  }
  if (exceeds(MinLength, MaxLength)) throw new InvalidParameterException(wordings(name).lengths);
  return { StringAttributeConstraints: { MinLength, MaxLength } };
}

function numberConstraints(
  name: string,
  { MinValue, MaxValue }: NonNullable<SchemaAttributeType["NumberAttributeConstraints"]>,
): AttributeConstraints {
  // unconfirmed: that a limit cannot be negative.
  if (!areLimits(MinValue, MaxValue)) {
    throw new InvalidParameterException(`Invalid NumberAttributeConstraints for schema attribute ${name}`);
  }
  if (exceeds(MinValue, MaxValue)) throw new InvalidParameterException(wordings(name).values);
  return { NumberAttributeConstraints: { MinValue, MaxValue } };
}

/**
 * The limits of an attribute: those that were given for its data type, and the defaults where one was not.
 *
 * @param name the attribute's full name, for errors
 * @throws InvalidParameterException a limit is no number or too great, or the lower one is above the upper one
 */
export function attributeConstraints(
  name: string,
  dataType: AttributeDataType,
  given: AttributeConstraints,
  defaults: AttributeConstraints = {},
): AttributeConstraints {
  switch (dataType) {
    case "String":
      return stringConstraints(name, { ...defaults.StringAttributeConstraints, ...given.StringAttributeConstraints });
    case "Number":
      return numberConstraints(name, { ...defaults.NumberAttributeConstraints, ...given.NumberAttributeConstraints });
    default:
      return {};
  }
}
