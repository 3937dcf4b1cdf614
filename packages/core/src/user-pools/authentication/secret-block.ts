import type { OperationContext } from "../../operation-context.ts";
import { type AuthParameters, requireAuthParameter } from "./auth-parameters.ts";
import { invalidSession, newSessionString, sessionBytes, sessionString } from "./auth-session.ts";

/** A session that a client gets in a `SECRET_BLOCK`, which is what its proof of a password is signed over. */
export interface SecretBlock {
  /** `SECRET_BLOCK`: base64. */
  readonly secretBlock: string;
  /** The session that the block stands for, as `Session` has it. */
  readonly session: string;
}

/** A new session, and its block: the same random bytes, in base64 with padding. */
export function newSecretBlock(context: Pick<OperationContext, "random">): SecretBlock {
  const session = newSessionString(context);
  return { session, secretBlock: Buffer.from(sessionBytes(session)).toString("base64") };
}

/**
 * The session of an answer that repeats a `SECRET_BLOCK`. A `Session` may be left out; where it is sent, too, it has to
 * be the same.
 *
 * @throws InvalidParameterException `Missing required parameter PASSWORD_CLAIM_SECRET_BLOCK`
 * @throws NotAuthorizedException `Invalid session for the user.`: the block did not come back as it was sent
 *   (unconfirmed: that AWS answers so)
 */
export function sessionOfSecretBlock(responses: AuthParameters, session: string | undefined): string {
  const secretBlock = requireAuthParameter(responses, "PASSWORD_CLAIM_SECRET_BLOCK");
  const bytes = Buffer.from(secretBlock, "base64");
  const inBlock = sessionString(bytes);
  if (bytes.toString("base64") !== secretBlock || (session ?? inBlock) !== inBlock) throw invalidSession();
  return inBlock;
}
