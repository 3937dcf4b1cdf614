import { sha256Base64Url } from "@cogmock/crypto";
import type { OperationContext } from "../../operation-context.ts";
import { tryCommit } from "../../store/try-commit.ts";
import { type FederationRequest, federationRequests } from "./federation-requests.collection.ts";

/** "Amazon Cognito cancels authentication requests that do not complete within 5 minutes": its Developer Guide */
const VALIDITY_MILLISECONDS = 5 * 60_000;

/** Keeps what a browser is to go on with. @param state unguessable; only its hash is kept */
export async function keepFederation(
  { store, clock }: Pick<OperationContext, "store" | "clock">,
  state: string,
  request: FederationRequest,
): Promise<void> {
  const kept = { ...request, hash: sha256Base64Url(state), validUntil: clock.now() + VALIDITY_MILLISECONDS };
  await store.commit([federationRequests.put(kept, { expect: "absent" })]);
}

/** Takes up what was kept under a `state`, once: of two that come back with it at the same time one gets it. */
export async function takeFederation(
  { store, clock }: Pick<OperationContext, "store" | "clock">,
  state: string,
): Promise<{ readonly request: FederationRequest; readonly isInTime: boolean } | undefined> {
  const request = await store.get(federationRequests, [sha256Base64Url(state)]);
  if (!request) return undefined;
  const isTaken = await tryCommit(store, [federationRequests.delete(request, { expect: request })]);
  return isTaken ? { request, isInTime: clock.now() < request.validUntil } : undefined;
}
