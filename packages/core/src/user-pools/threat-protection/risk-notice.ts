import type { AccountTakeoverEventActionType } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import type { OutgoingMessage } from "../../ports/message-delivery.ts";
import type { AnyWrite } from "../../store/store.ts";
import { deviceNameOf } from "../auth-events/auth-event.ts";
import { feedbackLink } from "../auth-events/feedback-link.ts";
import { feedbackTokenOf } from "../auth-events/feedback-token.ts";
import type { SignIn } from "../authentication/sign-in.ts";
import { addressedEmail, emailSenderOf, escapeHtml } from "../messages/compose-message.ts";
import { type KeptMessage, messages } from "../messages/messages.collection.ts";
import type { RiskSettings } from "../risk-configuration/risk-configuration.ts";
import {
  type AccountTakeoverNotification,
  callAccountTakeoverSender,
  hasAccountTakeoverSender,
} from "../triggers/account-takeover-notification.ts";
import { noticeTemplate, type RiskOutcome } from "./notice-templates.ts";

export type { RiskOutcome } from "./notice-templates.ts";

/** A notification that goes out when what it tells of is committed. */
export interface RiskNotice {
  readonly message: KeptMessage;
  /** To the pool's own function, where it has one; else by whom the server has for e-mail. */
  readonly toFunction: AccountTakeoverNotification | undefined;
  readonly outgoing: OutgoingMessage;
}

/** What a notification tells of. */
interface Noticed extends Pick<SignIn, "pool" | "client" | "user" | "call"> {
  readonly eventId: string;
  readonly action: AccountTakeoverEventActionType;
  readonly outcome: RiskOutcome;
  readonly settings: RiskSettings;
}

/** unconfirmed: what AWS says where it does not know a place or a device. */
const UNKNOWN = "Unknown";

/** What the placeholders stand for. @see "Message templates" in the Amazon Cognito Developer Guide */
async function valuesOf(
  context: Pick<OperationContext, "store" | "clock" | "baseUrl" | "linkBaseOf">,
  { pool, client, user, call, eventId }: Noticed,
): Promise<Readonly<Record<string, string>>> {
  const feedbackToken = await feedbackTokenOf(context, { userPoolId: pool.id, sub: user.sub, id: eventId });
  const baseUrl = context.linkBaseOf(context.baseUrl);
  const feedback = { clientId: client.id, userName: user.username, eventId, feedbackToken };
  return {
    "ip-address": call.origin.ipAddress ?? UNKNOWN,
    city: UNKNOWN,
    country: UNKNOWN,
    // unconfirmed: the form.
    "login-time": new Date(context.clock.now()).toISOString(),
    "device-name": deviceNameOf(call.origin) ?? UNKNOWN,
    "one-click-link-valid": feedbackLink(baseUrl, { ...feedback, value: "Valid" }),
    "one-click-link-invalid": feedbackLink(baseUrl, { ...feedback, value: "Invalid" }),
    "event-id": eventId,
    "feedback-token": feedbackToken,
    username: user.username,
  };
}

/** In one pass, so that a value is never taken for a placeholder itself. */
function fillIn(
  template: string,
  values: Readonly<Record<string, string>>,
  escape: (value: string) => string = (value) => value,
): string {
  return template.replace(/\{([a-z-]+)\}/g, (placeholder, name: string) =>
    Object.hasOwn(values, name) ? escape(values[name] ?? "") : placeholder,
  );
}

/**
 * The notification of a sign-in that is a risk. Users without an e-mail address get none, and nor do those of pools that
 * do not say who sends it (`NotifyConfiguration`, or a custom e-mail sender).
 *
 * unconfirmed: that the address need not be verified.
 */
export async function composeNotice(
  context: Pick<OperationContext, "store" | "clock" | "random" | "baseUrl" | "linkBaseOf">,
  noticed: Noticed,
): Promise<RiskNotice | undefined> {
  const { pool, client, user, call, action, outcome, settings } = noticed;
  const configuration = settings.accountTakeover?.NotifyConfiguration;
  const to = user.attributes["email"];
  if (!to || !(configuration || hasAccountTakeoverSender(pool))) return undefined;
  const values = await valuesOf(context, noticed);
  const template = noticeTemplate(configuration, outcome);
  const html = template.html === undefined ? undefined : fillIn(template.html, values, escapeHtml);
  const text = template.text === undefined ? undefined : fillIn(template.text, values);
  const message = addressedEmail(context, {
    pool,
    user,
    to,
    from: emailSenderOf(configuration ?? {}),
    subject: fillIn(template.subject, values),
    body: html ?? text ?? "",
  });
  const { From, ReplyTo, SourceArn } = configuration ?? {};
  const emailConfiguration = {
    EmailSendingAccount: "DEVELOPER",
    From,
    SourceArn,
    ReplyToEmailAddress: ReplyTo,
  } as const;
  return {
    message,
    toFunction: hasAccountTakeoverSender(pool)
      ? { pool, clientId: client.id, user, action, device: deviceNameOf(call.origin), values }
      : undefined,
    outgoing: {
      message,
      bodies: { html, text },
      sender: { region: pool.region, accountId: pool.accountId, emailConfiguration },
    },
  };
}

/** What keeps a notification in the inbox; to be committed with what it tells of. */
export function noticeWrites(notice: RiskNotice | undefined): readonly AnyWrite[] {
  return notice ? [messages.put(notice.message, { expect: "absent" })] : [];
}

/** Sends a notification. One that cannot be delivered stands in nobody's way (unconfirmed). */
export async function sendNotice(
  context: Pick<OperationContext, "messageDelivery" | "invokeLater" | "caller">,
  notice: RiskNotice | undefined,
): Promise<void> {
  if (!notice) return;
  if (notice.toFunction) return callAccountTakeoverSender(context, notice.toFunction);
  await context.messageDelivery.deliver([notice.outgoing]).catch(() => {});
}
