import { InvalidParameterException, UserPoolTaggingException } from "@cogmock/protocol/errors";

/** Names and values of a pool's tags. */
export type Tags = Readonly<Record<string, string>>;

/** @see "Tag restrictions" in "Tagging Amazon Cognito resources" in the Amazon Cognito Developer Guide */
const MAX_TAGS = 50;
const RESERVED_PREFIX = "aws:";
const NOT_ALLOWED = /[^\p{L}\p{N}\p{Z}_.:/=+\-@]/u;

/** What is wrong with these tags as the tags of a pool. Lengths are the wire's. */
function findFault(tags: Tags): string | undefined {
  // unconfirmed: the wordings.
  if (Object.keys(tags).length > MAX_TAGS) return `A user pool cannot have more than ${MAX_TAGS} tags.`;
  for (const [key, value] of Object.entries(tags)) {
    if (key.toLowerCase().startsWith(RESERVED_PREFIX)) {
      return `${RESERVED_PREFIX} prefixed tag key names are not allowed for external use.`;
    }
    if (NOT_ALLOWED.test(key) || NOT_ALLOWED.test(value)) {
      return `The tag ${key} has characters that are not allowed. Letters, numbers, spaces and _ . : / = + - @ are.`;
    }
  }
  return undefined;
}

/** Checks the tags that come with a pool. @throws UserPoolTaggingException they break a rule */
export function assertPoolTags(tags: Tags | undefined): void {
  const fault = findFault(tags ?? {});
  if (fault !== undefined) throw new UserPoolTaggingException(fault);
}

/**
 * Checks tags that are being added, and the tags that the pool would have.
 *
 * @throws InvalidParameterException they break a rule
 */
export function assertTags(tags: Tags): void {
  const fault = findFault(tags);
  if (fault !== undefined) throw new InvalidParameterException(fault);
}
