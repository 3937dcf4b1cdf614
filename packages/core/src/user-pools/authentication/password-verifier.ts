import { srpHex, startSrp } from "@cogmock/crypto";
import type { OperationContext } from "../../operation-context.ts";
import type { Challenge } from "./challenge.ts";
import { newSecretBlock } from "./secret-block.ts";
import type { SignInProgress } from "./sign-in-progress.ts";
import type { SrpSecret } from "./srp-exchange.ts";

/** What PASSWORD_VERIFIER is made of. */
interface PasswordVerifierInput {
  /** `srpSecretOfUser`'s or `decoySrpSecret`'s. */
  readonly secret: SrpSecret;
  /** As `requireSrpA` returned it. */
  readonly A: string;
  readonly progress: Pick<SignInProgress, "flow">;
}

/**
 * PASSWORD_VERIFIER: to prove that one knows the password. In USER_SRP_AUTH it has no `Session` besides the one in its
 * `SECRET_BLOCK`, in other flows it has both.
 */
export async function passwordVerifier(
  { random }: Pick<OperationContext, "random">,
  { secret: { userId, salt, verifier }, A, progress }: PasswordVerifierInput,
): Promise<Challenge> {
  const handshake = await startSrp({ A, verifier, randomBytes: (length) => random.bytes(length) });
  const secretBlock = newSecretBlock({ random });
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
