import type { NotAuthorizedException } from "@cogmock/protocol/errors";
import type { OperationContext } from "../../operation-context.ts";
import type { Stored } from "../../store/store.ts";
import type { CustomSignInSubject } from "../triggers/custom-challenge-request.ts";
import { type DecoySubject, spendAuthSession } from "./auth-session.ts";
import type { AuthSession } from "./auth-sessions.collection.ts";
import { incorrectUsernameOrPassword } from "./first-factor.ts";
import { answerMetadataOf, type SignInCall } from "./sign-in-call.ts";
import type { SignIn } from "./sign-in.ts";

/** A custom sign-in of a name that nobody has, which no trigger can bring to tokens. */
export interface DecoySignIn extends DecoySubject {
  readonly call: SignInCall;
  /** The session that this call answers in. */
  readonly session?: Stored<AuthSession> | undefined;
}

/** A custom sign-in, as its triggers are told of it. */
export function customSubjectOf({ pool, client, user, call, progress }: SignIn): CustomSignInSubject {
  const { results = [] } = progress;
  return { pool, client, user, userName: user.username, results, clientMetadata: answerMetadataOf(call) };
}

/** A stranger's, as its triggers are told of it. */
export function strangerSubjectOf({ pool, client, unknownName, call, progress }: DecoySignIn): CustomSignInSubject {
  const { results = [] } = progress;
  return { pool, client, user: undefined, userName: unknownName, results, clientMetadata: answerMetadataOf(call) };
}

/**
 * Ends a custom sign-in without tokens: no other answer is taken in its session.
 *
 * @returns the error to throw
 */
export async function failedAuthentication(
  context: Pick<OperationContext, "store" | "clock">,
  session: Stored<AuthSession> | undefined,
): Promise<NotAuthorizedException> {
  if (session) await context.store.commit([spendAuthSession(context, session)]);
  return incorrectUsernameOrPassword();
}
