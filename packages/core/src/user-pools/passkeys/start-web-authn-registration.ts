import { webAuthnCreationOptions } from "@cogmock/crypto";
import type { StartWebAuthnRegistrationRequest, StartWebAuthnRegistrationResponse } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import { type PasskeyOwner, requirePasskeyBearer } from "./passkey-bearer.ts";
import { assertRoomForPasskey } from "./passkey-limit.ts";
import type { UserPasskeys } from "./passkeys.collection.ts";
import { assertPasskeysEnabled, requireRelyingPartyId, userVerificationOf } from "./relying-party.ts";
import { findUserPasskeys, putUserPasskeys } from "./user-passkeys.ts";

/** unconfirmed: how long AWS waits for the passkey. Browsers are told to wait a minute. */
const VALIDITY_MILLISECONDS = 180_000;

/**
 * Begins to register a passkey: answers what a page hands to `navigator.credentials.create`. Of several registrations that
 * a user has begun, the last one counts (unconfirmed).
 *
 * @throws NotAuthorizedException whatever is wrong with the access token: see `requirePasskeyBearer`
 * @throws WebAuthnNotEnabledException the pool's sign-in policy does not have passkeys
 * @throws WebAuthnConfigurationMissingException the pool has no relying party
 * @throws LimitExceededException the user has 20 passkeys
 * @see AWS API Reference, StartWebAuthnRegistration
 */
export async function startWebAuthnRegistration(
  context: OperationContext,
  input: StartWebAuthnRegistrationRequest,
): Promise<StartWebAuthnRegistrationResponse> {
  const options = await beginPasskeyRegistration(context, await requirePasskeyBearer(context, input.AccessToken));
  return { CredentialCreationOptions: { ...options } };
}

/**
 * Begins to register a passkey for somebody who is known already.
 *
 * @throws WebAuthnNotEnabledException, WebAuthnConfigurationMissingException, LimitExceededException as
 *   `startWebAuthnRegistration`
 */
export async function beginPasskeyRegistration(
  context: OperationContext,
  { pool, client, user }: PasskeyOwner,
): Promise<ReturnType<typeof webAuthnCreationOptions>> {
  assertPasskeysEnabled(pool);
  const relyingPartyId = requireRelyingPartyId(pool);
  const before = await findUserPasskeys(context, user);
  assertRoomForPasskey(before);

  const userVerification = userVerificationOf(pool);
  const passkeys = before?.passkeys ?? [];
  const options = webAuthnCreationOptions({
    rpId: relyingPartyId,
    user: { id: user.sub, name: user.username },
    userVerification,
    credentials: passkeys,
    randomBytes: (length) => context.random.bytes(length),
  });
  const after: UserPasskeys = {
    userPoolId: pool.id,
    sub: user.sub,
    passkeys,
    registration: {
      challenge: options.challenge,
      clientId: client.id,
      relyingPartyId,
      userVerification,
      expiresAt: context.clock.now() + VALIDITY_MILLISECONDS,
    },
  };
  await context.store.commit([putUserPasskeys(after, before)]);
  return options;
}
