import type { Texts } from "../texts/texts.ts";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { HostedCall, HostedClient, HostedUi, UserPool, UserPoolsService } from "@cogmock/core";
import type { CallProvider } from "../federation/call-provider.ts";
import type { HostedPath } from "../paths.ts";

/** A request for a path of a user pool's domain, as the server hands it over. */
export interface IncomingHostedRequest {
  readonly raw: IncomingMessage;
  readonly response: ServerResponse;
  readonly path: HostedPath;
  readonly body: Uint8Array;
  /** The address under which the caller reached the server, without a trailing slash. */
  readonly baseUrl: string;
  readonly remoteAddress: string | undefined;
  /** What stands before the path: empty, or `/` and what the path begins with. */
  readonly prefix: string;
  /** The pool that the prefix names. */
  readonly userPoolId: string | undefined;
}

/** A request whose pool is known. */
export interface HostedRequest extends IncomingHostedRequest {
  readonly pool: UserPool;
  /** Whether the host is the pool's own domain. */
  readonly isOnDomain: boolean;
  readonly query: URLSearchParams;
  /** Of a body that is a form; empty for others. */
  readonly form: URLSearchParams;
  readonly isForm: boolean;
  readonly call: HostedCall;
  /** The operations of the API, for pages that do what these do. */
  readonly userPools: UserPoolsService;
  /** In the language of the browser's user. */
  readonly texts: Texts;
  /** Absent where codes are not to be shown. */
  readonly findSentCode: HostedUi["findSentCode"] | undefined;
  /** Calls identity providers. */
  readonly callProvider: CallProvider;
  /** What the forms of its page carry. */
  readonly csrf: string;
}

/** A request of a client whose pool is the request's. */
export interface ClientRequest extends HostedRequest {
  readonly hosted: HostedClient;
}

/** The query as it was sent, without its question mark. */
export function queryTextOf({ url = "" }: IncomingMessage): string {
  const start = url.indexOf("?");
  return start < 0 ? "" : url.slice(start + 1);
}
