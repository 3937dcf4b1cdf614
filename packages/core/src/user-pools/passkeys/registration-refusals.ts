import type { RegistrationRefusal } from "@cogmock/crypto";
import {
  InvalidParameterException,
  WebAuthnChallengeNotFoundException,
  WebAuthnClientMismatchException,
  WebAuthnCredentialNotSupportedException,
  WebAuthnOriginNotAllowedException,
  WebAuthnRelyingPartyMismatchException,
} from "@cogmock/protocol/errors";

/** unconfirmed: AWS's texts. These are how its API reference explains the errors. */
const TEXTS = {
  challenge: "The challenge from StartWebAuthn registration has expired.",
  client: "The access token is for a different client than the one in the original StartWebAuthnRegistration request.",
  origin: "The passkey credential's registration origin does not align with the user pool relying party id.",
  relyingParty:
    "The given passkey credential is associated with a different relying party ID than the user pool relying party ID.",
  notSupported: "The passkey credentials are from an unsupported device or provider.",
} as const;

/** What AWS says where no registration waits for the passkey: never begun, ended, replaced or out of date. */
export function challengeNotFound(): WebAuthnChallengeNotFoundException {
  return new WebAuthnChallengeNotFoundException(TEXTS.challenge);
}

/** What AWS says to the token of another client than the one that began the registration. */
export function clientMismatch(): WebAuthnClientMismatchException {
  return new WebAuthnClientMismatchException(TEXTS.client);
}

/** What AWS says to what is no passkey, or none that it can trust. Recorded from AWS. */
export function invalidCredential(options?: ErrorOptions): InvalidParameterException {
  return new InvalidParameterException("Credential data is not valid", options);
}

/** What AWS says to a passkey that does not verify. */
const REFUSALS: Readonly<Record<RegistrationRefusal, () => Error>> = {
  challenge: challengeNotFound,
  origin: () => new WebAuthnOriginNotAllowedException(TEXTS.origin),
  "relying-party": () => new WebAuthnRelyingPartyMismatchException(TEXTS.relyingParty),
  "not-supported": () => new WebAuthnCredentialNotSupportedException(TEXTS.notSupported),
  invalid: invalidCredential,
};

/** The error to throw for a passkey that was refused. */
export function refusalOfRegistration(reason: RegistrationRefusal): Error {
  return REFUSALS[reason]();
}
