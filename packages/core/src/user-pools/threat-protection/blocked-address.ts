import type { OperationContext } from "../../operation-context.ts";
import { eventWrites } from "../auth-events/auth-event.ts";
import type { AuthEvent } from "../auth-events/auth-events.collection.ts";
import type { UserPoolClient } from "../clients/user-pool-client.ts";
import { isWithin } from "../risk-configuration/ip-ranges.ts";
import { riskSettingsOf } from "../risk-configuration/risk-configuration.ts";
import { findUserBySignInName } from "../users/user.ts";
import type { Origin } from "../authentication/call-origin.ts";
import type { UserPool } from "../pools/user-pool.ts";
import { protectionMode, type RiskAssessment } from "./rate-risk.ts";
import { requestBlocked } from "./refusals.ts";

/** unconfirmed: that no level goes with it. */
const BLOCKED: RiskAssessment = { decision: "Block", compromisedCredentials: false };

/** A request of somebody who has not signed in. */
interface UnauthenticatedRequest {
  readonly pool: UserPool;
  readonly client: UserPoolClient;
  readonly origin: Origin;
  /** As typed. */
  readonly username: string;
}

/**
 * Refuses what comes from an address in `BlockedIPRangeList`, before anything else of it is looked at, and records it
 * where it is about a user.
 *
 * @throws NotAuthorizedException `Request not allowed due to security reasons.`
 * @see AWS API Reference, RiskExceptionConfigurationType
 */
export async function assertAddressAllowed(
  context: Pick<OperationContext, "store" | "clock" | "random">,
  type: AuthEvent["type"],
  { pool, client, origin, username }: UnauthenticatedRequest,
): Promise<void> {
  if (protectionMode(pool) !== "ENFORCED") return;
  const { exceptions } = await riskSettingsOf(context, { userPoolId: pool.id, id: client.id });
  if (!isWithin(exceptions?.BlockedIPRangeList, origin.ipAddress)) return;
  const user = await findUserBySignInName(context, pool, username);
  if (user) await context.store.commit(eventWrites(context, { pool, user, origin }, type, "Fail", BLOCKED));
  throw requestBlocked();
}
