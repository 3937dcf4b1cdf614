import type { IncomingMessage } from "node:http";
import type { Authorization, HostedCall, HostedClient } from "@cogmock/core";
import type { AuthorizationRequest } from "../authorize/authorization-request.ts";

/** What an authorization request is about, which the provider need not know to do its part. */
export interface AuthorizationFacts {
  readonly hosted: HostedClient;
  readonly call: HostedCall;
  readonly request: AuthorizationRequest;
  /** Where a user signs in who has to. */
  readonly loginLocation: string;
  /** The event under which the sign-in is recorded that has just taken place. */
  readonly eventId: string | undefined;
  /** When the session ends that may be made use of; absent where there is none. Milliseconds. */
  readonly sessionExpiresAt: number | undefined;
  /** Notes that the session saves a sign-in. Resolves to its `SessionId`; `undefined` where it is not tracked. */
  readonly ssoSessionId: () => Promise<string | undefined>;
  /** What the provider has authorized, until it is made into tokens: of the implicit grant. */
  authorization?: Authorization;
}

/** Of the requests that are handed to providers. */
export const authorizationFacts: WeakMap<object, AuthorizationFacts> = new WeakMap();

/** Of calls of clients. */
export const clientCalls: WeakMap<object, HostedCall> = new WeakMap();

/** @throws Error a request reached the provider by another way than ours */
export function requireFacts(request: IncomingMessage | undefined): AuthorizationFacts {
  const facts = request && authorizationFacts.get(request);
  if (!facts) throw new Error("an authorization request without its facts");
  return facts;
}
