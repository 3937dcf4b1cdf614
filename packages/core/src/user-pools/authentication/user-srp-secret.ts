import { decoySrp } from "@cogmock/crypto";
import type { OperationContext } from "../../operation-context.ts";
import type { UserPoolClient } from "../clients/user-pool-client.ts";
import { poolNameOf, type UserPool } from "../pools/user-pool.ts";
import { hidesUserExistence } from "../sign-up/user-of-client.ts";
import { requireSigningKey } from "../tokens/signing-keys.ts";
import { normalizeSignInName } from "../users/sign-in-names.ts";
import type { User } from "../users/user.ts";
import type { SrpSecret } from "./srp-exchange.ts";

/** Who wants to sign in with SRP. */
export interface SrpSubject {
  readonly pool: UserPool;
  readonly client: UserPoolClient;
  /** Absent where nobody has the name, and the client hides that. */
  readonly user: Pick<User, "username" | "password"> | undefined;
  /** The name as typed. */
  readonly username: string;
}

/**
 * What a sign-in with SRP is begun and finished with in a name that nobody has: always the same for the same name, as it
 * is for a user. It is derived from a secret that the pool has for ever, its key for access tokens.
 *
 * @see RFC 5054, section 2.5.1.3; "Managing user existence error responses" in the Amazon Cognito Developer Guide, for
 *   a user id in the form of a UUID
 */
async function decoySecret(
  context: Pick<OperationContext, "store">,
  pool: UserPool,
  username: string,
): Promise<SrpSecret> {
  const { privateKey } = await requireSigningKey(context, pool.id, "access");
  return decoySrp({ secret: Buffer.from(privateKey, "base64"), poolName: poolNameOf(pool), username });
}

/** What is kept of a user's password. Where there is none, or no user, it is something that no password fits. */
export async function srpSecretOf(
  context: Pick<OperationContext, "store">,
  { pool, client, user, username }: SrpSubject,
): Promise<SrpSecret> {
  if (!user) return decoySecret(context, pool, normalizeSignInName(pool, username));
  const { username: userId, password } = user;
  if (!password) return { ...(await decoySecret(context, pool, userId)), userId };
  // For nothing, so that it does not take longer in a name that nobody has.
  if (hidesUserExistence(client)) await decoySecret(context, pool, userId);
  return { userId, salt: Buffer.from(password.salt, "hex"), verifier: Buffer.from(password.verifier, "base64") };
}
