import { createHash } from "node:crypto";
import { InvalidParameterException } from "@cogmock/protocol/errors";
import type { OperationContext } from "../../operation-context.ts";

/** AWS's tokens of ListUsers begin so in base64. */
const LEADING_BYTES = Buffer.from("CAIS", "base64");
const DIGEST_BYTES = 8;
const TIME_BYTES = 6;
const HEADER_BYTES = LEADING_BYTES.length + DIGEST_BYTES + TIME_BYTES;
/** "The pagination token expires one hour after it was issued." AWS API Reference, ListUsers */
const VALIDITY_MILLISECONDS = 3_600_000;

/** What a token is good for: the operation and those parameters that must not change between pages. */
export interface PageScope {
  readonly operation: string;
  readonly parameters: readonly unknown[];
}

function digestOf({ operation, parameters }: PageScope): Buffer {
  return createHash("sha256")
    .update(JSON.stringify([operation, ...parameters]))
    .digest()
    .subarray(0, DIGEST_BYTES);
}

/** The opaque token by which the next page is asked for; `undefined` after the last page. */
export function toPageToken(
  { clock }: Pick<OperationContext, "clock">,
  scope: PageScope,
  cursor: string | undefined,
): string | undefined {
  if (cursor === undefined) return undefined;
  const time = Buffer.alloc(TIME_BYTES);
  time.writeUIntBE(clock.now(), 0, TIME_BYTES);
  return Buffer.concat([LEADING_BYTES, digestOf(scope), time, Buffer.from(cursor)]).toString("base64");
}

/**
 * The cursor in a page token.
 *
 * @throws InvalidParameterException the token is not ours, was made for another pool or other parameters, or is over an
 *   hour old
 */
export function fromPageToken(
  { clock, requestId }: Pick<OperationContext, "clock" | "requestId">,
  scope: PageScope,
  token: string | undefined,
): string | undefined {
  if (token === undefined) return undefined;
  const bytes = Buffer.from(token, "base64");
  const isOurs =
    bytes.length > HEADER_BYTES &&
    bytes.toString("base64") === token &&
    bytes.subarray(0, LEADING_BYTES.length).equals(LEADING_BYTES) &&
    bytes.subarray(LEADING_BYTES.length, LEADING_BYTES.length + DIGEST_BYTES).equals(digestOf(scope));
  const age = isOurs ? clock.now() - bytes.readUIntBE(HEADER_BYTES - TIME_BYTES, TIME_BYTES) : Infinity;
  if (age > VALIDITY_MILLISECONDS) {
    throw new InvalidParameterException(`Paging marker ${token} is invalid for request ${requestId}`);
  }
  return bytes.subarray(HEADER_BYTES).toString();
}
