import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { onTestFinished } from "vitest";
import { functionIn, type LambdaReply, startLambdaServer } from "./lambda-server.ts";
import { arnOf } from "./trigger-handlers.ts";

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
  /** AWS's runtime interface client. */
  readonly program: string;
  readonly folder: string;
  /** The file without its extension. */
  readonly module: string;
  /** Names of functions, and of the exports that they are. */
  readonly functions: readonly string[];
}

/** @see "Using the Lambda runtime API for custom runtimes" in the AWS Lambda Developer Guide */
const RUNTIME_PATH = /^\/2018-06-01\/runtime\/invocation\/(?:next|([^/]+)\/(response|error))$/;

/** The runtime API of a function, at an address of its own: what a runtime asks for work, and tells of what came of it. */
async function startRuntimeApi(name: string, queue: FunctionQueue): Promise<string> {
  const pending = new Map<string, Pending>();
  const { url } = await startLambdaServer(async (request) => {
    const [path, requestId = "", how] = RUNTIME_PATH.exec(request.url) ?? [];
    if (path === undefined) return { status: 404 };
    if (how !== undefined) {
      const headers = how === "error" ? { "x-amz-function-error": "Unhandled" } : {};
      pending.get(requestId)?.answer({ headers, body: request.body });
      return { status: 202 };
    }
    const invocation = await queue.next();
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
  });
  return new URL(url).host;
}

/**
 * Runs functions in AWS's own runtime for Node.js, one process each, as the runtime interface emulator does: the
 * invocation API on one side, the runtime API on the other. All of it ends with the test.
 *
 * @returns the address of the invocation API
 */
export async function startRuntimes({ program, folder, module, functions }: Runtimes): Promise<string> {
  const queues = new Map(functions.map((name) => [name, new FunctionQueue()]));
  for (const [name, queue] of queues) {
    // What the handlers log goes nowhere; what the client itself cannot do shows.
    const child = spawn(process.execPath, [program], {
      stdio: ["ignore", "ignore", "inherit"],
      env: {
        AWS_LAMBDA_RUNTIME_API: await startRuntimeApi(name, queue),
        AWS_LAMBDA_FUNCTION_NAME: name,
        AWS_LAMBDA_FUNCTION_VERSION: "$LATEST",
        AWS_LAMBDA_FUNCTION_MEMORY_SIZE: "128",
        AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${name}`,
        AWS_LAMBDA_LOG_STREAM_NAME: "test",
        LAMBDA_TASK_ROOT: folder,
        _HANDLER: `${module}.${name}`,
      },
    });
    onTestFinished(() => void child.kill("SIGKILL"));
  }
  const { url } = await startLambdaServer(
    async (request) => (await queues.get(functionIn(request) ?? "")?.invoke(request.body)) ?? { status: 404 },
  );
  return url;
}
