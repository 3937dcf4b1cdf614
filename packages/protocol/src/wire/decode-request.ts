import { isUtf8 } from "node:buffer";
import { SerializationException, UnknownOperationException } from "../errors/framework-exceptions.ts";
import { findOperation } from "../operations/find-operation.ts";
import type { Operation, ServiceName } from "../operations/operation.ts";
import { validateInput } from "../validation/validate-input.ts";

/** What of an HTTP request says which operation is called with what. */
export interface WireRequest {
  /** The header `X-Amz-Target`. */
  readonly target: string | undefined;
  /** The header `Content-Type`. */
  readonly contentType: string | undefined;
  readonly body: string | Uint8Array;
}

/** An operation with an input that fits it. */
export interface DecodedRequest {
  readonly service: ServiceName;
  readonly operation: Operation;
  readonly input: unknown;
}

const SERVICES_BY_TARGET: ReadonlyMap<string, ServiceName> = new Map([
  ["AWSCognitoIdentityProviderService", "user-pools"],
  ["AWSCognitoIdentityService", "identity-pools"],
]);

/** unconfirmed: that AWS takes plain JSON, and what it answers to other types. */
const CONTENT_TYPE = /^application\/(?:x-amz-json-1\.[01]|json)\s*(?:;|$)/i;

/**
 * Reads a request of the protocol awsJson1_1.
 *
 * @throws UnknownOperationException no target, not one of ours, or not JSON by its content type
 * @throws SerializationException the body is not JSON, or a value in it has the wrong type
 * @throws InvalidParameterException of user pools: constraints are broken
 * @throws ValidationException of identity pools: likewise
 * @see https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html
 */
export function decodeRequest({ target, contentType, body }: WireRequest): DecodedRequest {
  const operation = findTarget(target);
  if (operation === undefined || !CONTENT_TYPE.test(contentType ?? "")) {
    // AWS names neither the operation nor the reason.
    throw new UnknownOperationException("");
  }
  return { service: operation.service, operation, input: validateInput(operation, parseBody(body)) };
}

/**
 * The operation that a target names: `AWSCognitoIdentityProviderService.SignUp`. Undefined when there is none, so
 * that a server can tell before it reads a body.
 */
export function findTarget(target: string | undefined): Operation | undefined {
  const dot = target?.indexOf(".") ?? -1;
  const service = SERVICES_BY_TARGET.get(target?.slice(0, dot) ?? "");
  return service === undefined || target === undefined ? undefined : findOperation(service, target.slice(dot + 1));
}

/** unconfirmed: AWS's text for a body that is not JSON; several clients report a null message. */
const NOT_JSON = "";

function parseBody(body: string | Uint8Array): unknown {
  if (typeof body !== "string" && !isUtf8(body)) throw new SerializationException(NOT_JSON);
  const text =
    typeof body === "string" ? body : Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString("utf8");
  // unconfirmed: that no body and `null` are an input without members.
  if (text === "") return {};
  try {
    return (JSON.parse(text) as unknown) ?? {};
  } catch (cause) {
    throw new SerializationException(NOT_JSON, { cause });
  }
}
