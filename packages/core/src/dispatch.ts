import type { UserPoolOperations } from "@cogmock/protocol";
import { NotImplementedException, TooManyRequestsException } from "@cogmock/protocol/errors";
import { RaceLostTooOften, type UntilNoRaceIsLost } from "./lost-races.ts";
import type { OperationContext } from "./operation-context.ts";
import type { BeginFunctions } from "./user-pools/trigger-records/record-functions.ts";
import { userPoolHandlers } from "./user-pools/index.ts";
import type { UserPoolHandler } from "./user-pools/handlers.ts";

/** unconfirmed: AWS's text. Its SDKs wait a little and try again by themselves. */
const TOO_MANY_REQUESTS = "Rate exceeded";

/** A context without what the dispatcher makes for each request. */
export type RequestContext = Omit<OperationContext, "invokeOnce" | "invokeLater">;

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
 * @param beginFunctions makes what calls the functions of Lambda triggers for a request; without it there are none
 */
export function createDecisionRunner(
  untilNoRaceIsLost: UntilNoRaceIsLost,
  beginFunctions?: BeginFunctions,
): RunDecision {
  return async (request, decide) => {
    const functions = beginFunctions?.();
    const { invokeOnce, invokeLater } = functions ?? {};
    let failure: unknown;
    try {
      return await untilNoRaceIsLost(() => decide({ ...request, invokeOnce, invokeLater }));
    } catch (error) {
      failure = error;
      if (!(error instanceof RaceLostTooOften)) throw error;
      throw new TooManyRequestsException(TOO_MANY_REQUESTS, { cause: error });
    } finally {
      await functions?.keepRecord(failure);
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
