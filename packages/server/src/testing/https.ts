import { request as requestHttps, type RequestOptions } from "node:https";
import type { RunningServer } from "../start-server.ts";

/** The certificate that clients of a server have to trust. */
export async function authorityOf({ url }: RunningServer): Promise<string> {
  return (await fetch(`${url}/_cogmock/ca.pem`)).text();
}

/** The address of a server for HTTPS. */
export function httpsUrlOf({ httpsUrl }: RunningServer): string {
  if (httpsUrl === undefined) throw new Error("the server serves no HTTPS");
  return httpsUrl;
}

/** A request over HTTPS on a connection of its own. `ca` is the one authority that is trusted; fetch cannot be told. */
export function ask(
  url: string,
  { body = "", ...options }: RequestOptions & { readonly body?: string },
): Promise<{ readonly status: number | undefined; readonly text: string }> {
  return new Promise((resolve, reject) => {
    const request = requestHttps(url, { agent: false, ...options }, (response) => {
      let text = "";
      response.setEncoding("utf8");
      response.on("data", (chunk: string) => {
        text += chunk;
      });
      response.on("end", () => resolve({ status: response.statusCode, text }));
    });
    request.on("error", reject);
    request.end(body);
  });
}
