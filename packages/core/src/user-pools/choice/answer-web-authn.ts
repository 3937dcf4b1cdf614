import { NotAuthorizedException } from "@cogmock/protocol/errors";
import { requireAuthParameter } from "../authentication/auth-parameters.ts";
import type { AnswerableChallenge } from "../authentication/challenge-answer.ts";
import { continueSignIn, withProof } from "../authentication/sign-in.ts";
import { recordRefusal } from "../authentication/wrong-answer.ts";
import { usePasskey } from "./passkey-challenge.ts";

/** unconfirmed: AWS's text. */
const REFUSED = "Incorrect username or password.";

/**
 * WEB_AUTHN: what a passkey of the user's has signed. Another passkey, or one that signs wrongly, leaves the session good
 * for another answer.
 *
 * @throws InvalidParameterException `Missing required parameter CREDENTIAL`
 * @throws NotAuthorizedException the passkey is none of the user's, or has not signed this challenge, on a page and for a
 *   relying party that may ask for it, with the user verification that the pool asks for and a counter that has grown
 */
export const answerWebAuthn: AnswerableChallenge["answer"] = async (context, { signIn, responses }) => {
  const credential = requireAuthParameter(responses, "CREDENTIAL");
  const asked = signIn.session.memory?.passkey;
  const used = asked && (await usePasskey(context, signIn, asked, credential));
  if (!used) {
    await recordRefusal(context, signIn);
    throw new NotAuthorizedException(REFUSED);
  }
  const after = { ...signIn, writes: [...signIn.writes, used.write] };
  return continueSignIn(context, withProof(after, used.proof, "WEB_AUTHN"));
};
