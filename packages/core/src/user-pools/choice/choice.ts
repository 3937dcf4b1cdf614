import { InvalidParameterException } from "@cogmock/protocol/errors";
import { authParameter, type AuthParameters, requireAuthParameter } from "../authentication/auth-parameters.ts";
import type { FirstChallenge } from "./first-challenges.ts";

/** unconfirmed: AWS's text. */
const NOT_AVAILABLE = "The selected challenge is not available.";

/** What has to come with the choice of a challenge. */
const COMES_WITH: Readonly<Partial<Record<FirstChallenge, string>>> = { PASSWORD: "PASSWORD", PASSWORD_SRP: "SRP_A" };

/**
 * The challenge that a user prefers; without a preference, the only one there is. Nothing where they have to be asked,
 * which AWS does, too, where they prefer what they cannot have.
 */
export function preferredOf<Name extends FirstChallenge>(
  available: readonly Name[],
  parameters: AuthParameters,
): Name | undefined {
  const preferred = authParameter(parameters, "PREFERRED_CHALLENGE");
  const [only, ...others] = available;
  return available.find((name) => name === preferred) ?? (others.length === 0 ? only : undefined);
}

/**
 * The challenge that an answer to SELECT_CHALLENGE has chosen.
 *
 * @throws InvalidParameterException `Missing required parameter ANSWER`, or `PASSWORD`, or `SRP_A`, which go with their
 *   challenges; the challenge is none to choose from
 */
export function requireChoice<Name extends FirstChallenge>(
  available: readonly Name[],
  responses: AuthParameters,
): Name {
  const answer = requireAuthParameter(responses, "ANSWER");
  const chosen = available.find((name) => name === answer);
  if (chosen === undefined) throw new InvalidParameterException(NOT_AVAILABLE);
  const parameter = COMES_WITH[chosen];
  if (parameter !== undefined) requireAuthParameter(responses, parameter);
  return chosen;
}
