import type { OperationContext } from "../../operation-context.ts";
import type { UserPool } from "../pools/user-pool.ts";
import { invalidRefreshToken } from "../tokens/refresh-session.ts";
import type { TokenSession } from "../tokens/token-sessions.collection.ts";
import { findDevice, tracksDevices } from "./device.ts";

/**
 * Checks that tokens which were issued on a device are renewed on it. A device that has not been confirmed, or has been
 * forgotten, renews none.
 *
 * @throws NotAuthorizedException `Invalid Refresh Token.`
 * @see "How do I troubleshoot an 'Invalid Refresh Token' error from my Amazon Cognito user pool API?" in AWS re:Post
 */
export async function assertRefreshedOnItsDevice(
  context: Pick<OperationContext, "store">,
  { pool, session }: { readonly pool: UserPool; readonly session: TokenSession },
  deviceKey: string | undefined,
): Promise<void> {
  if (session.deviceKey === undefined || !tracksDevices(pool)) return;
  if (deviceKey !== session.deviceKey || !(await findDevice(context, session, session.deviceKey))) {
    throw invalidRefreshToken();
  }
}
