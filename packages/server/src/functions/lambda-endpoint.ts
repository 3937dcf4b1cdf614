import { Agent as HttpAgent, type IncomingMessage, request as requestHttp, type RequestOptions } from "node:http";
import { Agent as HttpsAgent, request as requestHttps } from "node:https";
import { functionNameIn, type Invocation, type InvocationOutcome } from "@cogmock/core";
import { signRequest } from "@cogmock/protocol";
import type { AwsCredentials } from "../configuration/aws-credentials.ts";
import { outcomeOfAnswer } from "./lambda-answer.ts";

/** Something that runs functions behind AWS's Lambda API. */
export interface LambdaEndpoint {
  /** Runs the function of this name there. Never rejects. @param url where; the path of the API is put behind a bare address */
  invoke(url: URL, invocation: Invocation, signal?: AbortSignal): Promise<InvocationOutcome>;
  /** Lets go of connections. */
  close(): void;
}

/** Who signs, where nobody says: the usual credentials of emulators, and the account of the function for a key. */
const TEST_SECRET = "test";
const DEFAULT_REGION = "us-east-1";

/** @see AWS Lambda API Reference, Invoke */
const API_VERSION = "2015-03-31";

/** Where a function is invoked. A URL with a path is taken as it is: a runtime interface emulator has but one function. */
function invocationUrl(url: URL, functionArn: string): URL {
  const { name, qualifier } = functionNameIn(functionArn);
  const isBare = !url.pathname.endsWith("/invocations");
  const base = url.href.replace(/\/+$/, "");
  const target = isBare
    ? new URL(`${base}/${API_VERSION}/functions/${encodeURIComponent(name)}/invocations`)
    : new URL(url);
  if (qualifier !== undefined) target.searchParams.set("Qualifier", qualifier);
  return target;
}

/** How often a request is sent again for which a connection was taken that the other side had just given up. */
const MAX_STALE_CONNECTIONS = 2;

interface Answer {
  readonly response: IncomingMessage;
  readonly body: string;
}

/** A request was cut off before there was an answer. */
class CutOff extends Error {
  override readonly name = "CutOff";
  readonly isStale: boolean;

  constructor(cause: NodeJS.ErrnoException, isStale: boolean) {
    // A host that has several addresses fails with one error for each, and a message for none.
    const [first] = cause instanceof AggregateError ? cause.errors : [];
    super(cause.message || (first instanceof Error ? first.message : (cause.code ?? "no connection")), { cause });
    this.isStale = isStale;
  }
}

function exchange(url: URL, options: RequestOptions, body: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const send = url.protocol === "https:" ? requestHttps : requestHttp;
    const request = send(url, options, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("end", () => resolve({ response, body: Buffer.concat(chunks).toString("utf8") }));
      response.on("error", reject);
    });
    request.on("error", (error: NodeJS.ErrnoException) => {
      reject(new CutOff(error, request.reusedSocket && error.code === "ECONNRESET"));
    });
    request.end(body);
  });
}

/**
 * Runs functions behind AWS's Lambda API, wherever it is: another emulator, AWS SAM, a runtime interface emulator, AWS
 * itself. Connections are kept. Requests are signed, for some emulators find their services by the signature.
 *
 * @param credentials who signs; where absent, the key is the account of the function, which emulators take for one
 */
export function createLambdaEndpoint(credentials: AwsCredentials | undefined, now: () => number): LambdaEndpoint {
  const agents = { "http:": new HttpAgent({ keepAlive: true }), "https:": new HttpsAgent({ keepAlive: true }) };

  function headersOf(url: URL, { functionArn, payload, isAsynchronous }: Invocation): Record<string, string> {
    const [, , , region = "", account = ""] = functionArn.split(":");
    const signer = credentials ?? { accessKeyId: account || TEST_SECRET, secretAccessKey: TEST_SECRET };
    const rules = { ...signer, region: region || DEFAULT_REGION, service: "lambda", now: now() };
    return {
      ...signRequest({ method: "POST", url, body: payload }, rules),
      "content-type": "application/json",
      "x-amz-invocation-type": isAsynchronous ? "Event" : "RequestResponse",
      "x-amz-log-type": "None",
    };
  }

  async function send(url: URL, invocation: Invocation, signal: AbortSignal | undefined): Promise<Answer> {
    const options = {
      method: "POST",
      headers: headersOf(url, invocation),
      agent: url.protocol === "https:" ? agents["https:"] : agents["http:"],
      ...(signal && { signal }),
    };
    for (let stale = 0; ; stale++) {
      try {
        return await exchange(url, options, invocation.payload);
      } catch (error) {
        if (!(error instanceof CutOff && error.isStale) || stale === MAX_STALE_CONNECTIONS) throw error;
      }
    }
  }

  return {
    async invoke(url, invocation, signal) {
      try {
        const { response, body } = await send(invocationUrl(url, invocation.functionArn), invocation, signal);
        return outcomeOfAnswer({ status: response.statusCode ?? 0, headers: response.headers, body });
      } catch (error) {
        if (signal?.aborted === true) return { kind: "timedOut" };
        // Nobody's error of AWS's: there, somebody always answers. The reader is told what to look at.
        return { kind: "unreachable", reason: error instanceof Error ? error.message : String(error) };
      }
    },
    close() {
      agents["http:"].destroy();
      agents["https:"].destroy();
    },
  };
}
