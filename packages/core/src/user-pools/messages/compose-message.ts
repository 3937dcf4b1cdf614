import { uuid } from "@cogmock/crypto";
import type { EmailConfigurationType } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import { nextInSequence } from "../../sequence.ts";
import type { UserPool } from "../pools/user-pool.ts";
import type { User } from "../users/user.ts";
import { type Destination, mediumOf } from "./code-delivery.ts";
import type { MessageKind } from "./message.ts";
import type { KeptMessage } from "./messages.collection.ts";
import {
  authenticationEmail,
  authenticationSms,
  invitationEmail,
  invitationSms,
  type MessageTemplate,
  verificationEmail,
  verificationLinkEmail,
  verificationSms,
} from "./templates.ts";

/** AWS's own sender, for pools that have not set up Amazon SES. */
const DEFAULT_EMAIL_SENDER = "no-reply@verificationemail.com";
/** unconfirmed: what a phone shows as the sender differs by country. */
const SMS_SENDER = "NOTICE";

/** A message's reader and what is in it. */
interface MessageContent {
  readonly pool: UserPool;
  readonly user: Pick<User, "username" | "sub" | "attributes" | "status">;
  readonly destination: Destination;
  /** What `{username}` stands for, where it is not the username: people who sign in with an address know no other name. */
  readonly signInName?: string | undefined;
  /** The code or temporary password; empty where there is none to tell. */
  readonly code: string;
  /** Where a link in the text leads. */
  readonly link?: string;
}

/** A message that an operation wants to send, in the words of its pool: see `commitAndSend`. */
export interface MessageDraft extends MessageContent {
  readonly kind: MessageKind;
  readonly template: MessageTemplate;
}

function senderOf(pool: UserPool, destination: Destination): string {
  if (destination.attribute === "phone_number") return SMS_SENDER;
  return emailSenderOf(pool.settings.EmailConfiguration);
}

/** Who an e-mail is from. */
export function emailSenderOf({ From, SourceArn }: Pick<EmailConfigurationType, "From" | "SourceArn">): string {
  if (From !== undefined) return From;
  const identity = SourceArn?.slice(SourceArn.lastIndexOf("/") + 1);
  if (identity === undefined) return DEFAULT_EMAIL_SENDER;
  // unconfirmed: the local part, where the identity is a domain.
  return identity.includes("@") ? identity : `no-reply@${identity}`;
}

/** What text stands in an e-mail body for a character that HTML reads as markup. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

const PLACEHOLDER = /\{####\}|\{username\}|\{##(?<label>.*?)##\}/gs;

/**
 * Fills the placeholders of a template in one pass, so that a value is never taken for a placeholder itself.
 *
 * @param escape what makes a value fit into the text: the bodies of e-mails are HTML, and what a stranger chose as
 *   username must not become markup in somebody's mailbox. The template is its pool owner's own and stays as it is.
 */
function fillIn(
  template: string,
  { user, signInName, code, link }: MessageContent,
  escape: (value: string) => string,
): string {
  return template.replace(PLACEHOLDER, (placeholder: string, label: string | undefined) => {
    if (placeholder === "{username}") return escape(signInName ?? user.username);
    if (label === undefined) return escape(code);
    return link === undefined ? label : `<a href="${escape(link)}">${label}</a>`;
  });
}

function asIs(value: string): string {
  return value;
}

/** A message at the hour at which it is written. */
function keptMessage(
  { clock, random }: Pick<OperationContext, "clock" | "random">,
  parts: Omit<KeptMessage, "id" | "sentAt" | "sentAtMilliseconds" | "sequence">,
): KeptMessage {
  const now = clock.now();
  return {
    id: uuid((length) => random.bytes(length)),
    ...parts,
    sentAt: new Date(now).toISOString(),
    sentAtMilliseconds: now,
    sequence: nextInSequence(),
  };
}

/** An e-mail with a text of its own. */
export function addressedEmail(
  context: Pick<OperationContext, "clock" | "random">,
  {
    pool,
    user,
    ...parts
  }: Pick<KeptMessage, "to" | "from" | "subject" | "body"> & {
    readonly pool: UserPool;
    readonly user: Pick<User, "username">;
  },
): KeptMessage {
  return keptMessage(context, {
    userPoolId: pool.id,
    username: user.username,
    medium: "EMAIL",
    kind: "other",
    ...parts,
  });
}

/** A message as it goes out: its placeholders filled, and with the hour at which it was written. */
export function writeMessage(context: Pick<OperationContext, "clock" | "random">, draft: MessageDraft): KeptMessage {
  const { kind, template, pool, user, destination, code, link } = draft;
  const medium = mediumOf(destination);
  return keptMessage(context, {
    userPoolId: pool.id,
    username: user.username,
    medium,
    kind,
    to: destination.to,
    from: senderOf(pool, destination),
    subject: fillIn(template.subject, draft, asIs),
    body: fillIn(template.body, draft, medium === "EMAIL" ? escapeHtml : asIs),
    code: code === "" ? undefined : code,
    link,
  });
}

/** The message that brings a code, by which its reader proves to own the address. */
export function composeVerification(content: Omit<MessageContent, "link">): MessageDraft {
  const template =
    content.destination.attribute === "email" ? verificationEmail(content.pool) : verificationSms(content.pool);
  return { ...content, kind: "verification", template };
}

/** As `composeVerification`, with a link in place of the code. */
export function composeVerificationLink(content: MessageContent & { readonly link: string }): MessageDraft {
  return { ...content, kind: "verification", template: verificationLinkEmail(content.pool) };
}

/**
 * The message that brings a code with which to sign in.
 *
 * @param kind `mfa` where the code is a second factor, `other` where it is the first
 */
export function composeAuthentication(
  kind: Extract<MessageKind, "mfa" | "other">,
  content: Omit<MessageContent, "link">,
): MessageDraft {
  const template =
    content.destination.attribute === "email" ? authenticationEmail(content.pool) : authenticationSms(content.pool);
  return { ...content, kind, template };
}

/** The message that brings a new user their temporary password. */
export function composeInvitation(content: Omit<MessageContent, "link">): MessageDraft {
  const template =
    content.destination.attribute === "email" ? invitationEmail(content.pool) : invitationSms(content.pool);
  return { ...content, kind: "invitation", template };
}
