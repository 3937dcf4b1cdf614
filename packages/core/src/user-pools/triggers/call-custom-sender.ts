import type { OperationContext } from "../../operation-context.ts";
import { mediumOf } from "../messages/code-delivery.ts";
import type { MessageDraft } from "../messages/compose-message.ts";
import type { MessageMedium } from "../messages/message.ts";
import type { MessageOccasion } from "../messages/message-occasion.ts";
import { eventOf } from "./call-trigger.ts";
import { functionArnOf } from "./trigger-function.ts";
import { eventAttributesOf } from "./trigger-subject.ts";

const SENDERS: Readonly<
  Record<MessageMedium, { readonly trigger: "CustomEmailSender" | "CustomSMSSender"; readonly type: string }>
> = {
  EMAIL: { trigger: "CustomEmailSender", type: "customEmailSenderRequestV1" },
  SMS: { trigger: "CustomSMSSender", type: "customSMSSenderRequestV1" },
};

/**
 * Has a message sent by the pool's own function, where it names one for the medium. Nobody waits for it, and what it
 * returns or throws changes nothing.
 *
 * @param code the code or temporary password, encrypted; `null` where the message has none
 * @see "Custom email sender Lambda trigger" and "Custom SMS sender Lambda trigger" in the Amazon Cognito Developer Guide
 */
export function callCustomSender(
  context: Pick<OperationContext, "invokeLater" | "caller">,
  { pool, user, destination }: MessageDraft,
  { source, clientId, clientMetadata }: MessageOccasion,
  code: string | null,
): void {
  const { trigger, type } = SENDERS[mediumOf(destination)];
  const functionArn = functionArnOf(pool, trigger);
  if (functionArn === undefined) return;
  const event = eventOf(context, {
    pool,
    clientId,
    userName: user.username,
    trigger,
    triggerSource: `${trigger}_${source}`,
    version: "1",
    request: { type, code, userAttributes: eventAttributesOf(user), clientMetadata },
    response: {},
  });
  context.invokeLater?.({ functionArn, payload: JSON.stringify(event), isAsynchronous: true });
}
