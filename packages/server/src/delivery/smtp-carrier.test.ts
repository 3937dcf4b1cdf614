import { describe, expect, test } from "vitest";
import { givenMailPool, signUpRequest } from "../testing/given-mail-pool.ts";
import { type MailServer, type ReceivedMail, startMailServer } from "../testing/start-mail-server.ts";
import { startTestServer, type TestServer } from "../testing/start-test-server.ts";
import { unusedPort } from "../testing/unused-port.ts";

/** A server that sends its e-mails there. */
function sendingTo({ port }: MailServer, user = ""): Promise<TestServer> {
  return startTestServer({ codes: "random", delivery: { smtp: `smtp://${user}127.0.0.1:${port}` } });
}

function onlyMail({ mails }: MailServer): ReceivedMail {
  expect(mails).toHaveLength(1);
  const [mail] = mails;
  if (!mail) throw new Error("there is no e-mail");
  return mail;
}

describe("An SMTP server", () => {
  test("gets the message that is in the inbox", async () => {
    const mailServer = await startMailServer();
    const server = await sendingTo(mailServer);
    const pool = await givenMailPool(server.cognito);
    expect((await server.call("SignUp", signUpRequest(pool))).status).toBe(200);
    const [message] = await server.cognito.listMessages();
    const mail = onlyMail(mailServer);
    expect(mail).toMatchObject({
      from: "no-reply@verificationemail.com",
      to: ["alice@example.com"],
      html: `Your verification code is ${message?.code}. `,
    });
    expect(mail.headers.get("from")).toBe("no-reply@verificationemail.com");
    expect(mail.headers.get("to")).toBe("alice@example.com");
    expect(mail.headers.get("subject")).toBe("Your verification code");
    expect(mail.headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(Date.parse(mail.headers.get("date") ?? "")).toBe(
      Math.floor(Date.parse(message?.sentAt ?? "") / 1000) * 1000,
    );
    expect(mail.headers.has("reply-to")).toBe(false);
  });

  test("gets a link that confirms when it is opened", async () => {
    const mailServer = await startMailServer();
    const server = await sendingTo(mailServer);
    const pool = await givenMailPool(server.cognito, {
      VerificationMessageTemplate: {
        DefaultEmailOption: "CONFIRM_WITH_LINK",
        EmailMessageByLink: "Grüße, {##klick hier##}!",
      },
    });
    await server.call("SignUp", signUpRequest(pool, "a&lice"));
    const { html } = onlyMail(mailServer);
    expect(html).toMatch(/^Grüße, <a href="[^"]+">klick hier<\/a>!$/);
    const link = /href="([^"]+)"/.exec(html)?.[1]?.replaceAll("&#38;", "&") ?? "";
    expect((await fetch(link)).status).toBe(200);
    const { UserStatus } = await server.cognito.userPools.send("AdminGetUser", {
      UserPoolId: pool.UserPoolId,
      Username: "a&lice",
    });
    expect(UserStatus).toBe("CONFIRMED");
  });

  test("is told the sender of the pool", async () => {
    const mailServer = await startMailServer();
    const server = await sendingTo(mailServer);
    const SourceArn = "arn:aws:ses:us-east-1:000000000000:identity/hello@example.com";
    const pool = await givenMailPool(server.cognito, {
      EmailConfiguration: {
        EmailSendingAccount: "DEVELOPER",
        SourceArn,
        From: "Grüße <hello@example.com>",
        ReplyToEmailAddress: "support@example.com",
        ConfigurationSet: "watched",
      },
    });
    await server.call("SignUp", signUpRequest(pool));
    const { from, headers } = onlyMail(mailServer);
    expect(from).toBe("hello@example.com");
    expect(headers.get("from")).toBe("=?UTF-8?Q?Gr=C3=BC=C3=9Fe?= <hello@example.com>");
    expect(headers.get("reply-to")).toBe("support@example.com");
    expect(headers.get("x-ses-source-arn")).toBe(SourceArn);
    expect(headers.get("x-ses-configuration-set")).toBe("watched");
  });

  test.each([
    ["hello@example.com", "hello@example.com"],
    ["example.com", "no-reply@example.com"],
  ])("is told the identity %s of SES as %s, where the pool has no other sender", async (identity, address) => {
    const mailServer = await startMailServer();
    const server = await sendingTo(mailServer);
    const SourceArn = `arn:aws:ses:us-east-1:000000000000:identity/${identity}`;
    const pool = await givenMailPool(server.cognito, {
      EmailConfiguration: { EmailSendingAccount: "DEVELOPER", SourceArn },
    });
    await server.call("SignUp", signUpRequest(pool));
    expect(onlyMail(mailServer).from).toBe(address);
  });

  test("gets no header of a stranger's making", async () => {
    const mailServer = await startMailServer();
    const server = await sendingTo(mailServer);
    const pool = await givenMailPool(server.cognito, {
      VerificationMessageTemplate: { EmailSubject: "Hello {username}", EmailMessage: "{####}" },
    });
    const request = signUpRequest(pool, "a,b@example.org<c@example.net>;Bcc:d@example.net");
    expect((await server.call("SignUp", request)).status).toBe(200);
    const mail = onlyMail(mailServer);
    expect(mail.to).toEqual(["alice@example.com"]);
    expect([...mail.headers.keys()]).not.toContain("bcc");
  });

  test("gets user and password", async () => {
    const logins: unknown[] = [];
    const mailServer = await startMailServer({
      authOptional: false,
      allowInsecureAuth: true,
      onAuth({ username, password }, _, callback) {
        logins.push([username, password]);
        callback(null, { user: username });
      },
    });
    const server = await sendingTo(mailServer, "ann:p%40ss@");
    await server.call("SignUp", signUpRequest(await givenMailPool(server.cognito)));
    expect(logins).toEqual([["ann", "p@ss"]]);
    // Its certificate is its own: what encrypts where it can does not ask whose it is.
    expect(onlyMail(mailServer)).toMatchObject({ user: "ann", secure: true });
  });

  test("with a certificate of its own gets nothing from who asks for encryption from the start", async () => {
    const mailServer = await startMailServer({ secure: true });
    const smtp = `smtps://127.0.0.1:${mailServer.port}`;
    const server = await startTestServer({ codes: "random", delivery: { smtp } });
    const response = await server.call("SignUp", signUpRequest(await givenMailPool(server.cognito)));
    expect(await response.json()).toMatchObject({ __type: "CodeDeliveryFailureException" });
    expect(mailServer.mails).toEqual([]);
    expect(await server.readLog()).toContain(`127.0.0.1:${mailServer.port} did not take the e-mail (ESOCKET)`);
  });

  test("that refuses an e-mail fails the call, and the message stays in the inbox, its code good", async () => {
    let refuses = true;
    const mailServer = await startMailServer({
      onRcptTo(_, __, callback) {
        callback(refuses ? Object.assign(new Error("no such mailbox"), { responseCode: 550 }) : undefined);
      },
    });
    const server = await sendingTo(mailServer);
    const pool = await givenMailPool(server.cognito);
    const response = await server.call("SignUp", signUpRequest(pool));
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({
      __type: "CodeDeliveryFailureException",
      message: "Unable to deliver message",
    });
    const [message] = await server.cognito.listMessages();
    refuses = false;
    const again = await server.call("ResendConfirmationCode", { ClientId: pool.ClientId, Username: "alice" });
    expect(again.status).toBe(200);
    expect(onlyMail(mailServer).to).toEqual(["alice@example.com"]);

    const log = await server.readLog();
    expect(log).toContain(`127.0.0.1:${mailServer.port} did not take the e-mail (EENVELOPE, 550)`);
    expect(log).toContain(`"messageId":"${message?.id}"`);
    expect(log).not.toContain(message?.code);
    expect(log).not.toContain("alice");
  });

  test("that is not there fails the call, too", async () => {
    const port = await unusedPort();
    const server = await startTestServer({ codes: "random", delivery: { smtp: `smtp://127.0.0.1:${port}` } });
    const response = await server.call("SignUp", signUpRequest(await givenMailPool(server.cognito)));
    expect(await response.json()).toMatchObject({ __type: "CodeDeliveryFailureException" });
    expect(await server.readLog()).toContain(`127.0.0.1:${port} did not take the e-mail (ESOCKET)`);
  });
});
