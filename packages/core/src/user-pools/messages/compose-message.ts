import { uuid } from "@cogmock/crypto";
import type { OperationContext } from "../../operation-context.ts";
import type { UserPool } from "../pools/user-pool.ts";
import type { User } from "../users/user.ts";
import { type Destination, mediumOf } from "./code-delivery.ts";
import type { MessageKind } from "./message.ts";
import type { KeptMessage } from "./messages.collection.ts";
import {
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

type Ports = Pick<OperationContext, "clock" | "random">;

/** A message's reader and what is in it. */
interface MessageContent {
  readonly pool: UserPool;
  readonly user: Pick<User, "username">;
  readonly destination: Destination;
  /** What `{username}` stands for, where it is not the username: people who sign in with an address know no other name. */
  readonly signInName?: string | undefined;
  /** The code or temporary password. */
  readonly code: string;
  /** Where a link in the text leads. */
  readonly link?: string;
}

let sequence = 0;

function senderOf(pool: UserPool, destination: Destination): string {
  if (destination.attribute === "phone_number") return SMS_SENDER;
  const { From, SourceArn } = pool.settings.EmailConfiguration;
  return From ?? SourceArn?.slice(SourceArn.lastIndexOf("/") + 1) ?? DEFAULT_EMAIL_SENDER;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

function fillIn(text: string, { user, signInName, code, link }: MessageContent): string {
  return text
    .replace(/\{##(.*?)##\}/gs, (_, label: string) =>
      link === undefined ? label : `<a href="${escapeHtml(link)}">${label}</a>`,
    )
    .replaceAll("{username}", () => signInName ?? user.username)
    .replaceAll("{####}", () => code);
}

function compose(
  { clock, random }: Ports,
  kind: MessageKind,
  template: MessageTemplate,
  content: MessageContent,
): KeptMessage {
  const { pool, user, destination, code, link } = content;
  const now = clock.now();
  sequence += 1;
  return {
    id: uuid((length) => random.bytes(length)),
    userPoolId: pool.id,
    username: user.username,
    medium: mediumOf(destination),
    kind,
    to: destination.to,
    from: senderOf(pool, destination),
    subject: fillIn(template.subject, content),
    body: fillIn(template.body, content),
    code,
    link,
    sentAt: new Date(now).toISOString(),
    sentAtMilliseconds: now,
    sequence,
  };
}

/** The message that brings a code, by which its reader proves to own the address. */
export function composeVerification(ports: Ports, content: Omit<MessageContent, "link">): KeptMessage {
  const template =
    content.destination.attribute === "email" ? verificationEmail(content.pool) : verificationSms(content.pool);
  return compose(ports, "verification", template, content);
}

/** As `composeVerification`, with a link in place of the code. */
export function composeVerificationLink(
  ports: Ports,
  content: MessageContent & { readonly link: string },
): KeptMessage {
  return compose(ports, "verification", verificationLinkEmail(content.pool), content);
}

/** The message that brings a new user their temporary password. */
export function composeInvitation(ports: Ports, content: Omit<MessageContent, "link">): KeptMessage {
  const template =
    content.destination.attribute === "email" ? invitationEmail(content.pool) : invitationSms(content.pool);
  return compose(ports, "invitation", template, content);
}
