import { NotImplementedException } from "@cogmock/protocol/errors";
import type { OperationContext } from "../../operation-context.ts";
import { createAuthChallenge } from "../triggers/create-auth-challenge.ts";
import type { CustomSignInSubject } from "../triggers/custom-challenge-request.ts";
import { defineAuthChallenge } from "../triggers/define-auth-challenge.ts";
import type { Challenge, SignInResponse } from "./challenge.ts";
import { customSubjectOf, type DecoySignIn, failedAuthentication, strangerSubjectOf } from "./custom-sign-in.ts";
import { poseDecoy } from "./pose-decoy.ts";
import type { SignIn } from "./sign-in.ts";

/** What the triggers decide on: a challenge, the end, or nothing where there is nothing left but tokens. */
async function nextChallenge(
  context: OperationContext,
  subject: CustomSignInSubject,
): Promise<Challenge | "failAuthentication" | undefined> {
  const next = await defineAuthChallenge(context, subject);
  if (next === "failAuthentication") return next;
  if (next === "issueTokens") return undefined;
  if (next === "PASSWORD_VERIFIER") {
    throw new NotImplementedException("Custom sign-in with SRP is not implemented yet.");
  }
  const { publicParameters, privateParameters, metadata } = await createAuthChallenge(context, subject);
  return {
    name: "CUSTOM_CHALLENGE",
    parameters: { ...publicParameters, USERNAME: subject.userName },
    memory: { custom: { privateParameters, metadata } },
  };
}

/**
 * The step of CUSTOM_AUTH: the triggers decide whether there is another challenge.
 *
 * @throws NotAuthorizedException `Incorrect username or password.`: they fail the sign-in
 * @throws as `defineAuthChallenge` and `createAuthChallenge`
 */
export async function customChallenge(context: OperationContext, signIn: SignIn): Promise<Challenge | undefined> {
  const next = await nextChallenge(context, customSubjectOf(signIn));
  if (next === "failAuthentication") throw await failedAuthentication(context, signIn.session);
  return next;
}

/**
 * Takes the custom sign-in of a stranger on, as that of a user. Where a user would get tokens, it ends.
 *
 * @throws as `customChallenge`
 */
export async function continueDecoySignIn(context: OperationContext, decoy: DecoySignIn): Promise<SignInResponse> {
  const next = await nextChallenge(context, strangerSubjectOf(decoy));
  if (next === undefined || next === "failAuthentication") throw await failedAuthentication(context, decoy.session);
  return poseDecoy(context, decoy, next);
}
