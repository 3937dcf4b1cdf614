import { randomUUID } from "node:crypto";
import { findByFunction, handlerInvocation, type InvokeFunction, systemClock } from "@cogmock/core";
import type { AwsCredentials } from "../configuration/aws-credentials.ts";
import type { FunctionTarget, FunctionTargets } from "../configuration/function-targets.ts";
import { createLambdaEndpoint } from "./lambda-endpoint.ts";
import { createModuleFunctions } from "./module-functions.ts";

/** What runs the functions that user pools name as their triggers. */
export interface FunctionRunner {
  readonly invoke: InvokeFunction;
  /** Ends what still runs, and lets go of connections. */
  close(): void;
}

/** Where functions are. */
export interface FunctionRunnerOptions {
  /** By ARN or by name. */
  readonly functions: FunctionTargets;
  /** Where all others are: an address of AWS's Lambda API. */
  readonly lambdaEndpoint: string | undefined;
  /** Whose requests to such addresses are. */
  readonly awsCredentials: AwsCredentials | undefined;
}

/** unconfirmed: that a function which nobody knows is to AWS what one is that has been deleted. */
const UNKNOWN = { kind: "unreachable", reason: "ResourceNotFoundException" } as const;

/** Makes what runs functions, by the way that is configured for each. */
export function createFunctionRunner(options: FunctionRunnerOptions): FunctionRunner {
  const { functions, lambdaEndpoint, awsCredentials } = options;
  // Functions live in real time, and so do signatures, whatever hour the server is set to.
  const endpoint = createLambdaEndpoint(awsCredentials, () => systemClock.now());
  const modules = createModuleFunctions();
  const ports = { realClock: systemClock, newRequestId: () => randomUUID() };
  const others: FunctionTarget | undefined =
    lambdaEndpoint === undefined ? undefined : { kind: "endpoint", url: lambdaEndpoint };
  return {
    invoke: async (invocation, signal) => {
      const target = findByFunction(functions, invocation.functionArn) ?? others;
      if (!target) return UNKNOWN;
      if (target.kind === "endpoint") return endpoint.invoke(new URL(target.url), invocation, signal);
      return modules.run(target, handlerInvocation(invocation, ports), signal);
    },
    close() {
      endpoint.close();
      modules.close();
    },
  };
}
