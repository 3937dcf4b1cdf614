import autocannon from "autocannon";

/** How many connections ask at the same time, each waiting for its answer before it asks again. */
const CONNECTIONS = 16;

/** One request of a load: an operation with its input, or a GET of a path. */
export type LoadRequest = { readonly operation: string; readonly input: object } | { readonly path: string };

/** What a load came to. */
export interface LoadResult {
  readonly perSecond: number;
  /** Median latency in milliseconds, as one connection saw it. */
  readonly medianMilliseconds: number;
}

/** How much to ask: for some seconds, or a number of requests. */
export interface LoadSize {
  readonly seconds?: number;
  readonly amount?: number;
  readonly connections?: number;
}

/**
 * Asks a server as fast as it answers.
 *
 * @param next makes the next request
 * @throws Error an answer was not 200
 */
export async function load(
  url: string,
  next: () => LoadRequest,
  { seconds = 3, amount, connections = CONNECTIONS }: LoadSize = {},
): Promise<LoadResult> {
  const first = next();
  const isGet = "path" in first;
  const result = await autocannon({
    url,
    connections,
    ...(amount === undefined ? { duration: seconds } : { amount }),
    requests: [
      isGet
        ? { method: "GET", path: first.path }
        : {
            method: "POST",
            path: "/",
            setupRequest: (request) => {
              const wanted = next();
              if ("path" in wanted) return request;
              return {
                ...request,
                headers: {
                  "content-type": "application/x-amz-json-1.1",
                  "x-amz-target": `AWSCognitoIdentityProviderService.${wanted.operation}`,
                },
                body: JSON.stringify(wanted.input),
              };
            },
          },
    ],
  });
  if (result.non2xx > 0 || result.errors > 0) {
    throw new Error(`${result.non2xx} answers were not 200, ${result.errors} requests failed`);
  }
  return {
    perSecond: result.requests.total / result.duration,
    medianMilliseconds: result.latency.p50,
  };
}

/** Calls an operation once. */
export async function call(url: string, operation: string, input: object): Promise<Record<string, never>> {
  const response = await fetch(url, {
    method: "POST",
    headers: {
      "content-type": "application/x-amz-json-1.1",
      "x-amz-target": `AWSCognitoIdentityProviderService.${operation}`,
    },
    body: JSON.stringify(input),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${operation}: ${text}`);
  return text === "" ? {} : JSON.parse(text);
}
