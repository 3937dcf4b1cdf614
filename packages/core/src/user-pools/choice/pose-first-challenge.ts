import type { OperationContext } from "../../operation-context.ts";
import { authParameter } from "../authentication/auth-parameters.ts";
import type { Challenge, SignInResponse } from "../authentication/challenge.ts";
import { assertMaySignIn, assertPassword } from "../authentication/first-factor.ts";
import { passwordVerifier } from "../authentication/password-verifier.ts";
import { sendCode } from "../authentication/sent-code.ts";
import { continueSignIn, poseChallenge, type SignIn, withProof } from "../authentication/sign-in.ts";
import { requireSrpA } from "../authentication/srp-exchange.ts";
import { ADDRESS_OF_CHALLENGE, type FirstChallenge } from "./first-challenges.ts";
import { passkeyChallenge } from "./passkey-challenge.ts";

/** Sends a code to the user's address. The user has one. */
function oneTimePassword(
  context: OperationContext,
  { pool, user }: SignIn,
  name: keyof typeof ADDRESS_OF_CHALLENGE,
): Challenge {
  const attribute = ADDRESS_OF_CHALLENGE[name];
  return {
    ...sendCode(context, { pool, user }, "FirstFactor", { attribute, to: user.attributes[attribute] ?? "" }),
    name,
  };
}

/** PASSWORD_VERIFIER, once `SRP_A` is there. */
async function passwordProof(context: OperationContext, signIn: SignIn): Promise<Challenge> {
  assertMaySignIn(signIn.user);
  if (!authParameter(signIn.call.parameters, "SRP_A")) return { name: "PASSWORD_SRP", parameters: {} };
  const A = requireSrpA(signIn.call.parameters);
  return passwordVerifier(context, { ...signIn, username: signIn.user.username }, A);
}

/** How each challenge is posed. */
const FIRST_CHALLENGES: Readonly<
  Record<FirstChallenge, (context: OperationContext, signIn: SignIn) => Challenge | Promise<Challenge>>
> = {
  PASSWORD_SRP: passwordProof,
  PASSWORD: (_, { user }) => {
    assertMaySignIn(user);
    return { name: "PASSWORD", parameters: {} };
  },
  EMAIL_OTP: (context, signIn) => oneTimePassword(context, signIn, "EMAIL_OTP"),
  SMS_OTP: (context, signIn) => oneTimePassword(context, signIn, "SMS_OTP"),
  WEB_AUTHN: passkeyChallenge,
};

/**
 * Takes a sign-in on with a password that was sent.
 *
 * @throws UserNotConfirmedException, NotAuthorizedException as `assertMaySignIn`
 * @throws NotAuthorizedException, PasswordResetRequiredException as `assertPassword`
 */
export async function signInWithPassword(
  context: OperationContext,
  signIn: SignIn,
  password: string,
): Promise<SignInResponse> {
  assertMaySignIn(signIn.user);
  await assertPassword(context, signIn, password);
  return continueSignIn(context, withProof(signIn, "Password"));
}

/**
 * Takes a sign-in on with the challenge that its user has chosen. What the challenge asks for may have come with the
 * choice: `PASSWORD` is checked at once, `SRP_A` answered with PASSWORD_VERIFIER.
 *
 * @param available `AvailableChallenges`, where the response is to list them
 * @throws UserNotConfirmedException `User is not confirmed.`: nobody is confirmed by a password
 * @throws as `signInWithPassword` and `requireSrpA`
 */
export async function poseFirstChallenge(
  context: OperationContext,
  signIn: SignIn,
  chosen: FirstChallenge,
  available?: readonly FirstChallenge[],
): Promise<SignInResponse> {
  const password = chosen === "PASSWORD" && authParameter(signIn.call.parameters, "PASSWORD");
  if (password) return signInWithPassword(context, signIn, password);
  const challenge = await FIRST_CHALLENGES[chosen](context, signIn);
  return poseChallenge(context, signIn, { ...challenge, available });
}
