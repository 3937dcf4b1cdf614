import type { OperationContext } from "../../operation-context.ts";
import type { AuthFlowInput } from "../authentication/auth-flows.ts";
import { authParameter, requireAuthParameter } from "../authentication/auth-parameters.ts";
import { beforeAuthentication } from "../authentication/before-authentication.ts";
import type { SignInResponse } from "../authentication/challenge.ts";
import type { DecoySignIn } from "../authentication/custom-sign-in.ts";
import { assertMaySignIn, findSignInUser } from "../authentication/first-factor.ts";
import { poseDecoy } from "../authentication/pose-decoy.ts";
import { continueSignIn, poseChallenge, type SignIn } from "../authentication/sign-in.ts";
import { assertSecretHash } from "../clients/secret-hash.ts";
import { hidesUserExistence } from "../sign-up/user-of-client.ts";
import { type AcrRequest, readAcrRequest } from "../step-up/acr-request.ts";
import { challengesTo, leadsTo } from "../step-up/acr-target.ts";
import { steppingUp } from "../step-up/step-up.ts";
import type { Stored } from "../../store/store.ts";
import { callsFunction } from "../triggers/call-trigger.ts";
import { migrateUser } from "../users/migrate-user.ts";
import { assertEnabled, findUserBySignInName, type User } from "../users/user.ts";
import { preferredOf } from "./choice.ts";
import { availableToStranger, poseFirstDecoy } from "./choice-of-stranger.ts";
import { availableChallenges, type FirstChallenge } from "./first-challenges.ts";
import { poseFirstChallenge } from "./pose-first-challenge.ts";
import { signInAfterSignUp } from "./sign-in-after-sign-up.ts";

/**
 * Looks for a user elsewhere, where their password comes with the call. Nobody is looked for who wants to sign in without
 * one.
 *
 * @see "Migrate user Lambda trigger" in the Amazon Cognito Developer Guide
 */
async function migrateByPassword(
  context: OperationContext,
  { pool, client, call }: AuthFlowInput,
  username: string,
): Promise<Stored<User> | undefined> {
  const password = authParameter(call.parameters, "PASSWORD");
  if (!password || authParameter(call.parameters, "PREFERRED_CHALLENGE") !== "PASSWORD") return undefined;
  const validationData = call.clientMetadata;
  return migrateUser(context, {
    source: "UserMigration_Authentication",
    pool,
    client,
    username,
    password,
    validationData,
  });
}

/**
 * Whether somebody whom nobody knows is asked for a password, for they may be known elsewhere: on the pages, which ask for
 * the name first. unconfirmed: that AWS's pages do so where the client may be told that there is no such user.
 */
function mayBeElsewhere(context: OperationContext, { pool, call }: AuthFlowInput): boolean {
  return call.isHosted === true && callsFunction(context, pool, "UserMigration");
}

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

/**
 * Begins with the challenge that the user prefers, or lets them choose. Where a password was proved not long ago, a second
 * factor may be all that the sign-in needs to be worth what it is to be worth.
 */
async function beginByChoice(
  context: OperationContext,
  begun: SignIn,
  request: AcrRequest | undefined,
): Promise<SignInResponse> {
  const { pool, user, call } = begun;
  const all = await availableChallenges(context, pool, user);
  assertCanBeConfirmed(user, all);
  const progress = request ? await steppingUp(context, begun.progress, request, begun, all) : begun.progress;
  const signIn = { ...begun, progress };
  const { acrTarget, proofs } = progress;
  if (acrTarget !== undefined && leadsTo(acrTarget, signIn, proofs)) return continueSignIn(context, signIn);
  const available = challengesTo(progress, signIn, all);
  const chosen = preferredOf(available, call.parameters);
  return chosen
    ? poseFirstChallenge(context, signIn, chosen, available)
    : poseChallenge(context, signIn, { ...SELECT_CHALLENGE, available });
}

/** The same for a stranger. */
async function beginDecoy(
  context: OperationContext,
  begun: DecoySignIn,
  request: AcrRequest | undefined,
): Promise<SignInResponse> {
  const { parameters } = begun.call;
  const stranger = { pool: begun.pool, user: undefined };
  const all = availableToStranger(begun, authParameter(parameters, "PREFERRED_CHALLENGE"));
  const progress = request ? await steppingUp(context, begun.progress, request, stranger, all) : begun.progress;
  const decoy = { ...begun, progress };
  const available = challengesTo(progress, stranger, all);
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
 * @throws as `readAcrRequest`, `steppingUp`, `signInAfterSignUp`, `migrateUser`, `beforeAuthentication` and `poseFirstChallenge`
 * @see "Choice-based authentication" in the Amazon Cognito Developer Guide
 */
export async function choiceFlow(context: OperationContext, input: AuthFlowInput): Promise<SignInResponse> {
  const { flow, pool, client, call } = input;
  const username = requireAuthParameter(call.parameters, "USERNAME");
  assertSecretHash(client, username, authParameter(call.parameters, "SECRET_HASH"));
  const request = readAcrRequest(pool, call.parameters);
  if (call.session !== undefined) return signInAfterSignUp(context, input, call.session, request?.levels);
  const found = mayBeElsewhere(context, input)
    ? ((await findUserBySignInName(context, pool, username)) ?? (await migrateByPassword(context, input, username)))
    : await findSignInUser(context, { pool, client }, username, () => migrateByPassword(context, input, username));
  if (found) assertEnabled(found);
  const attempt = { pool, client, call, user: found, username, assertAdmitted: assertEnabled };
  // Of strangers the trigger of a client that may know of them is not asked.
  const isAsked = found !== undefined || hidesUserExistence(client);
  const user = isAsked ? await beforeAuthentication(context, attempt) : undefined;
  const deviceKey = authParameter(call.parameters, "DEVICE_KEY");
  const progress = { flow, isHosted: call.isHosted, proofs: [], deviceKey } as const;
  if (!user) return beginDecoy(context, { pool, client, unknownName: username, call, progress }, request);
  return beginByChoice(context, { pool, client, user, userAsRead: user, call, progress, writes: [] }, request);
}
