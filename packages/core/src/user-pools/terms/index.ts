import type { UserPoolHandlers } from "../handlers.ts";
import { createTerms } from "./create-terms.ts";
import { deleteTerms } from "./delete-terms.ts";
import { describeTerms } from "./describe-terms.ts";
import { describeTermsByClient } from "./describe-terms-by-client.ts";
import { listTerms } from "./list-terms.ts";
import { updateTerms } from "./update-terms.ts";

/** Operations on the documents that sign-up pages link to. */
export const termsHandlers: UserPoolHandlers = {
  CreateTerms: createTerms,
  DescribeTerms: describeTerms,
  DescribeTermsByClient: describeTermsByClient,
  UpdateTerms: updateTerms,
  DeleteTerms: deleteTerms,
  ListTerms: listTerms,
};
