import type { Texts } from "../texts/texts.ts";
import { fill } from "../pages/fill.ts";
import { field } from "../pages/fields.ts";
import { type Html, html } from "../pages/html.ts";
import type { Graphic } from "../pages/look.ts";
import type { ChallengePage, PosedChallenge } from "./challenge-page.ts";

/** unconfirmed: the name of the field. */
const CODE_FIELD = "authentication_code";

const DESTINATION = "CODE_DELIVERY_DESTINATION";

function codeField(texts: Texts): Html {
  return field({ id: CODE_FIELD, name: CODE_FIELD, label: texts.code, autocomplete: "one-time-code", isCode: true });
}

const sentTo = ({ parameters }: PosedChallenge, texts: Texts): Html =>
  fill(texts.sentTo, html`<strong>${parameters[DESTINATION]}</strong>`);

function codePage(
  parameter: string,
  graphic: Graphic,
  explain: (challenge: PosedChallenge, texts: Texts) => Html,
): ChallengePage {
  return {
    path: "/mfa",
    title: "enterCode",
    button: "signIn",
    graphic,
    hasSentCode: explain === sentTo,
    keeps: [DESTINATION, "FRIENDLY_DEVICE_NAME"],
    content: (challenge, texts) => html`<p>${explain(challenge, texts)}</p>
${codeField(texts)}`,
    responses: (form) => ({ [parameter]: (form.get(CODE_FIELD) ?? "").trim() }),
  };
}

export const smsMfaPage: ChallengePage = codePage("SMS_MFA_CODE", "SMS_GRAPHIC", sentTo);

export const smsOtpPage: ChallengePage = codePage("SMS_OTP_CODE", "SMS_GRAPHIC", sentTo);

export const emailOtpPage: ChallengePage = codePage("EMAIL_OTP_CODE", "EMAIL_GRAPHIC", sentTo);

export const softwareTokenPage: ChallengePage = codePage(
  "SOFTWARE_TOKEN_MFA_CODE",
  "AUTH_APP_GRAPHIC",
  ({ parameters }, texts) =>
    html`${texts.appCode}${parameters["FRIENDLY_DEVICE_NAME"] !== undefined && html` <strong>${parameters["FRIENDLY_DEVICE_NAME"]}</strong>`}`,
);
