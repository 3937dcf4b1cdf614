import type { CustomEmailSenderTriggerEvent } from "aws-lambda";
import type { AccountTakeoverEventActionType, NotifyConfigurationType } from "@cogmock/protocol/user-pools";
import { describe, expect, test } from "vitest";
import type { OutgoingMessage, TriggerEvent } from "../../index.ts";
import { OFFER } from "../../testing/given-mfa-pool.ts";
import { givenRisk, type RiskPool, type RiskSettingsInput } from "../../testing/given-risk.ts";
import { functionArn } from "../../testing/given-triggers.ts";

const SOURCE_ARN = "arn:aws:ses:us-west-2:111111111111:identity/security@example.com";
const ALL_PLACEHOLDERS =
  "{username} {login-time} {ip-address} {device-name} {city} {country} {event-id} {feedback-token} {other}";
const OWN: NotifyConfigurationType = {
  SourceArn: SOURCE_ARN,
  From: "Security <security@example.com>",
  ReplyTo: "help@example.com",
  BlockEmail: { Subject: "Blocked {city}", HtmlBody: "<b>was blocked</b>", TextBody: "was blocked" },
  MfaEmail: { Subject: "Asked", HtmlBody: "<b>was asked</b>", TextBody: "was asked" },
  NoActionEmail: { Subject: "Seen", HtmlBody: "<b>was seen</b>", TextBody: "was seen" },
};

function notifying(
  EventAction: AccountTakeoverEventActionType,
  {
    NotifyConfiguration = OWN,
    Notify = true,
  }: { NotifyConfiguration?: NotifyConfigurationType; Notify?: boolean } = {},
): RiskSettingsInput {
  return {
    AccountTakeoverRiskConfiguration: { NotifyConfiguration, Actions: { HighAction: { EventAction, Notify } } },
  };
}

/** A pool that rates alice's sign-ins at high risk, and what it has handed on to be delivered. */
async function givenNotices(
  settings: RiskSettingsInput,
  given: Parameters<typeof givenRisk>[0] = {},
): Promise<RiskPool & { readonly delivered: OutgoingMessage[] }> {
  const delivered: OutgoingMessage[] = [];
  const messageDelivery = { deliver: async (all: readonly OutgoingMessage[]) => void delivered.push(...all) };
  const pool = await givenRisk({ settings, ...given, options: { messageDelivery, ...given.options } });
  await pool.rate({ riskLevel: "High" });
  return { ...pool, delivered };
}

/** The links in a notification, by what they say. */
function linksIn(text: string): Record<string, URL> {
  const found = text.replaceAll("&#38;", "&").matchAll(/https?:[^\s"<>]+feedback_value=(\w+)/g);
  return Object.fromEntries(Array.from(found, ([link, value = ""]) => [value, new URL(link)]));
}

describe("The notification of a risk", () => {
  test.each<readonly [AccountTakeoverEventActionType, boolean, string, string]>([
    ["BLOCK", false, "Blocked Unknown", "was blocked"],
    ["NO_ACTION", false, "Seen", "was seen"],
    ["MFA_IF_CONFIGURED", true, "Asked", "was asked"],
    ["MFA_IF_CONFIGURED", false, "Seen", "was seen"],
    ["MFA_REQUIRED", true, "Asked", "was asked"],
    ["MFA_REQUIRED", false, "Blocked Unknown", "was blocked"],
  ])(
    "of a sign-in by %s, MFA being possible: %s, is the template for what became of it",
    async (action, hasMfa, subject, word) => {
      const mfa = { MfaConfiguration: "OPTIONAL", ...OFFER.email } as const;
      const pool = await givenNotices(notifying(action), hasMfa ? { mfa } : {});
      await pool.signIn().catch(() => {});
      const notices = (await pool.cognito.listMessages({ username: "alice" })).filter(({ kind }) => kind === "other");
      expect(notices).toEqual([
        {
          id: expect.any(String),
          userPoolId: pool.UserPoolId,
          username: "alice",
          medium: "EMAIL",
          kind: "other",
          to: "alice@example.com",
          from: "Security <security@example.com>",
          subject,
          body: `<b>${word}</b>`,
          sentAt: "2026-01-01T00:00:00.000Z",
        },
      ]);
      expect(pool.delivered.filter(({ message }) => message.kind === "other")).toMatchObject([
        {
          message: { id: notices[0]?.id },
          bodies: { html: `<b>${word}</b>`, text: word },
          sender: {
            emailConfiguration: {
              EmailSendingAccount: "DEVELOPER",
              SourceArn: SOURCE_ARN,
              From: "Security <security@example.com>",
              ReplyToEmailAddress: "help@example.com",
            },
          },
        },
      ]);
    },
  );

  test("is sent once for all calls of a sign-in", async () => {
    const mfa = { MfaConfiguration: "OPTIONAL", ...OFFER.email } as const;
    const pool = await givenNotices(notifying("MFA_REQUIRED"), { mfa });
    const { Session } = await pool.signIn();
    await pool.cognito.send("RespondToAuthChallenge", {
      ClientId: pool.ClientId,
      ChallengeName: "EMAIL_OTP",
      Session,
      ChallengeResponses: { USERNAME: "alice", EMAIL_OTP_CODE: "123456" },
    });
    expect((await pool.cognito.listMessages()).map(({ kind }) => kind).toSorted()).toEqual(["mfa", "other"]);
  });

  test("has its placeholders filled, once, and as text where it is HTML", async () => {
    const own = {
      SourceArn: SOURCE_ARN,
      NoActionEmail: { Subject: "{username}", HtmlBody: ALL_PLACEHOLDERS, TextBody: ALL_PLACEHOLDERS },
    };
    const Username = `<b>&{city}`;
    const pool = await givenNotices(notifying("NO_ACTION", { NotifyConfiguration: own }));
    await pool.cognito.givenConfirmedUser({
      UserPoolId: pool.UserPoolId,
      Username,
      UserAttributes: [{ Name: "email", Value: "b@example.com" }],
    });
    await pool.cognito.risks.rate({ userPoolId: pool.UserPoolId, riskLevel: "High" });
    await pool.signIn({ USERNAME: Username });
    const [outgoing] = pool.delivered;
    const { AuthEvents: [event] = [] } = await pool.cognito.send("AdminListUserAuthEvents", {
      UserPoolId: pool.UserPoolId,
      Username,
    });
    const words = outgoing?.bodies?.text?.split(" ") ?? [];
    const token = words[7];
    const known = `2026-01-01T00:00:00.000Z 192.0.2.7 curl 8 Unknown Unknown ${event?.EventId}`;
    expect(outgoing?.message.subject).toBe(Username);
    expect(outgoing?.bodies?.text).toMatch(new RegExp(`^<b>&\\{city\\} ${known} [\\w.-]+ \\{other\\}$`));
    expect(outgoing?.bodies?.html).toMatch(new RegExp(`^&#60;b&#62;&#38;\\{city\\} ${known} [\\w.-]+ \\{other\\}$`));
    expect(token).toBeDefined();
  });

  test("is AWS's own where the pool has no template, from the identity that sends it", async () => {
    const pool = await givenNotices(notifying("BLOCK", { NotifyConfiguration: { SourceArn: SOURCE_ARN } }));
    await expect(pool.signIn()).rejects.toThrow("security reasons");
    const message = await pool.cognito.lastMessage();
    expect(message).toMatchObject({ from: "security@example.com", subject: "Blocked sign-in attempt" });
    expect(message.body).toContain("We blocked an unrecognized sign-in to your account with this information:");
    expect(message.body).toContain("<li>Time: 2026-01-01T00:00:00.000Z</li>\n<li>Device: curl 8</li>");
    expect(Object.keys(linksIn(message.body)).toSorted()).toEqual(["Invalid", "Valid"]);
    const text = pool.delivered[0]?.bodies?.text ?? "";
    expect(Object.keys(linksIn(text)).toSorted()).toEqual(["Invalid", "Valid"]);
    expect(text).not.toContain("<");
  });

  test("may be text alone, or have a subject alone", async () => {
    const textOnly = { SourceArn: SOURCE_ARN, BlockEmail: { Subject: "s", TextBody: "aa < bb" } };
    const first = await givenNotices(notifying("BLOCK", { NotifyConfiguration: textOnly }));
    await expect(first.signIn()).rejects.toThrow();
    expect(first.delivered).toMatchObject([{ message: { body: "aa < bb" }, bodies: { text: "aa < bb" } }]);
    expect(first.delivered[0]?.bodies?.html).toBeUndefined();
    const subjectOnly = { SourceArn: SOURCE_ARN, BlockEmail: { Subject: "Mind" } };
    const second = await givenNotices(notifying("BLOCK", { NotifyConfiguration: subjectOnly }));
    await expect(second.signIn()).rejects.toThrow();
    expect(second.delivered[0]?.message).toMatchObject({
      subject: "Mind",
      body: expect.stringContaining("We blocked"),
    });
  });

  test("has links that give feedback on the event", async () => {
    const pool = await givenNotices(notifying("NO_ACTION", { NotifyConfiguration: { SourceArn: SOURCE_ARN } }));
    await pool.signIn();
    const { Valid, Invalid } = linksIn((await pool.cognito.lastMessage()).body);
    const link = (url: URL | undefined) => url?.searchParams.get.bind(url.searchParams);
    expect(Valid?.pathname).toBe("/event/feedback");
    expect(link(Invalid)?.("client_id")).toBe(pool.ClientId);
    const [event] = await pool.events();
    await pool.cognito.send("UpdateAuthEventFeedback", {
      UserPoolId: pool.UserPoolId,
      Username: link(Invalid)?.("user_name") ?? "",
      EventId: link(Invalid)?.("event_id") ?? "",
      FeedbackToken: link(Invalid)?.("feedback_token") ?? "",
      FeedbackValue: "Invalid",
    });
    expect(await pool.events()).toMatchObject([
      { EventId: event?.EventId, EventFeedback: { FeedbackValue: "Invalid", Provider: "User" } },
    ]);
  });

  test("is not sent unless it is asked for, in AUDIT, without a sender, or without an address", async () => {
    const quiet = [
      await givenNotices(notifying("NO_ACTION", { Notify: false })),
      await givenNotices(notifying("NO_ACTION"), { mode: "AUDIT" }),
      await givenNotices({
        AccountTakeoverRiskConfiguration: { Actions: { HighAction: { EventAction: "NO_ACTION", Notify: true } } },
      }),
      await givenNotices(notifying("NO_ACTION"), { attributes: { phone_number: "+15551230100" } }),
    ];
    for (const pool of quiet) {
      expect((await pool.signIn()).AuthenticationResult).toHaveProperty("AccessToken");
      expect(await pool.cognito.listMessages()).toEqual([]);
    }
  });

  test("that cannot be delivered does not keep anybody from signing in", async () => {
    const messageDelivery = { deliver: async () => Promise.reject(new Error("no server")) };
    const pool = await givenNotices(notifying("NO_ACTION"), { options: { messageDelivery } });
    expect((await pool.signIn()).AuthenticationResult).toHaveProperty("AccessToken");
    expect(await pool.cognito.listMessages()).toHaveLength(1);
  });
});

describe("CustomEmailSender_AccountTakeOverNotification", () => {
  const withSender = async (settings: RiskSettingsInput) => {
    const events: TriggerEvent[] = [];
    let arrived: () => void = () => {};
    const arrival = new Promise<void>((resolve) => {
      arrived = resolve;
    });
    const CustomEmailSender = async (event: TriggerEvent) => {
      events.push(event);
      arrived();
      return event;
    };
    const pool = await givenNotices(settings, {
      options: { triggers: { CustomEmailSender } },
      pool: {
        LambdaConfig: {
          CustomEmailSender: { LambdaVersion: "V1_0", LambdaArn: functionArn("CustomEmailSender") },
          KMSKeyID: "arn:aws:kms:us-east-1:000000000000:key/11111111-2222-3333-4444-555555555555",
        },
      },
    });
    return { ...pool, sent: events, arrival };
  };

  test("is AWS's event, member by member, and takes the place of the e-mail", async () => {
    const pool = await withSender(notifying("BLOCK"));
    await expect(pool.signIn()).rejects.toThrow("security reasons");
    await pool.arrival;
    const [event] = await pool.events();
    const text = expect.any(String);
    const expected: CustomEmailSenderTriggerEvent = {
      version: "1",
      triggerSource: "CustomEmailSender_AccountTakeOverNotification",
      region: "us-east-1",
      userPoolId: pool.UserPoolId,
      userName: "alice",
      callerContext: { awsSdkVersion: "aws-sdk-unknown-unknown", clientId: pool.ClientId },
      request: {
        type: "customEmailSenderRequestV1",
        code: null,
        userAttributes: {
          EVENT_ID: event?.EventId ?? "",
          USER_NAME: "alice",
          IP_ADDRESS: "192.0.2.7",
          ACCOUNT_TAKE_OVER_ACTION: "BLOCK",
          ONE_CLICK_LINK_VALID: expect.stringContaining("feedback_value=Valid"),
          ONE_CLICK_LINK_INVALID: expect.stringContaining("feedback_value=Invalid"),
          LOGIN_TIME: "2026-01-01T00:00:00.000Z",
          FEEDBACK_TOKEN: text,
          DEVICE_NAME: "curl 8",
        },
      },
      response: {},
    };
    expect(pool.sent).toStrictEqual([expected]);
    expect(pool.delivered).toEqual([]);
    expect(await pool.cognito.listMessages()).toMatchObject([{ subject: "Blocked Unknown", kind: "other" }]);
  });

  test("needs no NotifyConfiguration, and names the action that was configured", async () => {
    const HighAction = { EventAction: "MFA_IF_CONFIGURED", Notify: true } as const;
    const pool = await withSender({ AccountTakeoverRiskConfiguration: { Actions: { HighAction } } });
    expect((await pool.signIn()).AuthenticationResult).toHaveProperty("AccessToken");
    await pool.arrival;
    expect(pool.sent).toMatchObject([
      { request: { userAttributes: { ACCOUNT_TAKE_OVER_ACTION: "MFA_IF_CONFIGURED" } } },
    ]);
  });
});
