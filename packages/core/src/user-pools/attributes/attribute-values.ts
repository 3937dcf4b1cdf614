import type { SchemaAttributeType } from "@cogmock/protocol/user-pools";

/** A value as it is stored, or what is wrong with it, in AWS's words. */
export type CheckedValue = { readonly value: string } | { readonly problem: string };

/** unconfirmed: AWS's texts for values of the wrong type and for numbers out of range. Those for lengths are recorded. */
const PROBLEMS = {
  notANumber: "Attribute value must be a number",
  numberTooSmall: (minimum: number) => `Number must be no less than ${minimum}`,
  numberTooLarge: (maximum: number) => `Number must be no greater than ${maximum}`,
  notABoolean: "Attribute value must be true or false",
  notADateTime: "Attribute value must be a date and time",
  tooShort: (minimum: number) => `String must be no shorter than ${minimum} characters`,
  tooLong: (maximum: number) => `String must be no longer than ${maximum} characters`,
};

const DECIMAL = /^-?\d+(\.\d+)?$/;
/** unconfirmed: which forms AWS takes. These are ISO 8601 and, as for `updated_at`, seconds since the epoch. */
const DATE_TIME = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})?)?$/;
const EPOCH_SECONDS = /^\d{1,16}$/;

/**
 * unconfirmed: which addresses AWS takes for well-formed. This asks for one `@`, a domain of at least two labels, and no
 * white space.
 */
const EMAIL = /^[^\s@"(),:;<>[\\\]]+@[^\s@.,:;<>()[\\\]"]+(\.[^\s@.,:;<>()[\\\]"]+)+$/;
/** E.164, as AWS asks for it: a plus sign and at most fifteen digits. */
const PHONE_NUMBER = /^\+\d{1,15}$/;

/** Whether this is the form of an e-mail address. */
export function isEmailAddress(text: string): boolean {
  return EMAIL.test(text);
}

/** Whether this is the form of a phone number. @see "Standard attributes" in the Amazon Cognito Developer Guide */
export function isPhoneNumber(text: string): boolean {
  return PHONE_NUMBER.test(text);
}

function checkString({ StringAttributeConstraints: limits }: SchemaAttributeType, value: string): CheckedValue {
  const minimum = Number(limits?.MinLength ?? 0);
  const maximum = Number(limits?.MaxLength ?? Infinity);
  if (value.length < minimum) return { problem: PROBLEMS.tooShort(minimum) };
  if (value.length > maximum) return { problem: PROBLEMS.tooLong(maximum) };
  return { value };
}

function checkNumber({ NumberAttributeConstraints: limits }: SchemaAttributeType, value: string): CheckedValue {
  const number = Number(value);
  if (!DECIMAL.test(value) || !Number.isFinite(number)) return { problem: PROBLEMS.notANumber };
  const minimum = Number(limits?.MinValue ?? -Infinity);
  const maximum = Number(limits?.MaxValue ?? Infinity);
  if (number < minimum) return { problem: PROBLEMS.numberTooSmall(minimum) };
  if (number > maximum) return { problem: PROBLEMS.numberTooLarge(maximum) };
  return { value };
}

/** `True` and `TRUE` count as true, and are stored in lower case: as recorded from AWS. */
function checkBoolean(value: string): CheckedValue {
  const lowerCase = value.toLowerCase();
  return lowerCase === "true" || lowerCase === "false" ? { value: lowerCase } : { problem: PROBLEMS.notABoolean };
}

function checkDateTime(value: string): CheckedValue {
  const isDateTime = EPOCH_SECONDS.test(value) || (DATE_TIME.test(value) && !Number.isNaN(Date.parse(value)));
  return isDateTime ? { value } : { problem: PROBLEMS.notADateTime };
}

/** Checks a value against the type and the limits of its attribute. */
export function checkAttributeValue(attribute: SchemaAttributeType, value: string): CheckedValue {
  switch (attribute.AttributeDataType) {
    case "Number":
      return checkNumber(attribute, value);
    case "Boolean":
      return checkBoolean(value);
    case "DateTime":
      return checkDateTime(value);
    default:
      return checkString(attribute, value);
  }
}
