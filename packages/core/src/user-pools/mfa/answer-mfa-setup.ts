import { InvalidParameterException } from "@cogmock/protocol/errors";
import type { OperationContext } from "../../operation-context.ts";
import { newUserAttributes } from "../attributes/attribute-schema.ts";
import { assertClientMayWrite } from "../attributes/client-permissions.ts";
import { authParameter } from "../authentication/auth-parameters.ts";
import { invalidSession } from "../authentication/auth-session.ts";
import type { AnswerableChallenge, ChallengeAnswerInput } from "../authentication/challenge-answer.ts";
import type { SignInResponse } from "../authentication/challenge.ts";
import { sendCode } from "../authentication/sent-code.ts";
import { continueSignIn, poseChallenge, type SignIn, withProof } from "../authentication/sign-in.ts";
import { assertNameIsFree } from "../users/taken-names.ts";
import { isOffered } from "./mfa-methods.ts";
import { assertSetupIsDue } from "./setup-session.ts";
import { mfaOf } from "./user-mfa.ts";
import { softwareTokenNotSetUp } from "./verify-software-token.ts";

/** unconfirmed: AWS's text. */
const EMAIL_NOT_OFFERED = "Email MFA has not been enabled by the userPool";

/** Asks for a code that goes to an e-mail address. The user gets the address together with the second factor. */
async function setUpEmail(context: OperationContext, signIn: SignIn, email: string): Promise<SignInResponse> {
  const { pool, client, user } = signIn;
  if (!isOffered(pool, "EMAIL_OTP")) throw new InvalidParameterException(EMAIL_NOT_OFFERED);
  assertSetupIsDue(pool, user);
  assertClientMayWrite(client, ["email"]);
  newUserAttributes(pool, [{ Name: "email", Value: email }]);
  await assertNameIsFree(context, pool, user, "email", email);
  const sent = sendCode(context, signIn, "Mfa", { attribute: "email", to: email }, true);
  const progress = { ...signIn.progress, met: "MFA_SETUP" } as const;
  return poseChallenge(
    context,
    { ...signIn, progress },
    { ...sent, name: "EMAIL_OTP", parameters: { ...sent.parameters, USER_ID_FOR_SRP: user.username } },
  );
}

/**
 * Whether the app that was verified in this sign-in is still the user's.
 *
 * @throws InvalidParameterException no app was set up, or none verified
 * @throws NotAuthorizedException another app took its place
 */
function assertSoftwareTokenSetUp({ session, user }: ChallengeAnswerInput["signIn"]): void {
  const setup = session.memory?.softwareTokenSetup;
  if (!setup) throw softwareTokenNotSetUp();
  // unconfirmed: that AWS says it here.
  if (!setup.isVerified) throw new InvalidParameterException("User has not verified software token mfa");
  if (mfaOf(user).softwareToken?.secret !== setup.secret) throw invalidSession();
}

/**
 * MFA_SETUP: with `EMAIL` a code goes to that address, and is asked for next. Else the session is the one that
 * VerifySoftwareToken answered: whoever has shown that their authenticator app works is in.
 *
 * @throws InvalidParameterException the address is none, or the pool sends no codes by e-mail; no app was set up, or
 *   none verified
 * @throws AliasExistsException the address signs another user in
 * @throws NotAuthorizedException the client may not write addresses; the user has another second factor by now
 */
export const answerMfaSetup: AnswerableChallenge["answer"] = async (context, { signIn, responses }) => {
  const email = authParameter(responses, "EMAIL");
  if (email) return setUpEmail(context, signIn, email);
  assertSoftwareTokenSetUp(signIn);
  return continueSignIn(context, withProof(signIn, "SoftwareToken", "MFA_SETUP"));
};
