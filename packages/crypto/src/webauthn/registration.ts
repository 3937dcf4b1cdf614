import type { RegistrationResponseJSON } from "@simplewebauthn/server";
import { hash } from "node:crypto";
import {
  type AuthenticatorAttachment,
  acceptedAlgorithms,
  type UserVerification,
  type WebAuthnCredential,
} from "./credential.ts";
import { isObject, isStringList } from "./json.ts";
import { mayUsePasskeys } from "./origin.ts";
import { loadSimpleWebAuthn, type SimpleWebAuthn } from "./simple-web-authn.ts";

/** What a client answers to `CreationOptions`, and what it is checked against. */
export interface RegistrationAttempt {
  /** `Credential` of CompleteWebAuthnRegistration: anything that JSON can hold. */
  readonly credential: unknown;
  /** Of the creation options. */
  readonly challenge: string;
  readonly rpId: string;
  readonly userVerification: UserVerification;
}

/**
 * Why a passkey is not registered: it was made for another challenge; by a page that may not; for another relying party;
 * with an algorithm or without a user verification that was asked for. Everything else, from what cannot be read to a
 * wrong attestation, is "invalid".
 */
export type RegistrationRefusal = "challenge" | "origin" | "relying-party" | "not-supported" | "invalid";

export type RegistrationResult =
  | { readonly accepted: true; readonly credential: WebAuthnCredential }
  | { readonly accepted: false; readonly reason: RegistrationRefusal };

/**
 * Checks a new passkey as Web Authentication Level 3, section 7.1, says, with all of its attestation formats but
 * `compound`.
 *
 * An attestation is not asked for, but one that comes has to be right, and its certificates have to lead to the known
 * root where the format has one (`apple`, `android-key`, `android-safetynet`).
 *
 * @returns the passkey to keep, or why not; whatever the client sends, it is no error
 */
export async function verifyWebAuthnRegistration(attempt: RegistrationAttempt): Promise<RegistrationResult> {
  const response = readRegistration(attempt.credential);
  if (response === undefined) return { accepted: false, reason: "invalid" };
  const webAuthn = await loadSimpleWebAuthn();
  try {
    const reason = reasonToRefuse(attempt, response, webAuthn);
    if (reason !== undefined) return { accepted: false, reason };
    const credential = await verify(attempt, response, webAuthn);
    return credential ? { accepted: true, credential } : { accepted: false, reason: "invalid" };
  } catch {
    return { accepted: false, reason: "invalid" };
  }
}

/**
 * A registration with all the members that AWS wants. Not among them are those that browsers repeat from the attestation
 * object (`publicKeyAlgorithm`, `authenticatorData`): AWS's library for Swift does not send them. A registration without
 * `transports`, which it does send, was refused by AWS as `Credential data is not valid`; unconfirmed: that this was why.
 */
function readRegistration(credential: unknown): RegistrationResponseJSON | undefined {
  if (!isObject(credential) || !isObject(credential.response)) return undefined;
  const { id, rawId, type, authenticatorAttachment } = credential;
  const { clientDataJSON, attestationObject, transports } = credential.response;
  if (typeof id !== "string" || typeof rawId !== "string" || type !== "public-key") return undefined;
  if (typeof clientDataJSON !== "string" || typeof attestationObject !== "string") return undefined;
  if (!isStringList(transports)) return undefined;
  return {
    id,
    rawId,
    type,
    clientExtensionResults: {},
    response: { clientDataJSON, attestationObject, transports: [...transports] },
    ...(isAttachment(authenticatorAttachment) && { authenticatorAttachment }),
  };
}

function isAttachment(value: unknown): value is AuthenticatorAttachment {
  return value === "platform" || value === "cross-platform";
}

/** First of all the reasons for which AWS has errors of their own: the library would refuse them, but does not say why. */
function reasonToRefuse(
  { challenge, rpId, userVerification }: RegistrationAttempt,
  { response }: RegistrationResponseJSON,
  { helpers }: SimpleWebAuthn,
): RegistrationRefusal | undefined {
  const clientData = helpers.decodeClientDataJSON(response.clientDataJSON);
  if (clientData.challenge !== challenge) return "challenge";
  // A page inside of another's, which may lead its users astray.
  if (clientData.topOrigin !== undefined || !mayUsePasskeys(clientData.origin, rpId)) return "origin";

  const attestation = helpers.decodeAttestationObject(helpers.isoBase64URL.toBuffer(response.attestationObject));
  const authenticator = helpers.parseAuthenticatorData(attestation.get("authData"));
  if (!hash("sha256", rpId, "buffer").equals(authenticator.rpIdHash)) return "relying-party";
  if (userVerification === "required" && !authenticator.flags.uv) return "not-supported";
  const publicKey = authenticator.credentialPublicKey;
  if (publicKey === undefined) return "invalid";
  const algorithm = helpers.decodeCredentialPublicKey(publicKey).get(helpers.cose.COSEKEYS.alg);
  if (algorithm === undefined || !acceptedAlgorithms.includes(algorithm)) return "not-supported";
  const statement = attestation.get("attStmt");
  const isSelfAttested = attestation.get("fmt") === "packed" && statement.get("x5c") === undefined;
  // Section 8.2. The library takes every algorithm with the same hash.
  return isSelfAttested && statement.get("alg") !== algorithm ? "invalid" : undefined;
}

async function verify(
  { challenge, rpId, userVerification }: RegistrationAttempt,
  response: RegistrationResponseJSON,
  { helpers, verifyRegistrationResponse }: SimpleWebAuthn,
): Promise<WebAuthnCredential | undefined> {
  const { verified, registrationInfo } = await verifyRegistrationResponse({
    response,
    expectedChallenge: challenge,
    expectedOrigin: helpers.decodeClientDataJSON(response.response.clientDataJSON).origin,
    expectedRPID: rpId,
    requireUserVerification: userVerification === "required",
    supportedAlgorithmIDs: [...acceptedAlgorithms],
  });
  if (!verified || registrationInfo.credential.id !== response.id) return undefined;
  const { id, publicKey, counter } = registrationInfo.credential;
  return {
    id,
    publicKey: Buffer.from(publicKey).toString("base64url"),
    counter,
    aaguid: registrationInfo.aaguid,
    transports: response.response.transports ?? [],
    ...(response.authenticatorAttachment && { authenticatorAttachment: response.authenticatorAttachment }),
  };
}
