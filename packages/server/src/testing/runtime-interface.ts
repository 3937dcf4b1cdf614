import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { createRequire } from "node:module";
import { onTestFinished } from "vitest";
import { functionIn, type LambdaReply, startLambdaServer } from "./lambda-server.ts";
import { arnOf } from "./trigger-handlers.ts";

/** How to reach AWS's runtime interface client, which is a program. */
const require = createRequire(import.meta.url);
const CLIENT = require.resolve("aws-lambda-ric/index.mjs");
const TRANSPORT = new URL("runtime-transport.ts", import.meta.url).href;

/** An invocation on its way to a runtime and back. */
interface Pending {
  readonly payload: string;
  readonly answer: (reply: LambdaReply) => void;
}

/** What waits for invocations of a function, or what invocations wait for. */
class FunctionQueue {
  readonly #invocations: Pending[] = [];
  readonly #runtimes: ((invocation: Pending) => void)[] = [];

  invoke(payload: string): Promise<LambdaReply> {
    return new Promise((answer) => {
      const runtime = this.#runtimes.shift();
      if (runtime) runtime({ payload, answer });
      else this.#invocations.push({ payload, answer });
    });
  }

  next(): Promise<Pending> {
    return new Promise((resolve) => {
      const invocation = this.#invocations.shift();
      if (invocation) resolve(invocation);
      else this.#runtimes.push(resolve);
    });
  }
}

/** Which functions there are. */
export interface Runtimes {
  readonly folder: string;
  /** The file without its extension. */
  readonly module: string;
  /** Names of functions, and of the exports that they are. */
  readonly functions: readonly string[];
}

/** @see "Using the Lambda runtime API for custom runtimes" in the AWS Lambda Developer Guide */
const RUNTIME_PATH = /^\/([^/]+)\/2018-06-01\/runtime\/invocation\/(next|([^/]+)\/(response|error))$/;

/**
 * Runs functions in AWS's own runtime for Node.js, one process each, as the runtime interface emulator does: the
 * invocation API on one side, the runtime API on the other. All of it ends with the test.
 *
 * @returns the address of the invocation API
 */
export async function startRuntimes({ folder, module, functions }: Runtimes): Promise<string> {
  const queues = new Map(functions.map((name) => [name, new FunctionQueue()]));
  const pending = new Map<string, Pending>();

  async function serveRuntime(name: string, requestId: string | undefined, how: string | undefined, body: string) {
    if (requestId === undefined) {
      const invocation = await queues.get(name)?.next();
      if (!invocation) return { status: 404 };
      const id = randomUUID();
      pending.set(id, invocation);
      return {
        headers: {
          "lambda-runtime-aws-request-id": id,
          "lambda-runtime-deadline-ms": String(Date.now() + 5_000),
          "lambda-runtime-invoked-function-arn": arnOf(name),
        },
        body: invocation.payload,
      };
    }
    const headers = how === "error" ? { "x-amz-function-error": "Unhandled" } : {};
    pending.get(requestId)?.answer({ headers, body });
    return { status: 202 };
  }

  const server = await startLambdaServer(async (request) => {
    const [, name = "", , requestId, how] = RUNTIME_PATH.exec(request.url) ?? [];
    if (name !== "") return serveRuntime(name, requestId, how, request.body);
    const queue = queues.get(functionIn(request) ?? "");
    return queue?.invoke(request.body) ?? { status: 404 };
  });

  for (const name of functions) {
    // What the handlers log goes nowhere; what the client itself cannot do shows.
    const child = spawn(process.execPath, ["--import", TRANSPORT, CLIENT], {
      stdio: ["ignore", "ignore", "inherit"],
      env: {
        AWS_LAMBDA_RUNTIME_API: new URL(server.url).host,
        AWS_LAMBDA_FUNCTION_NAME: name,
        AWS_LAMBDA_FUNCTION_VERSION: "$LATEST",
        AWS_LAMBDA_FUNCTION_MEMORY_SIZE: "128",
        AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${name}`,
        AWS_LAMBDA_LOG_STREAM_NAME: "test",
        LAMBDA_TASK_ROOT: folder,
        _HANDLER: `${module}.${name}`,
        COGMOCK_RUNTIME_PATH: `/${name}`,
      },
    });
    onTestFinished(() => void child.kill("SIGKILL"));
  }
  return server.url;
}
