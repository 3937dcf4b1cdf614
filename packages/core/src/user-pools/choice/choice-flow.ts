import type { OperationContext } from "../../operation-context.ts";
import type { AuthFlowInput } from "../authentication/auth-flows.ts";
import { authParameter, requireAuthParameter } from "../authentication/auth-parameters.ts";
import { beforeAuthentication } from "../authentication/before-authentication.ts";
import type { SignInResponse } from "../authentication/challenge.ts";
import type { DecoySignIn } from "../authentication/custom-sign-in.ts";
import { assertMaySignIn, findSignInUser } from "../authentication/first-factor.ts";
import { poseDecoy } from "../authentication/pose-decoy.ts";
import { poseChallenge, type SignIn } from "../authentication/sign-in.ts";
import { assertSecretHash } from "../clients/secret-hash.ts";
import { assertEnabled, type User } from "../users/user.ts";
import { preferredOf } from "./choice.ts";
import { availableToStranger, poseFirstDecoy } from "./choice-of-stranger.ts";
import { availableChallenges, type FirstChallenge } from "./first-challenges.ts";
import { poseFirstChallenge } from "./pose-first-challenge.ts";
import { signInAfterSignUp } from "./sign-in-after-sign-up.ts";

/** To choose from `AvailableChallenges`. */
const SELECT_CHALLENGE = { name: "SELECT_CHALLENGE", parameters: {} } as const;

/**
 * Checks that an unconfirmed user can become a confirmed one by signing in: with a code.
 *
 * @throws UserNotConfirmedException `User is not confirmed.`, where there is no code to choose
 */
function assertCanBeConfirmed(user: User, available: readonly FirstChallenge[]): void {
  if (!available.includes("EMAIL_OTP") && !available.includes("SMS_OTP")) assertMaySignIn(user);
}

/** Begins with the challenge that the user prefers, or lets them choose. */
async function beginByChoice(context: OperationContext, signIn: SignIn): Promise<SignInResponse> {
  const available = await availableChallenges(context, signIn.pool, signIn.user);
  assertCanBeConfirmed(signIn.user, available);
  const chosen = preferredOf(available, signIn.call.parameters);
  return chosen
    ? poseFirstChallenge(context, signIn, chosen, available)
    : poseChallenge(context, signIn, { ...SELECT_CHALLENGE, available });
}

/** The same for a stranger. */
async function beginDecoy(context: OperationContext, decoy: DecoySignIn): Promise<SignInResponse> {
  const { parameters } = decoy.call;
  const available = availableToStranger(decoy, authParameter(parameters, "PREFERRED_CHALLENGE"));
  const chosen = preferredOf(available, parameters);
  return chosen
    ? poseFirstDecoy(context, decoy, chosen, available)
    : poseDecoy(context, decoy, { ...SELECT_CHALLENGE, available });
}

/**
 * USER_AUTH: a username, and a choice of what to sign in with.
 *
 * @throws UserNotFoundException `User does not exist.`, unless the client hides that
 * @throws NotAuthorizedException `User is disabled.`
 * @throws UserNotConfirmedException `User is not confirmed.`
 * @throws as `signInAfterSignUp`, `beforeAuthentication` and `poseFirstChallenge`
 * @see "Choice-based authentication" in the Amazon Cognito Developer Guide
 */
export async function choiceFlow(context: OperationContext, input: AuthFlowInput): Promise<SignInResponse> {
  const { flow, pool, client, call } = input;
  const username = requireAuthParameter(call.parameters, "USERNAME");
  assertSecretHash(client, username, authParameter(call.parameters, "SECRET_HASH"));
  if (call.session !== undefined) return signInAfterSignUp(context, input, call.session);
  const found = await findSignInUser(context, { pool, client }, username);
  if (found) assertEnabled(found);
  const attempt = { pool, client, call, user: found, username, assertAdmitted: assertEnabled };
  const user = await beforeAuthentication(context, attempt);
  const progress = { flow, proofs: [], deviceKey: authParameter(call.parameters, "DEVICE_KEY") } as const;
  if (!user) return beginDecoy(context, { pool, client, unknownName: username, call, progress });
  return beginByChoice(context, { pool, client, user, userAsRead: user, call, progress, writes: [] });
}
