import { InvalidParameterException } from "@cogmock/protocol/errors";
import { mediumOf } from "../messages/code-delivery.ts";
import type { MessageDraft } from "../messages/compose-message.ts";
import type { MessageMedium } from "../messages/message.ts";
import type { MessageOccasion } from "../messages/message-occasion.ts";
import { callTrigger, type TriggerContext } from "./call-trigger.ts";
import { textMember } from "./response-members.ts";
import type { TriggerResponse } from "./returned-event.ts";
import { UnfitAnswer } from "./trigger-errors.ts";
import { functionArnOf } from "./trigger-function.ts";
import { eventAttributesOf } from "./trigger-subject.ts";

/** What stands for the code in the texts of a function, as its event tells it. */
const CODE_PARAMETER = "{####}";
/** What stands for the link. Any other label will do. */
const LINK_PARAMETER = "{##Click Here##}";
/** What stands for the name in invitations. */
const USERNAME_PARAMETER = "{username}";

/** What a text has to look like, as AWS's API Reference writes it. */
interface TextRule {
  /** Without the `^` and `$` that it implies. */
  readonly pattern: string;
  readonly fits: RegExp;
}

const CHARACTERS = String.raw`[\p{L}\p{M}\p{S}\p{N}\p{P}\s*]*`;

function textRule(pattern: string, flags: string): TextRule {
  return { pattern, fits: new RegExp(`^${pattern}$`, flags) };
}

/** @see AWS API Reference, VerificationMessageTemplateType */
const EMAIL_WITH_CODE = textRule(String.raw`${CHARACTERS}\{####\}${CHARACTERS}`, "u");
const EMAIL_WITH_LINK = textRule(String.raw`${CHARACTERS}\{##${CHARACTERS}##\}${CHARACTERS}`, "u");
const SMS_WITH_CODE = textRule(String.raw`.*\{####\}.*`, "u");

/** What AWS calls the texts in errors, and how long they may be. unconfirmed: for SMS. */
const BODIES: Readonly<Record<MessageMedium, { readonly name: string; readonly maxLength: number }>> = {
  EMAIL: { name: "emailBody", maxLength: 20_000 },
  SMS: { name: "smsMessage", maxLength: 140 },
};

function refused(message: string): InvalidParameterException {
  return new InvalidParameterException(message, { cause: new UnfitAnswer() });
}

function refusedText(name: string, constraint: string): InvalidParameterException {
  return refused(
    `1 validation error detected: Value at '${name}' failed to satisfy constraint: Member must ${constraint}`,
  );
}

function ruleOf(medium: MessageMedium, draft: MessageDraft): TextRule {
  if (medium === "SMS") return SMS_WITH_CODE;
  return draft.link === undefined ? EMAIL_WITH_CODE : EMAIL_WITH_LINK;
}

/**
 * Checks the text of a function.
 *
 * unconfirmed: the answers to a text that is too long, and to an invitation that does not name the user.
 *
 * @throws InvalidParameterException `The message is empty.`; it is too long, or has no place for what it has to bring
 */
function assertBrings(
  medium: MessageMedium,
  draft: MessageDraft,
  text: string,
  usernameParameter: string | null,
): void {
  if (text === "") throw refused("The message is empty.");
  const { name, maxLength } = BODIES[medium];
  if (text.length > maxLength) throw refusedText(name, `have length less than or equal to ${maxLength}`);
  const { pattern, fits } = ruleOf(medium, draft);
  // An invitation to sign in without a password brings none.
  if (draft.code !== "" && !fits.test(text)) throw refusedText(name, `satisfy regular expression pattern: ${pattern}`);
  if (usernameParameter !== null && !text.includes(usernameParameter)) {
    throw refusedText(name, String.raw`satisfy regular expression pattern: .*\{username\}.*`);
  }
}

/** The texts for the medium of a draft; only these are looked at (unconfirmed). */
function textsIn(response: TriggerResponse, { template, destination }: MessageDraft): MessageDraft["template"] {
  if (mediumOf(destination) === "SMS")
    return { ...template, body: textMember(response, "smsMessage") ?? template.body };
  return {
    subject: textMember(response, "emailSubject") ?? template.subject,
    body: textMember(response, "emailMessage") ?? template.body,
  };
}

/**
 * The custom message trigger, called for every message that is about to be sent; once for an invitation that goes out
 * both ways. Not where another function sends the messages of this medium (unconfirmed).
 *
 * @returns the draft in the words of the function; where it has none, as it was
 * @throws InvalidParameterException the words have no place for the code: see `assertBrings`
 * @throws as `callTrigger`
 * @see "Custom message Lambda trigger" in the Amazon Cognito Developer Guide
 */
export async function customMessage(
  context: TriggerContext,
  draft: MessageDraft,
  { source, clientId, clientMetadata }: MessageOccasion,
): Promise<MessageDraft> {
  const { pool, user } = draft;
  const medium = mediumOf(draft.destination);
  if (functionArnOf(pool, medium === "SMS" ? "CustomSMSSender" : "CustomEmailSender") !== undefined) return draft;
  const usernameParameter = source === "AdminCreateUser" ? USERNAME_PARAMETER : null;
  const response = await callTrigger(context, {
    pool,
    clientId,
    userName: user.username,
    trigger: "CustomMessage",
    triggerSource: `CustomMessage_${source}`,
    version: "1",
    request: {
      userAttributes: eventAttributesOf(user),
      codeParameter: CODE_PARAMETER,
      linkParameter: LINK_PARAMETER,
      usernameParameter,
      clientMetadata,
    },
    response: { smsMessage: null, emailMessage: null, emailSubject: null },
  });
  if (!response) return draft;
  const texts = textsIn(response, draft);
  if (texts.body !== draft.template.body) assertBrings(medium, draft, texts.body, usernameParameter);
  return { ...draft, template: texts };
}
