import { type UserVerification, verifyWebAuthnAssertion, webAuthnRequestOptions } from "@cogmock/crypto";
import type { OperationContext } from "../../operation-context.ts";
import type { AnyWrite } from "../../store/store.ts";
import type { Challenge } from "../authentication/challenge.ts";
import type { Proof } from "../authentication/sign-in-progress.ts";
import type { SignIn } from "../authentication/sign-in.ts";
import { type Passkey, userPasskeys } from "../passkeys/passkeys.collection.ts";
import { requireRelyingPartyId, userVerificationOf } from "../passkeys/relying-party.ts";
import { findUserPasskeys, usableIn, usablePasskeys } from "../passkeys/user-passkeys.ts";

/** What a passkey is to sign, and how. JSON data: it is kept with the session. */
export interface PasskeyChallenge {
  /** Base64url. */
  readonly challenge: string;
  readonly relyingPartyId: string;
  readonly userVerification: UserVerification;
}

/** WEB_AUTHN: to sign in with one of the user's passkeys. The user has one. */
export async function passkeyChallenge(
  context: Pick<OperationContext, "store" | "random">,
  { pool, user }: Pick<SignIn, "pool" | "user">,
): Promise<Challenge> {
  const options = webAuthnRequestOptions({
    rpId: requireRelyingPartyId(pool),
    userVerification: userVerificationOf(pool),
    credentials: await usablePasskeys(context, pool, user),
    randomBytes: (length) => context.random.bytes(length),
  });
  const { challenge, rpId: relyingPartyId, userVerification } = options;
  return {
    name: "WEB_AUTHN",
    parameters: { CREDENTIAL_REQUEST_OPTIONS: JSON.stringify(options) },
    memory: { passkey: { challenge, relyingPartyId, userVerification } },
  };
}

/** A passkey that has signed its challenge. */
export interface UsedPasskey {
  readonly proof: Proof;
  /**
   * Keeps how often the passkey has signed; to be committed with what the answer leads to. It fails where the passkey has
   * been deleted, or used, in the meantime.
   */
  readonly write: AnyWrite;
}

/** What a passkey proves. One that did not say how it was attached counts as part of its machine. */
function proofOf({ authenticatorAttachment }: Passkey): Proof {
  return authenticatorAttachment === "cross-platform" ? "RoamingPasskey" : "PlatformPasskey";
}

/**
 * Checks what an authenticator has signed. Where the pool has come to ask for user verification since the challenge was
 * posed, there has to be some.
 *
 * @param asked the challenge
 * @param credential `CREDENTIAL`
 * @returns undefined where it is refused, whatever the reason
 * @see Web Authentication Level 3, section 7.2
 */
export async function usePasskey(
  context: Pick<OperationContext, "store">,
  { pool, user }: Pick<SignIn, "pool" | "user">,
  asked: PasskeyChallenge,
  credential: string,
): Promise<UsedPasskey | undefined> {
  const document = await findUserPasskeys(context, user);
  if (!document) return undefined;
  const { challenge, relyingPartyId } = asked;
  const accepted = await verifyWebAuthnAssertion({
    credential,
    challenge,
    rpId: relyingPartyId,
    userVerification: asked.userVerification === "required" ? "required" : userVerificationOf(pool),
    credentials: usableIn(pool, document),
    userId: user.sub,
  });
  const used = document.passkeys.find(({ id }) => id === accepted?.credentialId);
  if (!accepted || !used) return undefined;
  const passkeys = document.passkeys.map((passkey) =>
    passkey === used ? { ...passkey, counter: accepted.counter } : passkey,
  );
  return { proof: proofOf(used), write: userPasskeys.put({ ...document, passkeys }, { expect: document }) };
}
