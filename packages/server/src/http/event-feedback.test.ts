import { describe, expect, test } from "vitest";
import { notifyOfRisk } from "../testing/notify-of-risk.ts";
import { type MailServer, startMailServer } from "../testing/start-mail-server.ts";
import { startTestServer, type TestServer } from "../testing/start-test-server.ts";

/** A sign-in of alice's that was a risk, of which an e-mail told her. */
interface Notified {
  readonly server: TestServer;
  readonly mailServer: MailServer;
  /** The links in it. */
  readonly valid: URL;
  readonly invalid: URL;
  readonly feedback: () => Promise<object | undefined>;
}

async function givenNotification(): Promise<Notified> {
  const mailServer = await startMailServer();
  const server = await startTestServer({ delivery: { smtp: `smtp://127.0.0.1:${mailServer.port}` } });
  const SourceArn = "arn:aws:ses:us-east-1:000000000000:identity/security@example.com";
  const { UserPoolId } = await notifyOfRisk(server, { SourceArn, ReplyTo: "help@example.com" });
  const body = (await server.cognito.listMessages())[0]?.body.replaceAll("&#38;", "&") ?? "";
  const link = (value: string) => new URL(new RegExp(`href=(\\S+feedback_value=${value})>`).exec(body)?.[1] ?? "");
  return {
    server,
    mailServer,
    valid: link("Valid"),
    invalid: link("Invalid"),
    async feedback() {
      const { AuthEvents = [] } = await server.cognito.userPools.send("AdminListUserAuthEvents", {
        UserPoolId,
        Username: "alice",
      });
      return AuthEvents[0]?.EventFeedback;
    },
  };
}

describe("The notification of a risk", () => {
  test("arrives by SMTP in both forms, from and with answers to whom the pool says", async () => {
    const { mailServer } = await givenNotification();
    const [mail] = mailServer.mails;
    expect(mail).toMatchObject({ from: "security@example.com", to: ["alice@example.com"] });
    expect(mail?.headers.get("subject")).toBe("New sign-in attempt");
    expect(mail?.headers.get("reply-to")).toBe("help@example.com");
    expect(mail?.headers.get("x-ses-source-arn")).toMatch(/^arn:aws:ses:/);
    expect(mail?.headers.get("content-type")).toMatch(/^multipart\/alternative;/);
    expect(mail?.source).toContain("Content-Type: text/plain; charset=utf-8");
    expect(mail?.source).toContain("Content-Type: text/html; charset=utf-8");
  });
});

describe("GET /event/feedback", () => {
  test("takes what the reader of the notification says, and lets them change their mind", async () => {
    const { server, valid, invalid, feedback } = await givenNotification();
    expect(invalid.origin).toBe(server.url);
    expect(await feedback()).toBeUndefined();
    const response = await fetch(invalid);
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe("text/html;charset=UTF-8");
    expect(response.headers.get("referrer-policy")).toBe("no-referrer");
    expect(await response.text()).toContain(">Thank you for your feedback</h1>");
    expect(await feedback()).toMatchObject({ FeedbackValue: "Invalid", Provider: "User" });
    await fetch(valid);
    expect(await feedback()).toMatchObject({ FeedbackValue: "Valid", Provider: "User" });
  });

  test.each([
    ["feedback_token", "x", "Invalid feedback token"],
    ["event_id", "x", "Invalid feedback token"],
    ["client_id", "nobody", "User pool client nobody does not exist."],
    ["user_name", "nobody", "User does not exist."],
  ])("with another %s changes nothing and says why", async (name, value, reason) => {
    const { valid, feedback } = await givenNotification();
    valid.searchParams.set(name, value);
    const response = await fetch(valid);
    expect(response.status).toBe(400);
    expect(await response.text()).toContain(`>${reason}</p>`);
    expect(await feedback()).toBeUndefined();
  });

  test.each(["client_id", "user_name", "event_id", "feedback_token", "feedback_value"])(
    "without its %s changes nothing",
    async (name) => {
      const { valid, feedback } = await givenNotification();
      valid.searchParams.set(name, "");
      const response = await fetch(valid);
      expect(response.status).toBe(400);
      expect(await response.text()).toContain(">This link is not complete</h1>");
      expect(await feedback()).toBeUndefined();
    },
  );

  test("takes nothing on the pages of another pool", async () => {
    const { server, valid, feedback } = await givenNotification();
    const { UserPool } = await server.cognito.userPools.send("CreateUserPool", { PoolName: "others" });
    valid.pathname = `/${UserPool?.Id}/event/feedback`;
    const response = await fetch(valid);
    expect(response.status).toBe(400);
    expect(await response.text()).toContain(">This link is not one of this user pool.</p>");
    expect(await feedback()).toBeUndefined();
  });

  test("takes nothing from a HEAD request, and leaves no token in the log", async () => {
    const { server, valid, feedback } = await givenNotification();
    await fetch(valid, { method: "HEAD" });
    expect(await feedback()).toBeUndefined();
    await fetch(valid);
    const log = await server.readLog();
    expect(log).toContain('"path":"/event/feedback"');
    expect(log).not.toContain(valid.searchParams.get("feedback_token"));
  });
});
