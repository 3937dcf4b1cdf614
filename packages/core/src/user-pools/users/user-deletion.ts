import type { OperationContext } from "../../operation-context.ts";
import type { AnyWrite, Stored } from "../../store/store.ts";
import { attemptWritesOfUser } from "../attempts/attempts.ts";
import { eventWritesOfUser } from "../auth-events/events-of-user.ts";
import { deviceWritesOfUser } from "../devices/devices-of-user.ts";
import { forgetFailures } from "../authentication/back-off.ts";
import { membershipWritesOfUser } from "../groups/group-membership.ts";
import { linkedIdentityWritesOfUser } from "../linked-identities/linked-identity.ts";
import { passkeyWritesOfUser } from "../passkeys/user-passkeys.ts";
import { ratingWritesOfUser } from "../risk-ratings/risk-rating.ts";
import { codeWritesOfUser } from "../verification-codes/verification-code.ts";
import type { User } from "./user.ts";
import { users } from "./users.collection.ts";

/**
 * What deletes a user and all that speaks of them: memberships in groups, linked identities, passkeys, devices, codes,
 * attempts, failures, events, their rating. Sign-ins need no deletion: without their user their tokens are worth nothing.
 */
export async function deletionWritesOfUser(
  context: Pick<OperationContext, "store">,
  user: Stored<User>,
): Promise<readonly AnyWrite[]> {
  const belongings = await Promise.all([
    membershipWritesOfUser(context, user),
    linkedIdentityWritesOfUser(context, user),
    passkeyWritesOfUser(context, user),
    deviceWritesOfUser(context, user),
    codeWritesOfUser(context, user),
    attemptWritesOfUser(context, user),
    forgetFailures(context, user),
    eventWritesOfUser(context, user),
    ratingWritesOfUser(context, user),
  ]);
  return [users.delete(user, { expect: user }), ...belongings.flat()];
}
