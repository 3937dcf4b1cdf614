import { ResourceNotFoundException } from "@cogmock/protocol/errors";
import type { OperationContext } from "../../operation-context.ts";
import { findAll } from "../../store/find-all.ts";
import type { AnyWrite, Stored } from "../../store/store.ts";
import type { User } from "../users/user.ts";
import { type AuthEvent, authEvents } from "./auth-events.collection.ts";

/** unconfirmed: AWS's type and text. */
const NO_SUCH_EVENT = "Event does not exist.";

/** The event of a user with this id. */
export async function findEvent(
  { store }: Pick<OperationContext, "store">,
  { userPoolId, sub }: User,
  eventId: string,
): Promise<Stored<AuthEvent> | undefined> {
  return store.get(authEvents, [userPoolId, sub, eventId]);
}

/** As `findEvent`. @throws ResourceNotFoundException the user has no such event */
export async function requireEvent(
  context: Pick<OperationContext, "store">,
  user: User,
  eventId: string,
): Promise<Stored<AuthEvent>> {
  const event = await findEvent(context, user, eventId);
  if (!event) throw new ResourceNotFoundException(NO_SUCH_EVENT);
  return event;
}

/** What forgets all events of a user; to be committed with the user's deletion. */
export async function eventWritesOfUser(
  { store }: Pick<OperationContext, "store">,
  { userPoolId, sub }: Pick<User, "userPoolId" | "sub">,
): Promise<AnyWrite[]> {
  const found = await findAll(store, authEvents, "newestOfUser", [userPoolId, sub]);
  return found.map((event) => authEvents.delete(event, { expect: "any" }));
}
