import type { UserPoolOperations } from "@cogmock/protocol";
import { NotImplementedException } from "@cogmock/protocol/errors";
import type { OperationContext } from "./operation-context.ts";
import { retryLostRaces } from "./store/retry-lost-races.ts";
import { userPoolHandlers } from "./user-pools/index.ts";
import type { UserPoolHandler } from "./user-pools/handlers.ts";

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
  return retryLostRaces(() => handler(context, input));
}
