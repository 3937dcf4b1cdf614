import { InvalidParameterException, ResourceNotFoundException } from "@cogmock/protocol/errors";
import type { OperationContext } from "../../operation-context.ts";
import type { Stored } from "../../store/store.ts";
import { parseArn } from "../arn.ts";
import { requireUserPool, type UserPool, userPoolArn } from "../pools/user-pool.ts";

const RESOURCE = "userpool/";

/**
 * The pool of an ARN. Among the resources of user pools these alone have tags.
 *
 * @throws InvalidParameterException the ARN is not one of a user pool
 * @throws ResourceNotFoundException no such pool, or one of another account or region
 */
export async function requireTaggedPool(
  context: Pick<OperationContext, "store" | "region" | "accountId">,
  resourceArn: string,
): Promise<Stored<UserPool>> {
  const { service, resource } = parseArn(resourceArn);
  if (service !== "cognito-idp" || !resource.startsWith(RESOURCE)) {
    // unconfirmed: the wording.
    throw new InvalidParameterException(`${resourceArn} is not the ARN of a user pool.`);
  }
  const pool = await requireUserPool(context, resource.slice(RESOURCE.length));
  // The id alone would find the pool for an ARN with another account or region in it.
  if (userPoolArn(pool) !== resourceArn) {
    throw new ResourceNotFoundException(`User pool ${pool.id} does not exist.`);
  }
  return pool;
}
