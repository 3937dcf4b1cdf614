import type { AccountTakeoverEventActionType } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import type { UserPool } from "../pools/user-pool.ts";
import type { User } from "../users/user.ts";
import { eventOf } from "./call-trigger.ts";
import { functionArnOf } from "./trigger-function.ts";

/** A notification of a sign-in that is a risk, as the function that sends it is told of it. */
export interface AccountTakeoverNotification {
  readonly pool: UserPool;
  readonly clientId: string;
  readonly user: Pick<User, "username">;
  readonly action: AccountTakeoverEventActionType;
  /** As the user agent told it. */
  readonly device: string | undefined;
  /** What the placeholders of a template stand for. */
  readonly values: Readonly<Record<string, string>>;
}

/** Whether the pool has a function of its own that sends its e-mails. */
export function hasAccountTakeoverSender(pool: UserPool): boolean {
  return functionArnOf(pool, "CustomEmailSender") !== undefined;
}

/**
 * Has a notification sent by the pool's custom e-mail sender. Nobody waits for it, and what it returns or throws changes
 * nothing. `CITY` and `COUNTRY`, which AWS leaves out where it does not know them, are never known here.
 *
 * @see "Custom email sender Lambda trigger" in the Amazon Cognito Developer Guide
 */
export function callAccountTakeoverSender(
  context: Pick<OperationContext, "invokeLater" | "caller">,
  { pool, clientId, user, action, device, values }: AccountTakeoverNotification,
): void {
  const functionArn = functionArnOf(pool, "CustomEmailSender");
  if (functionArn === undefined) return;
  const event = eventOf(context, {
    pool,
    clientId,
    userName: user.username,
    trigger: "CustomEmailSender",
    triggerSource: "CustomEmailSender_AccountTakeOverNotification",
    version: "1",
    request: {
      type: "customEmailSenderRequestV1",
      code: null,
      userAttributes: {
        EVENT_ID: values["event-id"],
        USER_NAME: user.username,
        IP_ADDRESS: values["ip-address"],
        ACCOUNT_TAKE_OVER_ACTION: action,
        ONE_CLICK_LINK_VALID: values["one-click-link-valid"],
        ONE_CLICK_LINK_INVALID: values["one-click-link-invalid"],
        LOGIN_TIME: values["login-time"],
        FEEDBACK_TOKEN: values["feedback-token"],
        DEVICE_NAME: device,
      },
    },
    response: {},
  });
  context.invokeLater?.({ functionArn, payload: JSON.stringify(event), isAsynchronous: true });
}
