import { createHmac } from "node:crypto";
import { constantTimeEquals } from "./constant-time-equals.ts";

export interface SecretHashInput {
  /** As the client sends it in the same request. */
  readonly username: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/**
 * The `SECRET_HASH` of a client that has a secret: base64 of HMAC-SHA-256 over username and client id.
 *
 * @see Amazon Cognito Developer Guide, "Computing secret hash values"
 */
export function secretHash({ username, clientId, clientSecret }: SecretHashInput): string {
  return createHmac("sha256", clientSecret)
    .update(username + clientId, "utf8")
    .digest("base64");
}

/** Whether this is the secret hash that a client has to send; takes the same time for every wrong one. */
export function secretHashMatches(received: string, expected: SecretHashInput): boolean {
  return constantTimeEquals(received, secretHash(expected));
}
