import type { Transporter } from "nodemailer";
import type { OutgoingMessage } from "@cogmock/core";
import { type Carrier, DeliveryFailed } from "./carrier.ts";

const TIME_LIMIT_MILLISECONDS = 10_000;

/** The address of an SMTP server, read. */
function toTransport(url: URL): object {
  const secure = url.protocol === "smtps:";
  return {
    host: url.hostname.replace(/^\[|\]$/g, ""),
    ...(url.port !== "" && { port: Number(url.port) }),
    secure,
    // `smtp:` encrypts where the server can, which is better than not at all, whoever's its certificate is (RFC 7435).
    tls: { rejectUnauthorized: secure },
    ...(url.username !== "" && {
      auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) },
    }),
    connectionTimeout: TIME_LIMIT_MILLISECONDS,
    greetingTimeout: TIME_LIMIT_MILLISECONDS,
    socketTimeout: TIME_LIMIT_MILLISECONDS,
  };
}

function toMail({ message, sender: { emailConfiguration }, bodies }: OutgoingMessage): object {
  const { ReplyToEmailAddress, ConfigurationSet, SourceArn } = emailConfiguration;
  return {
    from: message.from,
    // As one address, whatever it looks like.
    to: { name: "", address: message.to },
    ...(ReplyToEmailAddress !== undefined && { replyTo: ReplyToEmailAddress }),
    subject: message.subject,
    ...(bodies ?? { html: message.body }),
    date: new Date(message.sentAt),
    // What the SMTP interface of Amazon SES has in place of the parameters of SendEmail.
    headers: {
      ...(ConfigurationSet !== undefined && { "X-SES-CONFIGURATION-SET": ConfigurationSet }),
      ...(SourceArn !== undefined && { "X-SES-SOURCE-ARN": SourceArn }),
    },
  };
}

/** What may be logged of an error: what kind it is, and the status of the server (RFC 5321, section 4.2), but not its words. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return "unknown";
  const code = "code" in error && typeof error.code === "string" ? error.code : error.name;
  return "responseCode" in error && typeof error.responseCode === "number" ? `${code}, ${error.responseCode}` : code;
}

/** Sends e-mails to an SMTP server. The library for it is loaded with the first. */
export function createSmtpCarrier(url: URL): Carrier {
  let transporter: Promise<Transporter> | undefined;
  return async (outgoing) => {
    transporter ??= import("nodemailer").then(({ createTransport }) => createTransport(toTransport(url)));
    try {
      await (await transporter).sendMail(toMail(outgoing));
    } catch (error) {
      throw new DeliveryFailed(`${url.host} did not take the e-mail (${describe(error)})`, { cause: error });
    }
  };
}
