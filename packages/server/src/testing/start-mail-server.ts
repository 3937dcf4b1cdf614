import { SMTPServer, type SMTPServerOptions } from "smtp-server";
import { onTestFinished } from "vitest";

/** An e-mail as a server got it: the envelope, and what is between DATA and the dot. */
export interface ReceivedMail {
  readonly from: string;
  readonly to: readonly string[];
  readonly source: string;
  /** Lower-case names; values unfolded. */
  readonly headers: ReadonlyMap<string, string>;
  /** Decoded. */
  readonly html: string;
  /** Of the connection. */
  readonly secure: boolean;
  readonly user: string | undefined;
}

/** An SMTP server of a test's own. */
export interface MailServer {
  readonly port: number;
  readonly mails: readonly ReceivedMail[];
}

/** Starts one on a free port; closed when the test ends. It takes every e-mail, unless the options say something else. */
export async function startMailServer(options: SMTPServerOptions = {}): Promise<MailServer> {
  const mails: ReceivedMail[] = [];
  const server = new SMTPServer({
    authOptional: true,
    logger: false,
    onData(stream, session, callback) {
      let source = "";
      stream.setEncoding("utf8");
      stream.on("data", (text: string) => {
        source += text;
      });
      stream.on("end", () => {
        mails.push({ ...parse(source), ...envelopeOf(session.envelope), secure: session.secure, user: session.user });
        callback();
      });
    },
    ...options,
  });
  // Who hangs up in the middle is what some tests are about.
  server.on("error", () => {});
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => new Promise<void>((resolve) => server.close(resolve)));
  const address = server.server.address();
  if (address === null || typeof address === "string") throw new Error("the mail server has no port");
  return { port: address.port, mails };
}

interface Envelope {
  readonly mailFrom: false | { readonly address: string };
  readonly rcptTo: readonly { readonly address: string }[];
}

function envelopeOf({ mailFrom, rcptTo }: Envelope): Pick<ReceivedMail, "from" | "to"> {
  return { from: mailFrom === false ? "" : mailFrom.address, to: rcptTo.map(({ address }) => address) };
}

function parse(source: string): Pick<ReceivedMail, "source" | "headers" | "html"> {
  const [head = "", ...body] = source.split("\r\n\r\n");
  const lines = head.replace(/\r\n[ \t]+/g, " ").split("\r\n");
  const headers = new Map(
    lines.map((line) => {
      const [name = "", ...value] = line.split(": ");
      return [name.toLowerCase(), value.join(": ")];
    }),
  );
  const encoded = body.join("\r\n\r\n");
  const encoding = headers.get("content-transfer-encoding");
  return { source, headers, html: decode(encoded, encoding).replace(/\r\n$/, "") };
}

function decode(text: string, encoding: string | undefined): string {
  if (encoding === "base64") return Buffer.from(text, "base64").toString();
  if (encoding !== "quoted-printable") return text;
  const bytes = text
    .replace(/=\r\n/g, "")
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, "latin1").toString();
}
