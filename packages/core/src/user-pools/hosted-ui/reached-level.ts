import type { Proof } from "../authentication/sign-in-progress.ts";
import { type AcrLevel, acrValueOf, levelOf, levelsCalled } from "../step-up/acr-level.ts";
import type { HostedClient } from "./grant-tokens.ts";

/**
 * The levels that an authorization request asks for, the most wanted first: those that the pool knows. None in the Lite
 * tier, where the endpoint passes over them in silence.
 */
export function targetLevels({ pool }: Pick<HostedClient, "pool">, acrValues: string | undefined): readonly AcrLevel[] {
  if (acrValues === undefined || pool.settings.UserPoolTier === "LITE") return [];
  return levelsCalled(pool, acrValues.split(" "));
}

/**
 * Whether a session is worth what an authorization request asks for, and the `acr` that its tokens have then, where it
 * asks for any.
 *
 * unconfirmed: that a session is not enough which is worth the second choice only.
 */
export function reachedLevel(
  hosted: Pick<HostedClient, "pool">,
  acrValues: string | undefined,
  proofs: readonly Proof[],
): { readonly isEnough: boolean; readonly acr?: string | undefined } {
  const [target] = targetLevels(hosted, acrValues);
  if (target === undefined) return { isEnough: true };
  const level = levelOf(proofs);
  return { isEnough: level >= target, acr: level === 0 ? undefined : acrValueOf(hosted.pool, level) };
}
