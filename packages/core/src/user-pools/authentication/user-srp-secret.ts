import { decoySrp } from "@cogmock/crypto";
import type { OperationContext } from "../../operation-context.ts";
import { poolNameOf, type UserPool } from "../pools/user-pool.ts";
import { requireSigningKey } from "../tokens/signing-keys.ts";
import { normalizeSignInName } from "../users/sign-in-names.ts";
import type { User } from "../users/user.ts";
import type { SrpSecret } from "./srp-exchange.ts";

/**
 * What a sign-in with SRP is begun and finished with in a name that nobody has: always the same for the same name, as it
 * is for a user. It is derived from a secret that the pool has for ever, its key for access tokens.
 *
 * @see RFC 5054, section 2.5.1.3; "Managing user existence error responses" in the Amazon Cognito Developer Guide, for
 *   a user id in the form of a UUID
 */
export async function decoySrpSecret(
  context: Pick<OperationContext, "store">,
  pool: UserPool,
  name: string,
): Promise<SrpSecret> {
  const { privateKey } = await requireSigningKey(context, pool.id, "access");
  const secret = Buffer.from(privateKey, "base64");
  return decoySrp({ secret, poolName: poolNameOf(pool), username: normalizeSignInName(pool, name) });
}

/** What a user signs in with by SRP. One without a password gets what no password fits. */
export async function srpSecretOfUser(
  context: Pick<OperationContext, "store">,
  pool: UserPool,
  { username, password }: Pick<User, "username" | "password">,
): Promise<SrpSecret> {
  if (!password) return { ...(await decoySrpSecret(context, pool, username)), userId: username };
  return {
    userId: username,
    salt: Buffer.from(password.salt, "hex"),
    verifier: Buffer.from(password.verifier, "base64"),
  };
}
