import type { DeleteTermsRequest } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import { requireUserPool } from "../pools/user-pool.ts";
import { requireTerms } from "./terms.ts";
import { terms } from "./terms.collection.ts";

/**
 * Deletes a document of a client.
 *
 * @throws ResourceNotFoundException no such pool, or no such document in it
 * @see AWS API Reference, DeleteTerms
 */
export async function deleteTerms(
  context: Pick<OperationContext, "store" | "region" | "accountId">,
  input: DeleteTermsRequest,
): Promise<void> {
  const pool = await requireUserPool(context, input.UserPoolId);
  const document = await requireTerms(context, pool, input.TermsId);
  await context.store.commit([terms.delete(document, { expect: document })]);
}
