import type { UpdateTermsRequest, UpdateTermsResponse } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import { requireUserPool } from "../pools/user-pool.ts";
import { orTermsExist, requireTerms, type Terms, toTermsType } from "./terms.ts";
import { terms } from "./terms.collection.ts";

/**
 * Changes a document; what is left out stays as it was. Links are replaced together. unconfirmed: both.
 *
 * @throws ResourceNotFoundException no such pool, or no such document in it
 * @throws TermsExistsException the client has another document of the new name
 * @see AWS API Reference, UpdateTerms
 */
export async function updateTerms(
  context: Pick<OperationContext, "store" | "clock" | "region" | "accountId">,
  input: UpdateTermsRequest,
): Promise<UpdateTermsResponse> {
  const pool = await requireUserPool(context, input.UserPoolId);
  const before = await requireTerms(context, pool, input.TermsId);
  const document: Terms = {
    ...before,
    name: input.TermsName ?? before.name,
    source: input.TermsSource ?? before.source,
    enforcement: input.Enforcement ?? before.enforcement,
    links: input.Links ?? before.links,
    modifiedAt: context.clock.now(),
  };
  try {
    await context.store.commit([terms.put(document, { expect: before })]);
  } catch (error) {
    throw orTermsExist(error, document);
  }
  return { Terms: toTermsType(document) };
}
