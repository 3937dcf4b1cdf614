import type { OperationContext } from "../../operation-context.ts";
import type { Challenge } from "../authentication/challenge.ts";
import type { SignIn } from "../authentication/sign-in.ts";
import { mfaChallenge, mfaChoice } from "../mfa/second-factor.ts";
import { mfaOf } from "../mfa/user-mfa.ts";
import { levelOf } from "./acr-level.ts";
import { methodsTo } from "./second-factors.ts";
import { lacksFactors } from "./step-up-refusals.ts";

/**
 * The second factor that a sign-in needs for the level that its client asked for: there are no tokens below it.
 *
 * @throws InvalidParameterException the user has lost what it takes since the sign-in began
 */
export function stepUpFactor(context: OperationContext, signIn: SignIn): Challenge | undefined {
  const { proofs, acrTarget } = signIn.progress;
  if (acrTarget === undefined || levelOf(proofs) >= acrTarget) return undefined;
  const methods = methodsTo(acrTarget, signIn, proofs);
  const [only, ...others] = methods;
  if (!only) throw lacksFactors();
  const { preferred } = mfaOf(signIn.user);
  const chosen = methods.find((method) => method === preferred) ?? (others.length === 0 ? only : undefined);
  return chosen ? mfaChallenge(context, signIn, chosen) : mfaChoice(signIn, methods);
}
