/** A call of an operation, a form that is sent to a path, or a GET of a path. */
export type BenchRequest =
  | { readonly operation: string; readonly input: object }
  | { readonly path: string; readonly form: Readonly<Record<string, string>> }
  | { readonly path: string; readonly cookie?: string };

const FORM = "application/x-www-form-urlencoded";

/** A request as bytes of HTTP/1.1, with what Node's own `fetch` and the SDKs would send at the least. */
export function toBytes(host: string, request: BenchRequest): string {
  if ("form" in request) {
    const form = new URLSearchParams(request.form).toString();
    return `POST ${request.path} HTTP/1.1\r\nhost: ${host}\r\ncontent-type: ${FORM}\r\ncontent-length: ${form.length}\r\n\r\n${form}`;
  }
  if ("path" in request) {
    const cookie = request.cookie === undefined ? "" : `cookie: ${request.cookie}\r\n`;
    return `GET ${request.path} HTTP/1.1\r\nhost: ${host}\r\n${cookie}\r\n`;
  }
  const body = JSON.stringify(request.input);
  return [
    "POST / HTTP/1.1",
    `host: ${host}`,
    "content-type: application/x-amz-json-1.1",
    `x-amz-target: AWSCognitoIdentityProviderService.${request.operation}`,
    `content-length: ${Buffer.byteLength(body)}`,
    "",
    body,
  ].join("\r\n");
}

const TIME_LIMIT_MS = 30_000;

/**
 * Makes one request.
 *
 * @returns the body of the answer
 * @throws Error the answer was no success; the message holds it
 */
export async function ask(url: string, request: BenchRequest): Promise<string> {
  const signal = AbortSignal.timeout(TIME_LIMIT_MS);
  const response = await ("form" in request
    ? fetch(url + request.path, { signal, method: "POST", body: new URLSearchParams(request.form) })
    : "path" in request
      ? fetch(url + request.path, { signal, headers: { cookie: request.cookie ?? "" } })
      : fetch(url, {
          signal,
          method: "POST",
          headers: {
            "content-type": "application/x-amz-json-1.1",
            "x-amz-target": `AWSCognitoIdentityProviderService.${request.operation}`,
          },
          body: JSON.stringify(request.input),
        }));
  const text = await response.text();
  if (!response.ok) throw new Error(`${"path" in request ? request.path : request.operation}: ${text}`);
  return text;
}

/** Calls an operation once. @returns its output, of which nothing is known here */
export async function call(url: string, operation: string, input: object): Promise<unknown> {
  const text = await ask(url, { operation, input });
  return text === "" ? {} : JSON.parse(text);
}

/** The text at a place within an output. @throws Error there is none */
export function textAt(output: unknown, ...names: readonly string[]): string {
  let value = output;
  for (const name of names) value = typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
  if (typeof value !== "string") throw new Error(`${names.join(".")} is missing in ${JSON.stringify(output)}`);
  return value;
}
