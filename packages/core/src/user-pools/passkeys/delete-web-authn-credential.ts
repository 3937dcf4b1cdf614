import { ResourceNotFoundException } from "@cogmock/protocol/errors";
import type { DeleteWebAuthnCredentialRequest, DeleteWebAuthnCredentialResponse } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import { requirePasskeyBearer } from "./passkey-bearer.ts";
import { userPasskeys } from "./passkeys.collection.ts";
import { findUserPasskeys } from "./user-passkeys.ts";

/** unconfirmed: AWS's text. */
const UNKNOWN_CREDENTIAL = "The WebAuthn credential does not exist.";

/**
 * Deletes a passkey of the user who asks. The authenticator keeps its part, which is good for nothing from then on.
 *
 * @throws NotAuthorizedException whatever is wrong with the access token: see `requirePasskeyBearer`
 * @throws ResourceNotFoundException the user has no such passkey
 * @see AWS API Reference, DeleteWebAuthnCredential
 */
export async function deleteWebAuthnCredential(
  context: Pick<OperationContext, "store" | "clock">,
  { AccessToken, CredentialId }: DeleteWebAuthnCredentialRequest,
): Promise<DeleteWebAuthnCredentialResponse> {
  const { user } = await requirePasskeyBearer(context, AccessToken);
  const before = await findUserPasskeys(context, user);
  const passkeys = before?.passkeys.filter(({ id }) => id !== CredentialId) ?? [];
  if (!before || passkeys.length === before.passkeys.length) throw new ResourceNotFoundException(UNKNOWN_CREDENTIAL);
  await context.store.commit([
    passkeys.length === 0 && !before.registration
      ? userPasskeys.delete(before, { expect: before })
      : userPasskeys.put({ ...before, passkeys }, { expect: before }),
  ]);
  return {};
}
