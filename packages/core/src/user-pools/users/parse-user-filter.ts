import { InvalidParameterException } from "@cogmock/protocol/errors";

/** What a filter of ListUsers asks for: users whose attribute is, or begins with, a value. */
export interface UserFilter {
  readonly attribute: string;
  readonly operator: "=" | "^=";
  readonly value: string;
}

/**
 * An attribute name, bare or in quotes; `=` or `^=`; a value in double quotes, in which `\"` and `\\` stand for `"` and
 * `\`. White space may stand between them and around. There is one condition only: no AND, no OR.
 */
const FILTER = /^\s*(?:"(?<quoted>[^"]+)"|(?<bare>[^\s"'=^]+))\s*(?<operator>\^?=)\s*"(?<value>(?:[^"\\]|\\.)*)"\s*$/su;

/**
 * Reads the `Filter` of ListUsers. The empty filter asks for all users.
 *
 * @throws InvalidParameterException `Error while parsing filter.`
 * @see "Searching for users using the ListUsers API" in the Amazon Cognito Developer Guide
 */
export function parseUserFilter(text: string | undefined): UserFilter | undefined {
  if (text === undefined || text.trim() === "") return undefined;
  const groups = FILTER.exec(text)?.groups;
  const attribute = groups?.["quoted"] ?? groups?.["bare"];
  const value = groups?.["value"];
  if (attribute === undefined || value === undefined) {
    throw new InvalidParameterException("Error while parsing filter.");
  }
  return {
    attribute,
    operator: groups?.["operator"] === "^=" ? "^=" : "=",
    value: value.replace(/\\(["\\])/g, "$1"),
  };
}
