import type { UserPoolOperations } from "@cogmock/protocol";
import { NotImplementedException } from "@cogmock/protocol/errors";
import type { OperationContext } from "./operation-context.ts";
import { type Store, StoreConflict } from "./store/store.ts";
import { userPoolHandlers } from "./user-pools/index.ts";
import type { UserPoolHandler } from "./user-pools/handlers.ts";

/** How often a handler may lose races before its request fails. */
const MAX_ATTEMPTS = 20;

/** The handlers of each store that run again, of which the last to come is remembered. */
const lines = new WeakMap<Store, Promise<unknown>>();

/**
 * Runs again what lost a race, when all that lost before it have had their turn. Were all to run at once, a hundred
 * changes of one document would take a hundred rounds, of which each ends well for one; one after the other they lose
 * only to newcomers and to other processes.
 */
function inLine<T>(store: Store, run: () => Promise<T>): Promise<T> {
  const turn = (lines.get(store) ?? Promise.resolve()).then(run);
  lines.set(
    store,
    turn.catch(() => undefined),
  );
  return turn;
}

/**
 * Runs the handler of an operation, and runs it again when its commit lost a race: it decides anew on what the winner
 * left. Handlers commit once and change nothing before, which is what makes that right.
 *
 * @param input validated against the operation's schema
 * @throws NotImplementedException the operation has no handler
 * @throws ServiceException what the handler answers
 */
export async function runHandler<Name extends keyof UserPoolOperations>(
  name: Name,
  context: OperationContext,
  input: UserPoolOperations[Name]["input"],
): Promise<UserPoolOperations[Name]["output"]> {
  const handler: UserPoolHandler<Name> | undefined = userPoolHandlers[name];
  if (!handler) throw new NotImplementedException(`${name} is not implemented yet.`);
  for (let attempt = 1; ; attempt++) {
    try {
      return await (attempt === 1 ? handler(context, input) : inLine(context.store, () => handler(context, input)));
    } catch (error) {
      if (!(error instanceof StoreConflict) || attempt === MAX_ATTEMPTS) throw error;
    }
  }
}
