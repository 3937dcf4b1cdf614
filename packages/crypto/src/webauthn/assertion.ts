import type { AuthenticationResponseJSON } from "@simplewebauthn/server";
import type { UserVerification, WebAuthnCredential } from "./credential.ts";
import { isObject } from "./json.ts";
import { mayUsePasskeys } from "./origin.ts";
import { loadSimpleWebAuthn, type SimpleWebAuthn } from "./simple-web-authn.ts";

/** What a client answers to `RequestOptions`, and what it is checked against. */
export interface AssertionAttempt {
  /** `CREDENTIAL` of the answer: JSON, as a text. */
  readonly credential: string;
  /** Of the request options. */
  readonly challenge: string;
  readonly rpId: string;
  readonly userVerification: UserVerification;
  /** Those that the user has; one of them has to be the one. */
  readonly credentials: readonly WebAuthnCredential[];
  /** What was given as the user's id when these were made: the `sub`. */
  readonly userId: string;
}

/** A sign-in with a passkey. */
export interface AcceptedAssertion {
  /** Of the passkey that was used, base64url. */
  readonly credentialId: string;
  /** To be kept as the credential's new one. */
  readonly counter: number;
  /** Whether the authenticator knows who used it. */
  readonly userVerified: boolean;
}

/**
 * Checks a sign-in with a passkey as Web Authentication Level 3, section 7.2, says.
 *
 * A counter that does not grow, once it is not 0, is refused: somebody else may have a copy of the passkey.
 *
 * @returns undefined when it is refused; whatever the client sends, it is no error
 */
export async function verifyWebAuthnAssertion(attempt: AssertionAttempt): Promise<AcceptedAssertion | undefined> {
  const response = readAssertion(attempt.credential);
  const credential = attempt.credentials.find(({ id }) => id === response?.id);
  if (response === undefined || credential === undefined) return undefined;
  const webAuthn = await loadSimpleWebAuthn();
  try {
    return await verify(attempt, response, credential, webAuthn);
  } catch {
    return undefined;
  }
}

function readAssertion(text: string): AuthenticationResponseJSON | undefined {
  const credential = parseJson(text);
  if (!isObject(credential) || !isObject(credential.response)) return undefined;
  const { id, rawId, type } = credential;
  const { clientDataJSON, authenticatorData, signature, userHandle } = credential.response;
  if (typeof id !== "string" || typeof rawId !== "string" || type !== "public-key") return undefined;
  if (typeof clientDataJSON !== "string" || typeof authenticatorData !== "string") return undefined;
  if (typeof signature !== "string") return undefined;
  return {
    id,
    rawId,
    type,
    clientExtensionResults: {},
    response: {
      clientDataJSON,
      authenticatorData,
      signature,
      // Left out or null when the authenticator has not kept it.
      ...(typeof userHandle === "string" && { userHandle }),
    },
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function verify(
  { challenge, rpId, userVerification, userId }: AssertionAttempt,
  response: AuthenticationResponseJSON,
  credential: WebAuthnCredential,
  { helpers, verifyAuthenticationResponse }: SimpleWebAuthn,
): Promise<AcceptedAssertion | undefined> {
  const { origin } = helpers.decodeClientDataJSON(response.response.clientDataJSON);
  if (!mayUsePasskeys(origin, rpId)) return undefined;
  const { userHandle } = response.response;
  if (userHandle && Buffer.from(userHandle, "base64url").toString("utf8") !== userId) return undefined;

  const { verified, authenticationInfo } = await verifyAuthenticationResponse({
    response,
    expectedChallenge: challenge,
    expectedOrigin: origin,
    expectedRPID: rpId,
    requireUserVerification: userVerification === "required",
    credential: {
      id: credential.id,
      publicKey: new Uint8Array(Buffer.from(credential.publicKey, "base64url")),
      counter: credential.counter,
    },
  });
  if (!verified) return undefined;
  const { newCounter, userVerified } = authenticationInfo;
  return { credentialId: credential.id, counter: newCounter, userVerified };
}
