import { createServer } from "node:http";
import { type CredentialScope, verifySignature } from "@cogmock/protocol";
import { onTestFinished } from "vitest";

/** A request as a service of AWS's got it. */
export interface AwsRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: string;
  /** Who signed it; the signature was good. */
  readonly signer: CredentialScope;
}

/** What a service answers. */
export interface AwsResponse {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}

/** A service of AWS's, made for a test. */
export interface AwsService {
  readonly url: string;
  readonly requests: readonly AwsRequest[];
}

/** The secret of every access key. */
export const SECRET = "test";

/**
 * Starts a service on a free port; closed when the test ends.
 *
 * @param service the signing name that requests must carry
 */
export async function startAwsService(
  service: string,
  answer: (request: AwsRequest) => AwsResponse | Promise<AwsResponse>,
): Promise<AwsService> {
  const requests: AwsRequest[] = [];
  const server = createServer((incoming, outgoing) => {
    const { method = "", url: path = "", headers } = incoming;
    const respond = async (): Promise<AwsResponse> => {
      let body = "";
      for await (const chunk of incoming.setEncoding("utf8")) body += String(chunk);
      const rules = { service, now: Date.now(), findSecret: () => SECRET };
      const signer = await verifySignature({ method, path, query: "", headers, body }, rules);
      const request = { method, path, headers, body, signer };
      requests.push(request);
      return answer(request);
    };
    respond().then(
      ({ status, contentType, body }) => outgoing.writeHead(status, { "content-type": contentType }).end(body),
      (error: unknown) => outgoing.writeHead(403).end(String(error)),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the service has no port");
  return { url: `http://127.0.0.1:${address.port}`, requests };
}

/** The parameters of a request of the AWS Query protocol, by name. */
export function formOf({ body }: AwsRequest): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(body));
}
