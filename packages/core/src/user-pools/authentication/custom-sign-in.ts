import type { NotAuthorizedException } from "@cogmock/protocol/errors";
import type { OperationContext } from "../../operation-context.ts";
import type { Stored } from "../../store/store.ts";
import { isEmailAddress, isPhoneNumber } from "../attributes/attribute-values.ts";
import { refusalWrites } from "../auth-events/sign-in-event.ts";
import type { UserPoolClient } from "../clients/user-pool-client.ts";
import type { UserPool } from "../pools/user-pool.ts";
import type { CustomSignInSubject } from "../triggers/custom-challenge-request.ts";
import { normalizeSignInName } from "../users/sign-in-names.ts";
import type { User } from "../users/user.ts";
import { type DecoySubject, spendAuthSession } from "./auth-session.ts";
import type { AuthSession } from "./auth-sessions.collection.ts";
import { incorrectUsernameOrPassword } from "./first-factor.ts";
import { answerMetadataOf, type SignInCall } from "./sign-in-call.ts";
import type { SignInProgress } from "./sign-in-progress.ts";
import type { SignIn } from "./sign-in.ts";
import { srpSecretOf } from "./user-srp-secret.ts";

/** A custom sign-in, in the course of one call: of a user, or of a stranger to a client that hides that. */
export interface CustomSignIn {
  readonly pool: UserPool;
  readonly client: UserPoolClient;
  readonly user: User | undefined;
  /** The username; of a stranger, the name as typed. */
  readonly userName: string;
  readonly call: SignInCall;
  readonly progress: SignInProgress;
  /** The session that this call answers in. */
  readonly session?: Stored<AuthSession> | undefined;
}

/** A custom sign-in of a name that nobody has, which no trigger can bring to tokens. */
export interface DecoySignIn extends DecoySubject {
  readonly call: SignInCall;
  readonly session?: Stored<AuthSession> | undefined;
}

/** The custom sign-in of a user. */
export function ofUser({ pool, client, user, call, progress, session }: SignIn): CustomSignIn {
  return { pool, client, user, userName: user.username, call, progress, session };
}

/** The custom sign-in of a stranger. */
export function ofStranger({ pool, client, unknownName, call, progress, session }: DecoySignIn): CustomSignIn {
  return { pool, client, user: undefined, userName: unknownName, call, progress, session };
}

/** A custom sign-in, as its triggers are told of it. */
export function toldToTriggers({ pool, client, user, userName, call, progress }: CustomSignIn): CustomSignInSubject {
  return { pool, client, user, userName, results: progress.results ?? [], clientMetadata: answerMetadataOf(call) };
}

/** Whether a name may be one that a user has besides the username: then they are told the username. */
function mayBeAlias({ settings: { UsernameAttributes = [], AliasAttributes = [] } }: UserPool, name: string): boolean {
  return (
    UsernameAttributes.length > 0 ||
    (AliasAttributes.includes("email") && isEmailAddress(name)) ||
    (AliasAttributes.includes("phone_number") && isPhoneNumber(name))
  );
}

/** The `USERNAME` of a challenge; for a stranger, one that could be a user's, the same each time for the same name. */
export async function challengeUsernameOf(
  context: Pick<OperationContext, "store">,
  { pool, client, user, userName }: CustomSignIn,
): Promise<string> {
  if (user) return user.username;
  if (!mayBeAlias(pool, userName)) return normalizeSignInName(pool, userName);
  return (await srpSecretOf(context, { pool, client, user, username: userName })).userId;
}

/**
 * Ends a custom sign-in without tokens: no other answer is taken in its session.
 *
 * @returns the error to throw
 */
export async function failedAuthentication(
  context: Pick<OperationContext, "store" | "clock" | "random">,
  { session, user, ...signIn }: CustomSignIn,
): Promise<NotAuthorizedException> {
  const recorded = user ? await refusalWrites(context, { ...signIn, user }, "Other") : [];
  const writes = session ? [spendAuthSession(context, session), ...recorded] : recorded;
  if (writes.length > 0) await context.store.commit(writes);
  return incorrectUsernameOrPassword();
}
