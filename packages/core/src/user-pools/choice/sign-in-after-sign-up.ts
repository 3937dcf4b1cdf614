import { sha256Base64Url } from "@cogmock/crypto";
import type { VerifiedAttributeType } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import type { AuthFlowInput } from "../authentication/auth-flows.ts";
import { authParameter, requireAuthParameter } from "../authentication/auth-parameters.ts";
import {
  assertPasswordUnchanged,
  invalidSession,
  type NewAuthSession,
  openAuthSession,
  requireAuthSession,
  sessionOfAnother,
} from "../authentication/auth-session.ts";
import { authSessions } from "../authentication/auth-sessions.collection.ts";
import { beforeAuthentication } from "../authentication/before-authentication.ts";
import type { SignInResponse } from "../authentication/challenge.ts";
import { assertMaySignIn, unknownUser } from "../authentication/first-factor.ts";
import type { Proof, SignInProgress } from "../authentication/sign-in-progress.ts";
import { continueSignIn } from "../authentication/sign-in.ts";
import type { UserPoolClient } from "../clients/user-pool-client.ts";
import type { AcrLevel } from "../step-up/acr-level.ts";
import { requireTarget } from "../step-up/acr-target.ts";
import type { SignInSubject } from "../tokens/token-session.ts";
import { isNameOf, type User } from "../users/user.ts";
import { users } from "../users/users.collection.ts";

/** Whether a client may sign users in by choice. */
export function allowsChoice({ settings }: UserPoolClient): boolean {
  return settings.ExplicitAuthFlows?.includes("ALLOW_USER_AUTH") ?? false;
}

/** What the code of a sign-up proves: what such a code proves in a sign-in. */
const PROOF_BY: Readonly<Record<VerifiedAttributeType, Proof>> = { email: "EmailCode", phone_number: "SmsCode" };

/**
 * The session that SignUp answers, to be named by ConfirmSignUp. Only clients that may sign users in by choice get one:
 * recorded from AWS.
 */
export function openSignUpSession(
  context: Pick<OperationContext, "clock" | "random">,
  subject: SignInSubject,
): NewAuthSession | undefined {
  if (!allowsChoice(subject.client)) return undefined;
  return openAuthSession(context, { ...subject, progress: { flow: "USER_AUTH", proofs: [] } }, { name: "SignUp" });
}

/**
 * Checks the session that ConfirmSignUp names. One that has expired does not stand in the way (unconfirmed): codes are
 * good for much longer.
 *
 * @throws NotAuthorizedException `Invalid session for the user.`; `Invalid session provided for the user.`, where it is
 *   another user's
 */
export async function assertSignUpSession(
  { store }: Pick<OperationContext, "store">,
  { client, user }: { readonly client: UserPoolClient; readonly user: User },
  text: string,
): Promise<void> {
  const session = await store.get(authSessions, [sha256Base64Url(text)]);
  if (!session || session.clientId !== client.id || session.challenge !== "SignUp") throw invalidSession();
  if (session.sub !== user.sub) throw sessionOfAnother();
}

/** The session that ConfirmSignUp answers: it signs the user in, once. @param attribute where the code went */
export function openConfirmedSession(
  context: Pick<OperationContext, "clock" | "random">,
  subject: SignInSubject,
  attribute: VerifiedAttributeType,
): NewAuthSession | undefined {
  if (!allowsChoice(subject.client)) return undefined;
  const progress = { flow: "USER_AUTH", proofs: [PROOF_BY[attribute]] } as const;
  return openAuthSession(context, { ...subject, progress }, { name: "ConfirmSignUp" });
}

/** unconfirmed: for how long AWS's pages remember a sign-up: as long as any attempt to sign in on them, five minutes. */
const REMEMBERED_ON_PAGES_MILLISECONDS = 5 * 60_000;

/** Enough that nobody guesses it. Other than in the API, where sessions look like AWS's, browsers keep it in a cookie. */
const PAGES_SESSION_BYTES = 32;

/**
 * The session of a sign-up on the pool's own pages. Once the sign-up is confirmed it signs the user in, once: the password
 * was chosen in the same browser.
 *
 * @see "How to sign up for a new account" in the Amazon Cognito Developer Guide
 */
export function openSignUpOnPages(
  context: Pick<OperationContext, "clock" | "random">,
  subject: SignInSubject,
): NewAuthSession {
  const session = Buffer.from(context.random.bytes(PAGES_SESSION_BYTES)).toString("base64url");
  const progress = { flow: "USER_PASSWORD_AUTH", isHosted: true, proofs: ["Password"] } as const;
  const validity = REMEMBERED_ON_PAGES_MILLISECONDS;
  return openAuthSession(context, { ...subject, progress }, { name: "SignUp", session, validity });
}

/**
 * USER_AUTH with the session of a sign-up that has just been confirmed: the code of the sign-up counts as the first
 * factor or, on the pool's own pages, the password that was chosen there.
 *
 * @param text `Session`
 * @param levels what the sign-in is to be worth one of, the most wanted first
 * @throws NotAuthorizedException the session is none of ConfirmSignUp's, another client's or user's, out of date or used
 *   before; the user has been disabled
 * @throws UserNotConfirmedException the sign-up on the pages is not confirmed yet
 * @throws UserNotFoundException `User does not exist.`, where the user has been deleted, unless the client hides that
 * @throws InvalidParameterException a code is not enough for any of the levels
 * @throws as `beforeAuthentication`
 */
export async function signInAfterSignUp(
  context: OperationContext,
  { pool, client, call }: AuthFlowInput,
  text: string,
  levels: readonly AcrLevel[] | undefined,
): Promise<SignInResponse> {
  const username = requireAuthParameter(call.parameters, "USERNAME");
  const session = await requireAuthSession(context, client, call.isHosted ? "SignUp" : "ConfirmSignUp", text);
  if (session.progress.isHosted !== call.isHosted) throw invalidSession();
  const found = session.sub === undefined ? undefined : await context.store.get(users, [pool.id, session.sub]);
  if (!found) throw unknownUser(client);
  if (!isNameOf(pool, found, username)) throw sessionOfAnother();
  assertMaySignIn(found);
  const user = await beforeAuthentication(context, { pool, client, call, user: found, username });
  if (!user) throw unknownUser(client);
  assertPasswordUnchanged(session, user);
  const { proofs } = session.progress;
  const progress: SignInProgress = {
    ...session.progress,
    deviceKey: authParameter(call.parameters, "DEVICE_KEY"),
    acrTarget: levels && requireTarget(levels, { pool, user }, proofs, []),
  };
  return continueSignIn(context, { pool, client, user, userAsRead: user, call, progress, session, writes: [] });
}
