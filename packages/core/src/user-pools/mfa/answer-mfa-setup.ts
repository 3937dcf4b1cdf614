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

/** The methods by which codes go to an address, as a sign-in can set them up. */
const ADDRESS_METHODS = {
  email: { challenge: "EMAIL_OTP", notOffered: "Email MFA has not been enabled by the userPool" },
  phone_number: { challenge: "SMS_MFA", notOffered: "SMS MFA has not been enabled by the userPool" },
} as const;

/** Asks for a code that goes to an address. The user gets the address together with the second factor. */
async function setUpAddress(
  context: OperationContext,
  signIn: SignIn,
  attribute: keyof typeof ADDRESS_METHODS,
  to: string,
): Promise<SignInResponse> {
  const { pool, client, user } = signIn;
  const { challenge, notOffered } = ADDRESS_METHODS[attribute];
  // unconfirmed: AWS's texts.
  if (!isOffered(pool, challenge)) throw new InvalidParameterException(notOffered);
  assertSetupIsDue(pool, user);
  assertClientMayWrite(client, [attribute]);
  newUserAttributes(pool, [{ Name: attribute, Value: to }]);
  await assertNameIsFree(context, pool, user, attribute, to);
  const sent = sendCode(context, signIn, "Mfa", { attribute, to }, true);
  const progress = { ...signIn.progress, met: "MFA_SETUP" } as const;
  return poseChallenge(
    context,
    { ...signIn, progress },
    { ...sent, name: challenge, parameters: { ...sent.parameters, USER_ID_FOR_SRP: user.username } },
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
 * The pool's own pages ask for phone numbers, too: `PHONE_NUMBER`, which the API does not have.
 *
 * @throws InvalidParameterException the address is none, or the pool sends no codes to such; no app was set up, or none
 *   verified
 * @throws AliasExistsException the address signs another user in
 * @throws NotAuthorizedException the client may not write addresses; the user has another second factor by now
 */
export const answerMfaSetup: AnswerableChallenge["answer"] = async (context, { signIn, responses }) => {
  const email = authParameter(responses, "EMAIL");
  if (email) return setUpAddress(context, signIn, "email", email);
  const phoneNumber = signIn.progress.isHosted ? authParameter(responses, "PHONE_NUMBER") : undefined;
  if (phoneNumber) return setUpAddress(context, signIn, "phone_number", phoneNumber);
  assertSoftwareTokenSetUp(signIn);
  return continueSignIn(context, withProof(signIn, "SoftwareToken", "MFA_SETUP"));
};
