import type { OperationContext } from "../../operation-context.ts";
import type { Stored } from "../../store/store.ts";
import { type DecoySubject, openDecoySession, spendAuthSession } from "./auth-session.ts";
import type { AuthSession } from "./auth-sessions.collection.ts";
import { type Challenge, challengeResponse, type SignInResponse } from "./challenge.ts";

/** Ends a call about a name that nobody has with a challenge. @param decoy.session the session that the call was made in */
export async function poseDecoy(
  context: Pick<OperationContext, "store" | "clock" | "random">,
  decoy: DecoySubject & { readonly session?: Stored<AuthSession> | undefined },
  challenge: Challenge,
): Promise<SignInResponse> {
  const { write, session } = openDecoySession(context, decoy, challenge);
  await context.store.commit([write, ...(decoy.session ? [spendAuthSession(context, decoy.session)] : [])]);
  return challengeResponse(challenge, session);
}
