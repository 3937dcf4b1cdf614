import type { EpochMilliseconds } from "../../ports/clock.ts";
import { type Collection, defineCollection } from "../../store/collection.ts";

/** A browser that has been sent to an identity provider, and what it is to go on with when it comes back. */
export interface FederationRequest {
  readonly userPoolId: string;
  readonly clientId: string;
  readonly providerName: string;
  /** The query of the application's authorization request. */
  readonly query: string;
  /** What stood before the path of that request. */
  readonly prefix: string;
  /** Where the provider sends the browser back to. */
  readonly redirectUri: string;
  /** What the provider's ID token has to name. */
  readonly nonce: string;
  /** Tells the browser from others. Only its hash is kept. */
  readonly browserHash: string;
}

/** As it is kept. */
export interface KeptFederationRequest extends FederationRequest {
  /** The hash of the `state`, which is not kept. */
  readonly hash: string;
  readonly validUntil: EpochMilliseconds;
}

/** For how long one that is over is kept, to be able to say so: an hour. */
const REMEMBERED_MILLISECONDS = 3_600_000;

/** Requests of all pools; gone when they are taken up. */
export const federationRequests: Collection<KeptFederationRequest> = defineCollection<KeptFederationRequest>({
  name: "federationRequests",
  key: (request) => [request.hash],
  expiresAt: (request) => request.validUntil + REMEMBERED_MILLISECONDS,
});
