import type { RespondToAuthChallengeRequest } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import type { Stored } from "../../store/store.ts";
import { assertSecretHash, assertSecretHashSent, secretHashFits } from "../clients/secret-hash.ts";
import type { UserPoolClient } from "../clients/user-pool-client.ts";
import type { UserPool } from "../pools/user-pool.ts";
import { isTriggerFailure } from "../triggers/trigger-errors.ts";
import { findUserBySignInName, isNameOf } from "../users/user.ts";
import { users } from "../users/users.collection.ts";
import { authParameter, missingParameter, requireAuthParameter } from "./auth-parameters.ts";
import {
  assertPasswordUnchanged,
  burnAuthSession,
  invalidSession,
  requireAuthSession,
  sessionOfAnother,
} from "./auth-session.ts";
import type { AuthSession } from "./auth-sessions.collection.ts";
import type { SignInResponse } from "./challenge.ts";
import { CHALLENGES } from "./challenges.ts";
import { assertMaySignIn, unknownUser } from "./first-factor.ts";
import type { SignInCall } from "./sign-in-call.ts";
import { withDeviceKey } from "./sign-in-progress.ts";

/**
 * A hash is over the name in the answer or, from clients that go by `USER_ID_FOR_SRP`, over the real username.
 * unconfirmed: that AWS takes both.
 */
async function assertSecretHashOfAnswer(
  context: Pick<OperationContext, "store">,
  { pool, client }: { readonly pool: UserPool; readonly client: UserPoolClient },
  username: string,
  hash: string | undefined,
): Promise<void> {
  assertSecretHashSent(client, hash);
  if (hash === undefined || secretHashFits(client, username, hash)) return;
  const user = await findUserBySignInName(context, pool, username);
  assertSecretHash(client, user?.username ?? username, hash);
}

/** Ends the sign-in where a trigger fails in an answer: the same session takes no other. */
async function burningOnTriggerFailure(
  { store }: Pick<OperationContext, "store">,
  session: Stored<AuthSession>,
  answer: Promise<SignInResponse>,
): Promise<SignInResponse> {
  try {
    return await answer;
  } catch (error) {
    if (isTriggerFailure(error)) await store.commit([burnAuthSession(session)]);
    throw error;
  }
}

/** Whose challenge it is, and by what call it is answered. */
interface AnswerScope {
  readonly pool: UserPool;
  readonly client: UserPoolClient;
  readonly operation: SignInCall["operation"];
  readonly origin: SignInCall["origin"];
}

/** What the operations that answer a challenge have in common. */
type AnswerRequest = Pick<
  RespondToAuthChallengeRequest,
  "ChallengeName" | "Session" | "ChallengeResponses" | "ClientMetadata"
>;

/**
 * Answers a challenge: client and secret hash, session and user are checked here, the answer by the challenge's own
 * rules.
 *
 * @throws InvalidParameterException `Missing required parameter <name>`
 * @throws NotAuthorizedException whatever is wrong with the secret hash or the session; the user has been disabled, or
 *   deleted where the client hides that
 * @throws UserNotFoundException `User does not exist.`, where the user has been deleted
 * @throws as the pool's triggers: then the session is no good any more
 */
export async function answerChallenge(
  context: OperationContext,
  { pool, client, operation, origin }: AnswerScope,
  { ChallengeName, Session, ChallengeResponses: responses = {}, ClientMetadata: clientMetadata }: AnswerRequest,
): Promise<SignInResponse> {
  const username = requireAuthParameter(responses, "USERNAME");
  await assertSecretHashOfAnswer(context, { pool, client }, username, authParameter(responses, "SECRET_HASH"));
  const challenge = CHALLENGES[ChallengeName];
  const sessionText = challenge?.sessionOf ? challenge.sessionOf(responses, Session) : Session;
  if (!sessionText) throw missingParameter("Session");
  const session = await requireAuthSession(context, client, ChallengeName, sessionText);
  if (!challenge) throw invalidSession();
  const call: SignInCall = { operation, parameters: responses, clientMetadata, origin };
  if (session.sub === undefined) {
    if (!challenge.answerDecoy) throw unknownUser(client);
    const answer = challenge.answerDecoy(context, { pool, client, session, call, responses });
    return burningOnTriggerFailure(context, session, answer);
  }
  const user = await context.store.get(users, [session.userPoolId, session.sub]);
  if (!user) throw unknownUser(client);
  if (!isNameOf(pool, user, username)) throw sessionOfAnother();
  (challenge.assertAdmitted ?? assertMaySignIn)(user);
  assertPasswordUnchanged(session, user);
  const progress = withDeviceKey(session.progress, authParameter(responses, "DEVICE_KEY"));
  const signIn = { pool, client, user, userAsRead: user, call, progress, session, writes: [] };
  return burningOnTriggerFailure(context, session, challenge.answer(context, { signIn, responses }));
}
