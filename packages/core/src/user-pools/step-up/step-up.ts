import type { OperationContext } from "../../operation-context.ts";
import type { SignInProgress } from "../authentication/sign-in-progress.ts";
import type { FirstChallenge } from "../choice/first-challenges.ts";
import type { UserPool } from "../pools/user-pool.ts";
import type { User } from "../users/user.ts";
import { type AcrRequest, creditOf } from "./acr-request.ts";
import { assertStepsUp, requireTarget } from "./acr-target.ts";

/**
 * Where a sign-in begins that is to be worth a level: with what the access token has proved, if it shows one.
 *
 * @param user absent where nobody has the name
 * @param available what they may begin with
 * @throws NotAuthorizedException, InvalidParameterException as `creditOf`, `requireTarget` and `assertStepsUp`
 */
export async function steppingUp(
  context: Pick<OperationContext, "store" | "clock">,
  progress: SignInProgress,
  request: AcrRequest,
  subject: { readonly pool: UserPool; readonly user: User | undefined },
  available: readonly FirstChallenge[],
): Promise<SignInProgress> {
  const proofs = await creditOf(context, request, subject.user);
  const acrTarget = requireTarget(request.levels, subject, proofs, available);
  assertStepsUp(acrTarget, proofs);
  return { ...progress, proofs, acrTarget };
}
