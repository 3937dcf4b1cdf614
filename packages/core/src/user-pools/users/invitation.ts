import type { AdminCreateUserRequest, DeliveryMediumType } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import { newPassword } from "../passwords/new-password.ts";
import type { Destination } from "../messages/code-delivery.ts";
import { composeInvitation, type MessageDraft } from "../messages/compose-message.ts";
import { invitationEmail, invitationSms } from "../messages/templates.ts";
import type { UserPool } from "../pools/user-pool.ts";
import { generateTemporaryPassword } from "./temporary-password.ts";
import type { User } from "./user.ts";

/** An invited user, as they will be but for the password. */
type InvitedUser = Pick<User, "username" | "sub" | "attributes" | "status" | "password" | "passwordHistory">;

/** What an administrator may say of how a new user learns of their account. */
export type InvitationRequest = Pick<
  AdminCreateUserRequest,
  "TemporaryPassword" | "MessageAction" | "DesiredDeliveryMediums"
>;

/** A user's first password, and the messages that tell them. */
export interface Invitation {
  /** What changes of the user. There is no password where nobody would ever know it. */
  readonly password: Pick<User, "password" | "passwordHistory">;
  readonly messages: readonly MessageDraft[];
}

/** What a template calls the temporary password. */
const PASSWORD_PLACEHOLDER = "{####}";

/** The name that an invited person signs in with. unconfirmed: that AWS's invitations do not name the `sub`. */
function signInNameOf(pool: UserPool, user: InvitedUser): string {
  const attribute = pool.settings.UsernameAttributes?.find((name) => user.attributes[name]);
  return (attribute && user.attributes[attribute]) ?? user.username;
}

/**
 * SMS, unless an administrator says otherwise. unconfirmed: that pools which sign in with e-mail addresses write to those
 * by default.
 */
function defaultMediums(pool: UserPool, user: InvitedUser): readonly DeliveryMediumType[] {
  return pool.settings.UsernameAttributes?.includes("email") && user.attributes["email"] ? ["EMAIL"] : ["SMS"];
}

/**
 * Where invitations go: to those of the desired media for which the user has an address. AWS does not deliver a
 * template that has no place for the password.
 *
 * @param hasPassword whether there is a password to tell. unconfirmed: without one, only a template that does not
 *   speak of it is delivered.
 */
function destinationsOf(
  pool: UserPool,
  user: InvitedUser,
  { MessageAction, DesiredDeliveryMediums = [] }: InvitationRequest,
  hasPassword: boolean,
): readonly Destination[] {
  if (MessageAction === "SUPPRESS") return [];
  const mediums = new Set(DesiredDeliveryMediums.length > 0 ? DesiredDeliveryMediums : defaultMediums(pool, user));
  const destinations: Destination[] = [];
  const { email, phone_number: phoneNumber } = user.attributes;
  if (mediums.has("SMS") && phoneNumber) destinations.push({ attribute: "phone_number", to: phoneNumber });
  if (mediums.has("EMAIL") && email) destinations.push({ attribute: "email", to: email });
  return destinations.filter(({ attribute }) => {
    const template = attribute === "email" ? invitationEmail(pool) : invitationSms(pool);
    return template.body.includes(PASSWORD_PLACEHOLDER) === hasPassword;
  });
}

/**
 * Gives a user a temporary password, the one asked for or a generated one, and writes the messages that carry it.
 *
 * A generated password that goes out in no message is not made at all: it would cost a power of a large number, and
 * nobody could ever use it.
 *
 * @throws InvalidPasswordException the password asked for does not meet the pool's policy
 * @throws PasswordHistoryPolicyViolationException the password asked for is one of the user's last
 */
export async function inviteWithPassword(
  context: Pick<OperationContext, "clock" | "random" | "passwordVerifier">,
  pool: UserPool,
  user: InvitedUser,
  request: InvitationRequest,
): Promise<Invitation> {
  const destinations = destinationsOf(pool, user, request, true);
  const { TemporaryPassword } = request;
  if (TemporaryPassword === undefined && destinations.length === 0) {
    return { password: { password: undefined }, messages: [] };
  }
  const code = TemporaryPassword ?? generateTemporaryPassword(context, pool.settings.Policies.PasswordPolicy);
  const occasion = { temporary: true, occasion: "AdminCreateUser" } as const;
  const password = await newPassword(context, { pool, user }, code, occasion);
  return { password, messages: invitationsWith(pool, user, request, code) };
}

/** The messages that tell a user their password. */
export function invitationsWith(
  pool: UserPool,
  user: InvitedUser,
  request: InvitationRequest,
  code: string,
): readonly MessageDraft[] {
  const signInName = signInNameOf(pool, user);
  return destinationsOf(pool, user, request, true).map((destination) =>
    composeInvitation({ pool, user, destination, signInName, code }),
  );
}

/** The messages to a user who is told of no password. */
export function invitationsWithout(
  pool: UserPool,
  user: InvitedUser,
  request: InvitationRequest,
): readonly MessageDraft[] {
  return destinationsOf(pool, user, request, false).map((destination) =>
    composeInvitation({ pool, user, destination, signInName: signInNameOf(pool, user), code: "" }),
  );
}
