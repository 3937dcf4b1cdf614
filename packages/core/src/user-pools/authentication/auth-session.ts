import { sha256Base64Url } from "@cogmock/crypto";
import { NotAuthorizedException } from "@cogmock/protocol/errors";
import type { OperationContext } from "../../operation-context.ts";
import type { AnyWrite, Stored } from "../../store/store.ts";
import type { UserPoolClient } from "../clients/user-pool-client.ts";
import type { UserPool } from "../pools/user-pool.ts";
import type { User } from "../users/user.ts";
import { type AuthSession, authSessions, type AuthSessionStep } from "./auth-sessions.collection.ts";
import type { Challenge } from "./challenge.ts";
import type { SignInProgress } from "./sign-in-progress.ts";
import type { SignIn } from "./sign-in.ts";

/**
 * AWS's sessions are messages of the AWS Encryption SDK, some 1,500 characters of base64url that begin with this header
 * (`AYABe`): version 1, type 128, algorithm 0x0178. In ours the rest is random.
 */
const HEADER = Uint8Array.of(0x01, 0x80, 0x01, 0x78);
const RANDOM_BYTES = 1_130;

/** In minutes. @see AWS API Reference, CreateUserPoolClient, `AuthSessionValidity` */
const DEFAULT_VALIDITY = 3;

/** Whoever gets a decoy in place of a challenge. */
export interface DecoySubject {
  readonly pool: UserPool;
  readonly client: UserPoolClient;
  /** As it was typed. */
  readonly unknownName: string;
  readonly progress: SignInProgress;
}

/** A session as it is to be committed, and the string that only the client knows. */
export interface NewAuthSession {
  readonly write: AnyWrite;
  /** `Session` */
  readonly session: string;
}

/** What a session is for, and what is kept for then. */
interface Awaited extends Pick<Challenge, "memory" | "secretBlock"> {
  readonly name: AuthSessionStep;
  /** A string that nobody has had before, where it is not to look like AWS's. */
  readonly session?: string | undefined;
  /** For how long it is good, in milliseconds, where that is not the client's `AuthSessionValidity`. */
  readonly validity?: number | undefined;
}

function open(
  { clock, random }: Pick<OperationContext, "clock" | "random">,
  { pool, client, progress }: Pick<SignIn, "pool" | "client" | "progress">,
  { name: challenge, memory, secretBlock, session: given, validity }: Awaited,
  who: Pick<AuthSession, "sub" | "passwordSalt" | "unknownName">,
): NewAuthSession {
  const session = secretBlock?.session ?? given ?? newSessionString({ random });
  const document: AuthSession = {
    ...who,
    hash: sha256Base64Url(session),
    userPoolId: pool.id,
    clientId: client.id,
    challenge,
    progress,
    memory,
    expiresAt: clock.now() + (validity ?? authSessionValidityOf(client)),
  };
  return { write: authSessions.put(document, { expect: "absent" }), session };
}

/** A session for a challenge that this sign-in has to meet, within the client's `AuthSessionValidity`. */
export function openAuthSession(
  context: Pick<OperationContext, "clock" | "random">,
  signIn: Pick<SignIn, "pool" | "client" | "user" | "progress">,
  awaited: Awaited,
): NewAuthSession {
  return open(context, signIn, awaited, { sub: signIn.user.sub, passwordSalt: signIn.user.password?.salt });
}

/**
 * A session for a challenge to a name that nobody has: what a client with `PreventUserExistenceErrors` gets, so that it
 * cannot tell. No answer meets it.
 */
export function openDecoySession(
  context: Pick<OperationContext, "clock" | "random">,
  decoy: DecoySubject,
  awaited: Pick<Challenge, "name" | "memory" | "secretBlock">,
): NewAuthSession {
  return open(context, decoy, awaited, { unknownName: decoy.unknownName });
}

/** A session string that nobody has had before. */
export function newSessionString({ random }: Pick<OperationContext, "random">): string {
  return sessionString(random.bytes(RANDOM_BYTES));
}

/** The session string of these random bytes. */
export function sessionString(bytes: Uint8Array): string {
  return Buffer.concat([HEADER, bytes]).toString("base64url");
}

/** What is random in a session string. */
export function sessionBytes(session: string): Uint8Array {
  return Buffer.from(session, "base64url").subarray(HEADER.length);
}

/** For how long a session of this client is good, in milliseconds. */
export function authSessionValidityOf(client: UserPoolClient): number {
  return (client.settings.AuthSessionValidity ?? DEFAULT_VALIDITY) * 60_000;
}

/** What AWS says to a session that is none, or none for this answer. */
export function invalidSession(): NotAuthorizedException {
  return new NotAuthorizedException("Invalid session for the user.");
}

/** Challenges whose users may change their minds: the answer may be another choice. Clients of AWS's do so. */
const CHOSEN_AGAIN: ReadonlySet<AuthSessionStep> = new Set(["WEB_AUTHN"]);

/** Whether a session that waits for one thing can be used for another. */
function serves(awaited: AuthSessionStep, step: AuthSessionStep): boolean {
  return awaited === step || (step === "SELECT_CHALLENGE" && CHOSEN_AGAIN.has(awaited));
}

/**
 * What is kept of a session. One whose challenge was met and led to that of a device stands for the session of the
 * latter, too: amazon-cognito-identity-js sends it where DEVICE_SRP_AUTH comes after a code.
 *
 * unconfirmed: that AWS looks at the session of this step that closely; until 2021 its own SDK for Android sent none.
 */
async function findAuthSession(
  { store }: Pick<OperationContext, "store">,
  step: AuthSessionStep,
  session: string,
): Promise<Stored<AuthSession> | undefined> {
  const document = await store.get(authSessions, [sha256Base64Url(session)]);
  const followed = step === "DEVICE_SRP_AUTH" ? document?.ledToDevice : undefined;
  return followed === undefined ? document : store.get(authSessions, [followed]);
}

/**
 * The session that a client answers a challenge in.
 *
 * @param client undefined where the operation knows none but the session's own
 * @throws NotAuthorizedException the session is none of ours, another client's, for another challenge, out of date or
 *   used before
 */
export async function requireAuthSession(
  { store, clock }: Pick<OperationContext, "store" | "clock">,
  client: UserPoolClient | undefined,
  step: AuthSessionStep,
  session: string,
): Promise<Stored<AuthSession>> {
  const document = await findAuthSession({ store }, step, session);
  if (!document || document.clientId !== (client?.id ?? document.clientId)) throw invalidSession();
  if (clock.now() >= document.expiresAt) {
    throw new NotAuthorizedException("Invalid session for the user, session is expired.");
  }
  if (document.spentAt !== undefined) {
    throw new NotAuthorizedException("Invalid session for the user, session can only be used once.");
  }
  // unconfirmed: how AWS answers where a session is used for another challenge than its own.
  if (!serves(document.challenge, step)) throw invalidSession();
  return document;
}

/**
 * Checks that the user still has the password with which the sign-in began. Whoever began it with a password that was
 * replaced or taken away since may know neither the new one nor that there is none.
 *
 * unconfirmed: that AWS ends such sign-ins, and with these words.
 *
 * @throws NotAuthorizedException `Invalid session for the user.`
 */
export function assertPasswordUnchanged(session: AuthSession, user: User): void {
  if (session.passwordSalt !== user.password?.salt) throw invalidSession();
}

/** What AWS says to a session that is another user's. Recorded from AWS in 2017. */
export function sessionOfAnother(): NotAuthorizedException {
  return new NotAuthorizedException("Invalid session provided for the user.");
}

/**
 * Marks a session as used; to be committed with what the right answer leads to.
 *
 * @param next the session of the challenge that it leads to, where it does
 */
export function spendAuthSession(
  { clock }: Pick<OperationContext, "clock">,
  session: Stored<AuthSession>,
  next?: { readonly step: AuthSessionStep; readonly session: string },
): AnyWrite {
  const ledToDevice = next?.step === "DEVICE_SRP_AUTH" ? sha256Base64Url(next.session) : undefined;
  return authSessions.put({ ...session, spentAt: clock.now(), ledToDevice }, { expect: session });
}

/** Does away with a session in which a trigger has failed: to AWS it is as if there had never been one. */
export function burnAuthSession(session: Stored<AuthSession>): AnyWrite {
  return authSessions.delete(session, { expect: session });
}
