import type { UserPoolOperations } from "@cogmock/protocol";
import { NotImplementedException, TooManyRequestsException } from "@cogmock/protocol/errors";
import { RaceLostTooOften, type UntilNoRaceIsLost } from "./lost-races.ts";
import type { OperationContext } from "./operation-context.ts";
import { onceARequest } from "./ports/invoke-once.ts";
import type { InvokeFunction } from "./ports/triggers.ts";
import { userPoolHandlers } from "./user-pools/index.ts";
import type { UserPoolHandler } from "./user-pools/handlers.ts";

/** unconfirmed: AWS's text. Its SDKs wait a little and try again by themselves. */
const TOO_MANY_REQUESTS = "Rate exceeded";

/** A context without what the dispatcher makes for each request. */
export type RequestContext = Omit<OperationContext, "invokeOnce">;

/**
 * Runs the handler of an operation, and runs it again when its commit lost a race: it decides anew on what the winner
 * left. Handlers commit once and change nothing before, which is what makes that right. Triggers are not called again.
 *
 * @param input validated against the operation's schema
 * @throws NotImplementedException the operation has no handler
 * @throws TooManyRequestsException it lost one race after another: too many requests change the same thing
 * @throws ServiceException what the handler answers
 */
export type RunHandler = <Name extends keyof UserPoolOperations>(
  name: Name,
  context: RequestContext,
  input: UserPoolOperations[Name]["input"],
) => Promise<UserPoolOperations[Name]["output"]>;

/**
 * Runs what decides a request: again, when its commit lost a race. See `RunHandler`.
 *
 * @throws TooManyRequestsException it lost one race after another
 */
export type RunDecision = <T>(request: RequestContext, decide: (context: OperationContext) => Promise<T>) => Promise<T>;

/**
 * Makes what runs decisions.
 *
 * @param invoke calls the functions of Lambda triggers; without it there are none
 */
export function createDecisionRunner(untilNoRaceIsLost: UntilNoRaceIsLost, invoke?: InvokeFunction): RunDecision {
  return async (request, decide) => {
    const context: OperationContext = invoke ? { ...request, invokeOnce: onceARequest(invoke) } : request;
    try {
      return await untilNoRaceIsLost(() => decide(context));
    } catch (error) {
      if (!(error instanceof RaceLostTooOften)) throw error;
      throw new TooManyRequestsException(TOO_MANY_REQUESTS, { cause: error });
    }
  };
}

/** Makes what runs handlers. */
export function createDispatcher(runDecision: RunDecision): RunHandler {
  return async <Name extends keyof UserPoolOperations>(
    name: Name,
    request: RequestContext,
    input: UserPoolOperations[Name]["input"],
  ) => {
    const handler: UserPoolHandler<Name> | undefined = userPoolHandlers[name];
    if (!handler) throw new NotImplementedException(`${name} is not implemented yet.`);
    return runDecision(request, (context) => handler(context, input));
  };
}
