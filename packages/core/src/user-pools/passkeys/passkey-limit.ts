import { LimitExceededException } from "@cogmock/protocol/errors";
import type { UserPasskeys } from "./passkeys.collection.ts";

/** @see "Passkey sign-in" in the Amazon Cognito Developer Guide */
export const MAX_PASSKEYS_OF_USER = 20;

/** unconfirmed: AWS's text. */
const TOO_MANY = "The maximum number of WebAuthn credentials has been reached.";

/** @throws LimitExceededException the user has as many passkeys as a user may have */
export function assertRoomForPasskey(document: UserPasskeys | undefined): void {
  if ((document?.passkeys.length ?? 0) >= MAX_PASSKEYS_OF_USER) throw new LimitExceededException(TOO_MANY);
}
