import type { Clock } from "./clock.ts";
import { type HandlerInvocation, runHandler } from "./run-handler.ts";
import { timeLimitOf } from "./time-limit.ts";
import type { Invocation, InvokeFunction } from "./triggers.ts";

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
  readonly memoryLimitInMB: string;
  readonly logGroupName: string;
  readonly logStreamName: string;
  /** Without effect: nothing goes on behind an answer. */
  callbackWaitsForEmptyEventLoop: boolean;
  getRemainingTimeInMillis(): number;
  /** How functions answered before there was a callback, and some still do. */
  done(error?: Error | string | null, result?: unknown): void;
  succeed(result?: unknown): void;
  fail(error: Error | string): void;
}

/** How functions answer that were written before promises. */
export type FunctionCallback = (error?: Error | string | null, result?: unknown) => void;

/** What makes handlers fit whatever type they give to the event of their trigger: parameters of methods are compared both ways. */
interface Handling {
  handle(event: TriggerEvent, context: FunctionContext, callback: FunctionCallback): unknown;
}

/**
 * A Lambda function of a trigger: gets the event and returns it with its response, or a promise of it. A function with
 * three parameters that returns nothing answers through its callback, and any may do so through its context before it
 * returns. Handlers typed with `@types/aws-lambda` fit.
 */
export type TriggerFunction = Handling["handle"];

/** Functions by ARN, or by function name. Looked up at each call, so that some may be added later. */
export type TriggerFunctions = Readonly<Record<string, TriggerFunction>>;

/** What runs functions needs to tell them when and in which invocation they run. */
export interface FunctionPorts {
  readonly realClock: Clock;
  readonly newRequestId: () => string;
}

/** The name of a function, and the version or alias that an ARN `…:function:<name>:<qualifier>` pins. */
export interface FunctionName {
  readonly name: string;
  /** Absent where the ARN pins none. */
  readonly qualifier?: string | undefined;
}

/** What an ARN names. What is no ARN is a name. */
export function functionNameIn(functionArn: string): FunctionName {
  const [, , , , , , name = functionArn, qualifier] = functionArn.split(":");
  return { name, qualifier };
}

/** What is registered for a function, be it under its ARN or under its name; the ARN goes first. */
export function findByFunction<T>(byArnOrName: Readonly<Record<string, T>>, functionArn: string): T | undefined {
  const key = [functionArn, functionNameIn(functionArn).name].find((known) => Object.hasOwn(byArnOrName, known));
  return key === undefined ? undefined : byArnOrName[key];
}

/** An invocation, as the function is told of it. */
export function handlerInvocation(
  invocation: Invocation,
  { realClock, newRequestId }: FunctionPorts,
): HandlerInvocation {
  const { functionArn, payload } = invocation;
  const { name, qualifier = "$LATEST" } = functionNameIn(functionArn);
  return {
    functionName: name,
    functionVersion: qualifier,
    invokedFunctionArn: functionArn,
    awsRequestId: newRequestId(),
    deadline: realClock.now() + timeLimitOf(invocation),
    payload,
  };
}

/** Runs functions of this program. */
export function invokeFunctions(functions: TriggerFunctions, ports: FunctionPorts): InvokeFunction {
  return async (invocation) => {
    const run = findByFunction(functions, invocation.functionArn);
    if (!run) return { kind: "unreachable", reason: "ResourceNotFoundException" };
    return runHandler(run, handlerInvocation(invocation, ports), () => ports.realClock.now());
  };
}
