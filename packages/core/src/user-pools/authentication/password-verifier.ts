import { srpHex, startSrp } from "@cogmock/crypto";
import type { OperationContext } from "../../operation-context.ts";
import type { Challenge } from "./challenge.ts";
import { newSecretBlock } from "./secret-block.ts";
import type { SignInProgress } from "./sign-in-progress.ts";
import { type SrpSubject, srpSecretOf } from "./user-srp-secret.ts";

/**
 * PASSWORD_VERIFIER: to prove that one knows the password. In USER_SRP_AUTH it has no `Session` besides the one in its
 * `SECRET_BLOCK`, in other flows it has both.
 *
 * @param A as `requireSrpA` returned it
 */
export async function passwordVerifier(
  context: Pick<OperationContext, "store" | "random">,
  { progress, ...subject }: SrpSubject & { readonly progress: SignInProgress },
  A: string,
): Promise<Challenge> {
  const { userId, salt, verifier } = await srpSecretOf(context, subject);
  const handshake = await startSrp({ A, verifier, randomBytes: (length) => context.random.bytes(length) });
  const secretBlock = newSecretBlock(context);
  return {
    name: "PASSWORD_VERIFIER",
    parameters: {
      SALT: srpHex(salt),
      SRP_B: handshake.B,
      SECRET_BLOCK: secretBlock.secretBlock,
      USERNAME: userId,
      USER_ID_FOR_SRP: userId,
    },
    memory: { handshake },
    secretBlock,
    omitsSession: progress.flow === "USER_SRP_AUTH",
  };
}
