import type { NotifyConfigurationType, NotifyEmailType } from "@cogmock/protocol/user-pools";

/** What becomes of a sign-in that is a risk: it passes, it is asked for a second factor, or it is refused. */
export type RiskOutcome = "allowed" | "asked" | "blocked";

/** The texts of a notification, with their placeholders; at least one body. */
export interface NoticeTemplate {
  readonly subject: string;
  readonly html: string | undefined;
  readonly text: string | undefined;
}

/** Which template is for which outcome, and what AWS's own says there. @see AWS CLI Command Reference, set-risk-configuration */
const KINDS: Readonly<
  Record<
    RiskOutcome,
    {
      readonly member: "NoActionEmail" | "MfaEmail" | "BlockEmail";
      readonly subject: string;
      readonly happened: string;
    }
  >
> = {
  allowed: {
    member: "NoActionEmail",
    subject: "New sign-in attempt",
    happened: "We observed an unrecognized sign-in to your account with this information:",
  },
  asked: {
    member: "MfaEmail",
    subject: "New sign-in attempt",
    happened: "We required you to use multi-factor authentication for the following sign-in attempt:",
  },
  blocked: {
    member: "BlockEmail",
    subject: "Blocked sign-in attempt",
    happened: "We blocked an unrecognized sign-in to your account with this information:",
  },
};

/** @param invalid, valid the links, or what leads to them */
function advice(invalid: string, valid: string): string {
  return `If this sign-in was not by you, you should change your password and notify us by clicking on ${invalid}
If this sign-in was by you, you can follow ${valid} to let us know`;
}

function standardTemplate({
  subject,
  happened,
}: {
  readonly subject: string;
  readonly happened: string;
}): NoticeTemplate {
  const html = `<!DOCTYPE html>
<html>
<head>
\t<title>HTML email context</title>
\t<meta charset="utf-8">
</head>
<body>
<pre>${happened}
<ul>
<li>Time: {login-time}</li>
<li>Device: {device-name}</li>
<li>Location: {city}, {country}</li>
</ul>
${advice("<a href={one-click-link-invalid}>this link</a>", "<a href={one-click-link-valid}>this link</a>")}</pre>
</body>
</html>`;
  const text = `${happened}
Time: {login-time}
Device: {device-name}
Location: {city}, {country}
${advice("{one-click-link-invalid}", "{one-click-link-valid}")}`;
  return { subject, html, text };
}

function ownTemplate({ Subject, HtmlBody, TextBody }: NotifyEmailType): NoticeTemplate | undefined {
  return HtmlBody === undefined && TextBody === undefined
    ? undefined
    : { subject: Subject, html: HtmlBody, text: TextBody };
}

/**
 * The texts of the notification of an outcome: the pool's own or, where it has none, AWS's. unconfirmed: those of AWS where
 * a template has a subject alone.
 */
export function noticeTemplate(
  configuration: NotifyConfigurationType | undefined,
  outcome: RiskOutcome,
): NoticeTemplate {
  const kind = KINDS[outcome];
  const given = configuration?.[kind.member];
  return (given && ownTemplate(given)) ?? standardTemplate({ ...kind, subject: given?.Subject ?? kind.subject });
}
