import type { OperationContext } from "../../operation-context.ts";
import { createAuthChallenge } from "../triggers/create-auth-challenge.ts";
import { defineAuthChallenge } from "../triggers/define-auth-challenge.ts";
import type { Challenge, SignInResponse } from "./challenge.ts";
import {
  challengeUsernameOf,
  type CustomSignIn,
  type DecoySignIn,
  failedAuthentication,
  ofStranger,
  ofUser,
  toldToTriggers,
} from "./custom-sign-in.ts";
import { passwordVerifier } from "./password-verifier.ts";
import { poseDecoy } from "./pose-decoy.ts";
import type { SignIn } from "./sign-in.ts";
import { requireSrpA } from "./srp-exchange.ts";

/** A challenge that the pool's function has made. */
async function madeChallenge(context: OperationContext, signIn: CustomSignIn): Promise<Challenge> {
  const { publicParameters, privateParameters, metadata } = await createAuthChallenge(context, toldToTriggers(signIn));
  return {
    name: "CUSTOM_CHALLENGE",
    parameters: { ...publicParameters, USERNAME: await challengeUsernameOf(context, signIn) },
    memory: { custom: { privateParameters, metadata } },
  };
}

/**
 * What the triggers decide on: a challenge, or nothing where there is nothing left but tokens.
 *
 * @throws NotAuthorizedException `Incorrect username or password.`: they fail the sign-in
 */
async function nextChallenge(context: OperationContext, signIn: CustomSignIn): Promise<Challenge | undefined> {
  const next = await defineAuthChallenge(context, toldToTriggers(signIn));
  if (next === "failAuthentication") throw await failedAuthentication(context, signIn);
  if (next === "issueTokens") return undefined;
  if (next === "CUSTOM_CHALLENGE") return madeChallenge(context, signIn);
  // Straight after `SRP_A`: in the call that has sent it.
  const A = requireSrpA(signIn.call.parameters);
  return passwordVerifier(context, { ...signIn, username: signIn.userName }, A);
}

/**
 * The step of CUSTOM_AUTH: the triggers decide whether there is another challenge.
 *
 * @throws as `nextChallenge`, `defineAuthChallenge` and `createAuthChallenge`
 */
export async function customChallenge(context: OperationContext, signIn: SignIn): Promise<Challenge | undefined> {
  return nextChallenge(context, ofUser(signIn));
}

/**
 * Takes the custom sign-in of a stranger on, as that of a user. Where a user would get tokens, it ends.
 *
 * @throws as `customChallenge`
 */
export async function continueDecoySignIn(context: OperationContext, decoy: DecoySignIn): Promise<SignInResponse> {
  const next = await nextChallenge(context, ofStranger(decoy));
  if (!next) throw await failedAuthentication(context, ofStranger(decoy));
  return poseDecoy(context, decoy, next);
}
