import { NotImplementedException } from "@cogmock/protocol/errors";
import type { OperationContext } from "../../operation-context.ts";
import type { AnyWrite } from "../../store/store.ts";
import { issueTokens } from "../tokens/issue-tokens.ts";
import { beginTokenSession, type SignInSubject } from "../tokens/token-session.ts";
import { tokenSessions } from "../tokens/token-sessions.collection.ts";
import { openAuthSession } from "./auth-session.ts";
import type { Challenge, SignInResponse } from "./challenge.ts";
import { newPasswordRequired } from "./new-password-required.ts";

/** A sign-in under way: its user has met the first factor, or the challenge before the next. */
export interface SignIn extends SignInSubject {
  /** What this call has decided so far; committed with the challenge or the session that it leads to. */
  readonly writes: readonly AnyWrite[];
}

/** Something that may stand between a proved first factor and the tokens: poses a challenge, or lets the sign-in pass. */
type SignInStep = (signIn: SignIn) => Challenge | undefined;

/** @throws NotImplementedException the pool requires a second factor, which is not built yet: nobody gets in without it */
function secondFactor({ pool }: SignIn): undefined {
  if (pool.settings.MfaConfiguration === "ON") {
    throw new NotImplementedException("Sign-in with MFA is not implemented yet: the user pool requires MFA.");
  }
}

/** In the order in which AWS asks. */
const STEPS: readonly SignInStep[] = [newPasswordRequired, secondFactor];

type Ports = Pick<OperationContext, "store" | "clock" | "random" | "baseUrl" | "issuerOf">;

/** Takes a sign-in to the next challenge or, where none is left, to its tokens. The one commit of the call is here. */
export async function continueSignIn(context: Ports, signIn: SignIn): Promise<SignInResponse> {
  for (const step of STEPS) {
    const challenge = step(signIn);
    if (challenge) return poseChallenge(context, signIn, challenge);
  }
  return completeSignIn(context, signIn);
}

async function poseChallenge(context: Ports, signIn: SignIn, challenge: Challenge): Promise<SignInResponse> {
  const { write, session } = openAuthSession(context, signIn, challenge.name);
  await context.store.commit([...signIn.writes, write]);
  return { ChallengeName: challenge.name, Session: session, ChallengeParameters: challenge.parameters };
}

async function completeSignIn(context: Ports, signIn: SignIn): Promise<SignInResponse> {
  const { session, refreshToken } = beginTokenSession(context, signIn);
  const tokens = await issueTokens(context, signIn, session);
  await context.store.commit([...signIn.writes, tokenSessions.put(session, { expect: "absent" })]);
  return { ChallengeParameters: {}, AuthenticationResult: { ...tokens, RefreshToken: refreshToken } };
}
