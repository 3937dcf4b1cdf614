import type { Clock, EpochMilliseconds } from "./clock.ts";
import { TIME_LIMIT_MILLISECONDS } from "./time-limit.ts";
import type { InvocationOutcome, InvokeFunction } from "./triggers.ts";

/** The event of a trigger, as a function gets it: its own copy, to change and return. */
export interface TriggerEvent {
  version: string;
  triggerSource: string;
  region: string;
  userPoolId: string;
  userName: string;
  callerContext: { awsSdkVersion: string; clientId: string };
  request: Record<string, unknown>;
  response: Record<string, unknown>;
}

/** What Lambda tells a function of its invocation. @see "Using the Lambda context object to retrieve Node.js function information" in the AWS Lambda Developer Guide */
export interface FunctionContext {
  readonly functionName: string;
  readonly functionVersion: string;
  readonly invokedFunctionArn: string;
  readonly awsRequestId: string;
  getRemainingTimeInMillis(): number;
}

/** How functions answer that were written before promises. */
export type FunctionCallback = (error?: Error | string | null, result?: unknown) => void;

/** What makes handlers fit whatever type they give to the event of their trigger: parameters of methods are compared both ways. */
interface Handling {
  handle(event: TriggerEvent, context: FunctionContext, callback: FunctionCallback): unknown;
}

/**
 * A Lambda function of a trigger: gets the event and returns it with its response, or a promise of it. A function with
 * three parameters that returns nothing answers through its callback. Handlers typed with `@types/aws-lambda` fit.
 */
export type TriggerFunction = Handling["handle"];

/** Functions by ARN, or by function name. Looked up at each call, so that some may be added later. */
export type TriggerFunctions = Readonly<Record<string, TriggerFunction>>;

/** What runs functions needs to tell them when and in which invocation they run. */
export interface FunctionPorts {
  readonly clock: Clock;
  readonly newRequestId: () => string;
}

/** The name of a function, and the version or alias that an ARN `…:function:<name>:<qualifier>` pins. */
function nameIn(functionArn: string): { readonly name: string; readonly qualifier: string } {
  const [, , , , , , name = functionArn, qualifier = "$LATEST"] = functionArn.split(":");
  return { name, qualifier };
}

function findFunction(functions: TriggerFunctions, functionArn: string): TriggerFunction | undefined {
  const key = [functionArn, nameIn(functionArn).name].find((known) => Object.hasOwn(functions, known));
  return key === undefined ? undefined : functions[key];
}

/** Runs functions of this program. What they get and what they return is copied, as if it went over the wire. */
export function invokeFunctions(functions: TriggerFunctions, ports: FunctionPorts): InvokeFunction {
  return async ({ functionArn, payload }) => {
    const run = findFunction(functions, functionArn);
    if (!run) return { kind: "unreachable", reason: "ResourceNotFoundException" };
    const event: TriggerEvent = JSON.parse(payload);
    try {
      return returned(await resultOf(run, event, functionContext(functionArn, ports)));
    } catch (error) {
      return { kind: "threw", errorMessage: errorMessageOf(error) };
    }
  };
}

function functionContext(functionArn: string, { clock, newRequestId }: FunctionPorts): FunctionContext {
  const { name, qualifier } = nameIn(functionArn);
  const until: EpochMilliseconds = clock.now() + TIME_LIMIT_MILLISECONDS;
  return {
    functionName: name,
    functionVersion: qualifier,
    invokedFunctionArn: functionArn,
    awsRequestId: newRequestId(),
    getRemainingTimeInMillis: () => Math.max(0, until - clock.now()),
  };
}

/** The result of a function, by whichever of the two ways it gives it. */
function resultOf(run: TriggerFunction, event: TriggerEvent, context: FunctionContext): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const result = run(event, context, (error, answer) => {
      if (error === undefined || error === null) resolve(answer);
      // A callback's error may be a text.
      // oxlint-disable-next-line typescript/prefer-promise-reject-errors
      else reject(error);
    });
    if (result !== undefined || run.length < 3) resolve(result);
  });
}

/** unconfirmed: Lambda's text for what JSON cannot carry. */
const NOT_JSON = "Unable to stringify response body";

function returned(result: unknown): InvocationOutcome {
  try {
    const payload: string | undefined = JSON.stringify(result);
    return { kind: "returned", payload };
  } catch {
    return { kind: "threw", errorMessage: NOT_JSON };
  }
}

/** What Lambda's runtime for Node.js reports of what was thrown, which need not be an error. */
function errorMessageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
