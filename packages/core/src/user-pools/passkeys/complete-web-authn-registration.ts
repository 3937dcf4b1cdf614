import { verifyWebAuthnRegistration, type WebAuthnCredential } from "@cogmock/crypto";
import type {
  CompleteWebAuthnRegistrationRequest,
  CompleteWebAuthnRegistrationResponse,
} from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import { StoreConflict } from "../../store/store.ts";
import { type PasskeyOwner, requirePasskeyBearer } from "./passkey-bearer.ts";
import { assertRoomForPasskey } from "./passkey-limit.ts";
import { type PasskeyRegistration, userPasskeys } from "./passkeys.collection.ts";
import {
  challengeNotFound,
  clientMismatch,
  invalidCredential,
  refusalOfRegistration,
} from "./registration-refusals.ts";
import { assertPasskeysEnabled } from "./relying-party.ts";
import { findUserPasskeys } from "./user-passkeys.ts";

/** @throws as `refusalOfRegistration` */
async function requireCredential(
  { challenge, relyingPartyId, userVerification }: PasskeyRegistration,
  credential: unknown,
): Promise<WebAuthnCredential> {
  const result = await verifyWebAuthnRegistration({ credential, challenge, rpId: relyingPartyId, userVerification });
  if (!result.accepted) throw refusalOfRegistration(result.reason);
  return result.credential;
}

/**
 * Ends the registration of a passkey. A passkey that is refused leaves the registration open for another one
 * (unconfirmed).
 *
 * @throws NotAuthorizedException whatever is wrong with the access token: see `requirePasskeyBearer`
 * @throws WebAuthnNotEnabledException the pool's sign-in policy does not have passkeys
 * @throws WebAuthnChallengeNotFoundException no registration waits, or the passkey was made for another one
 * @throws WebAuthnClientMismatchException another client began the registration
 * @throws LimitExceededException the user has 20 passkeys
 * @throws WebAuthnOriginNotAllowedException a page made the passkey that may not
 * @throws WebAuthnRelyingPartyMismatchException the passkey was made for another relying party
 * @throws WebAuthnCredentialNotSupportedException the passkey has an algorithm that is not supported, or was made without
 *   the user verification that the pool requires
 * @throws InvalidParameterException `Credential data is not valid`, also where somebody has a passkey of this id
 * @see AWS API Reference, CompleteWebAuthnRegistration
 */
export async function completeWebAuthnRegistration(
  context: Pick<OperationContext, "store" | "clock">,
  input: CompleteWebAuthnRegistrationRequest,
): Promise<CompleteWebAuthnRegistrationResponse> {
  await finishPasskeyRegistration(context, await requirePasskeyBearer(context, input.AccessToken), input.Credential);
  return {};
}

/**
 * Ends the registration of a passkey of somebody who is known already.
 *
 * @throws ServiceException as `completeWebAuthnRegistration`, but for what is wrong with tokens
 */
export async function finishPasskeyRegistration(
  context: Pick<OperationContext, "store" | "clock">,
  { pool, client, user }: PasskeyOwner,
  given: unknown,
): Promise<void> {
  assertPasskeysEnabled(pool);
  const before = await findUserPasskeys(context, user);
  const registration = before?.registration;
  const now = context.clock.now();
  if (!before || !registration || now >= registration.expiresAt) throw challengeNotFound();
  if (registration.clientId !== client.id) throw clientMismatch();
  assertRoomForPasskey(before);

  const credential = await requireCredential(registration, given);
  const passkey = { ...credential, relyingPartyId: registration.relyingPartyId, createdAt: now };
  const after = { ...before, passkeys: [...before.passkeys, passkey], registration: undefined };
  try {
    await context.store.commit([userPasskeys.put(after, { expect: before })]);
  } catch (error) {
    if (error instanceof StoreConflict && error.reason === "unique") throw invalidCredential({ cause: error });
    throw error;
  }
}
