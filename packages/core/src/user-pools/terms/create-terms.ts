import { uuid } from "@cogmock/crypto";
import type { CreateTermsRequest, CreateTermsResponse } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import { requireClientOfPool } from "../clients/user-pool-client.ts";
import { userPoolClients } from "../clients/user-pool-clients.collection.ts";
import { requireUserPool } from "../pools/user-pool.ts";
import { orTermsExist, type Terms, toTermsType } from "./terms.ts";
import { terms } from "./terms.collection.ts";

/**
 * Gives a client a document: its terms of use or its privacy policy. The client is written as well, unchanged: of a race
 * with its deletion no document is left.
 *
 * @throws ResourceNotFoundException no such pool, or no such client in it
 * @throws TermsExistsException the client has a document of this name
 * @see AWS API Reference, CreateTerms
 */
export async function createTerms(
  context: Pick<OperationContext, "store" | "clock" | "random" | "region" | "accountId">,
  input: CreateTermsRequest,
): Promise<CreateTermsResponse> {
  const { store, clock, random } = context;
  const pool = await requireUserPool(context, input.UserPoolId);
  const client = await requireClientOfPool(context, pool.id, input.ClientId);
  const now = clock.now();
  const document: Terms = {
    userPoolId: pool.id,
    clientId: client.id,
    id: uuid((length) => random.bytes(length)),
    name: input.TermsName,
    source: input.TermsSource,
    enforcement: input.Enforcement,
    // unconfirmed: that a document may begin without links, and be without one for `cognito:default`.
    links: input.Links ?? {},
    createdAt: now,
    modifiedAt: now,
  };
  try {
    await store.commit([terms.put(document, { expect: "absent" }), userPoolClients.put(client, { expect: client })]);
  } catch (error) {
    throw orTermsExist(error, document);
  }
  return { Terms: toTermsType(document) };
}
