import { normalizeSignInName } from "../users/sign-in-names.ts";
import { poolNameOf } from "../pools/user-pool.ts";
import { requireAuthParameter } from "./auth-parameters.ts";
import { sessionOfAnotherUser } from "./auth-session.ts";
import type { AnswerableChallenge } from "./challenge-answer.ts";
import { assertPasswordProof, incorrectUsernameOrPassword } from "./first-factor.ts";
import { continueSignIn, withProof } from "./sign-in.ts";
import { isSrpProofRight, requireSrpAnswer } from "./srp-exchange.ts";
import { decoySrpSecret, srpSecretOfUser } from "./user-srp-secret.ts";

/**
 * PASSWORD_VERIFIER: a right proof takes the sign-in on, in whatever flow it was asked for. A wrong one leaves the
 * session good for another.
 *
 * @throws InvalidParameterException a part of the proof is missing, or its time cannot be read: see `requireSrpAnswer`
 * @throws NotAuthorizedException, PasswordResetRequiredException as `assertPasswordProof`
 */
export const answerPasswordVerifier: AnswerableChallenge["answer"] = async (context, { signIn, responses }) => {
  const { pool, client, user, session } = signIn;
  const answer = requireSrpAnswer(responses);
  const secret = await srpSecretOfUser(context, pool, user);
  const isRight = await isSrpProofRight(context, { client, session, poolName: poolNameOf(pool), secret, answer });
  assertPasswordProof(context, signIn, isRight);
  return continueSignIn(context, withProof(signIn, "Password", "PASSWORD_VERIFIER"));
};

/**
 * Refuses the proof of a password of nobody.
 *
 * @throws InvalidParameterException, NotAuthorizedException as for a wrong proof of a user's
 */
export const answerDecoyPasswordVerifier: NonNullable<AnswerableChallenge["answerDecoy"]> = async (
  context,
  { pool, client, session, responses },
) => {
  const { unknownName = "" } = session;
  const username = requireAuthParameter(responses, "USERNAME");
  const secret = await decoySrpSecret(context, pool, unknownName);
  const names = [secret.userId, normalizeSignInName(pool, unknownName)];
  if (!names.includes(normalizeSignInName(pool, username))) throw sessionOfAnotherUser();
  const answer = requireSrpAnswer(responses);
  await isSrpProofRight(context, { client, session, poolName: poolNameOf(pool), secret, answer });
  throw incorrectUsernameOrPassword();
};
