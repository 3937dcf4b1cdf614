import { InvalidParameterException, NotAuthorizedException } from "@cogmock/protocol/errors";
import type { VerifiedAttributeType } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import type { AnyWrite } from "../../store/store.ts";
import type { Destination } from "../messages/code-delivery.ts";
import { composeVerification, type MessageDraft } from "../messages/compose-message.ts";
import { servesMfa } from "../mfa/required-mfa.ts";
import type { UserPool } from "../pools/user-pool.ts";
import type { User } from "../users/user.ts";
import { issueCode } from "../verification-codes/issue-code.ts";

/** What old pools, which have no setting, do. @see AWS API Reference, AccountRecoverySettingType */
const WITHOUT_SETTING: readonly VerifiedAttributeType[] = ["phone_number", "email"];

/**
 * The contacts by which users of a pool may recover their accounts, the preferred one first.
 *
 * @throws NotAuthorizedException `Contact administrator to reset password.`
 */
export function recoveryAttributes(pool: UserPool): readonly VerifiedAttributeType[] {
  const mechanisms = pool.settings.AccountRecoverySetting.RecoveryMechanisms ?? [];
  if (mechanisms.length === 0) return WITHOUT_SETTING;
  if (mechanisms.some(({ Name }) => Name === "admin_only")) {
    throw new NotAuthorizedException("Contact administrator to reset password.");
  }
  return mechanisms
    .toSorted((one, other) => one.Priority - other.Priority)
    .map(({ Name }) => (Name === "verified_email" ? "email" : "phone_number"));
}

/**
 * The user's first contact among these that is verified: to another one a stranger might be listening. An address to
 * which the codes of MFA go does not recover the account, too: it would be the only factor.
 *
 * @see AWS API Reference, AccountRecoverySettingType
 */
export function recoveryDestination(
  pool: UserPool,
  user: User,
  attributes: readonly VerifiedAttributeType[],
): Destination | undefined {
  for (const attribute of attributes) {
    const to = user.attributes[attribute];
    const isVerified = user.attributes[`${attribute}_verified`] === "true";
    if (to && isVerified && !servesMfa(pool, user, attribute)) return { attribute, to };
  }
  return undefined;
}

/** What AWS says of a user who has no contact by which to recover the account. */
export function noRecoveryDestination(): InvalidParameterException {
  return new InvalidParameterException(
    "Cannot reset password for the user as there is no registered/verified email or phone_number",
  );
}

/** What AWS says of a user whose state does not allow a new password. */
export function notResettable(): NotAuthorizedException {
  return new NotAuthorizedException("User password cannot be reset in the current state.");
}

/** A code on its way to somebody who needs a new password. */
export interface OutgoingRecovery {
  readonly write: AnyWrite;
  readonly message: MessageDraft;
}

/** The code that ConfirmForgotPassword asks for, in a message. */
export function sendRecovery(
  context: Pick<OperationContext, "clock" | "codes">,
  { pool, user }: { readonly pool: UserPool; readonly user: User },
  destination: Destination,
): OutgoingRecovery {
  const { code, write } = issueCode(context, user, "ForgotPassword", destination);
  return { write, message: composeVerification({ pool, user, destination, code }) };
}
