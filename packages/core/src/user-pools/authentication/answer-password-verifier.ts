import { poolNameOf } from "../pools/user-pool.ts";
import { normalizeSignInName, strangerOf } from "../users/sign-in-names.ts";
import { users } from "../users/users.collection.ts";
import { requireAuthParameter } from "./auth-parameters.ts";
import { sessionOfAnother } from "./auth-session.ts";
import { countFailure } from "./back-off.ts";
import type { AnswerableChallenge } from "./challenge-answer.ts";
import { assertPasswordProof, incorrectUsernameOrPassword } from "./first-factor.ts";
import { sessionOfSecretBlock } from "./secret-block.ts";
import { continueSignIn, withProof } from "./sign-in.ts";
import { isSrpProofRight, requireSrpAnswer } from "./srp-exchange.ts";
import { srpSecretOf } from "./user-srp-secret.ts";

/**
 * PASSWORD_VERIFIER: a right proof takes the sign-in on, in whatever flow it was asked for. A wrong one leaves the
 * session good for another.
 *
 * @throws InvalidParameterException a part of the proof is missing, or its time cannot be read: see `requireSrpAnswer`
 * @throws NotAuthorizedException, PasswordResetRequiredException as `assertPasswordProof`
 */
export const passwordVerifierAnswer: AnswerableChallenge = {
  sessionOf: sessionOfSecretBlock,
  answer: async (context, { signIn, responses }) => {
    const { pool, client, user, session } = signIn;
    const answer = requireSrpAnswer(responses);
    const secret = await srpSecretOf(context, { pool, client, user, username: user.username });
    const isRight = await isSrpProofRight(context, { client, session, poolName: poolNameOf(pool), secret, answer });
    await assertPasswordProof(context, signIn, isRight);
    return continueSignIn(context, withProof(signIn, "Password", "PASSWORD_VERIFIER"));
  },
  answerDecoy: async (context, { pool, client, session, responses }) => {
    // For nothing, as a user is read: so that it takes no longer for one.
    await context.store.get(users, [session.userPoolId, ""]);
    const { unknownName = "" } = session;
    const username = normalizeSignInName(pool, requireAuthParameter(responses, "USERNAME"));
    const secret = await srpSecretOf(context, { pool, client, user: undefined, username: unknownName });
    const names = [secret.userId, normalizeSignInName(pool, unknownName)];
    if (!names.includes(username)) throw sessionOfAnother();
    const answer = requireSrpAnswer(responses);
    await isSrpProofRight(context, { client, session, poolName: poolNameOf(pool), secret, answer });
    await countFailure(context, strangerOf(pool, unknownName));
    throw incorrectUsernameOrPassword();
  },
};
