import type { WebAuthnCredentialDescription } from "@cogmock/protocol/user-pools";
import type { Passkey } from "./passkeys.collection.ts";

/**
 * The name that is made for a passkey. The one for authenticators that move between machines is that of AWS's example of
 * ListWebAuthnCredentials. unconfirmed: the others.
 */
function friendlyNameOf({ authenticatorAttachment }: Passkey): string {
  return authenticatorAttachment === "cross-platform" ? "Roaming passkey" : "Platform passkey";
}

/** A passkey as ListWebAuthnCredentials answers it. */
export function toWebAuthnCredentialDescription(passkey: Passkey): WebAuthnCredentialDescription {
  return {
    CredentialId: passkey.id,
    FriendlyCredentialName: friendlyNameOf(passkey),
    RelyingPartyId: passkey.relyingPartyId,
    AuthenticatorAttachment: passkey.authenticatorAttachment,
    AuthenticatorTransports: passkey.transports,
    CreatedAt: passkey.createdAt / 1000,
  };
}
