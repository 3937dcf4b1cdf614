import { field } from "../pages/fields.ts";
import { type Html, html } from "../pages/html.ts";
import type { ChallengePage, PosedChallenge } from "./challenge-page.ts";

/** unconfirmed: the name of the field. */
const CODE_FIELD = "authentication_code";

const DESTINATION = "CODE_DELIVERY_DESTINATION";

function codeField(): Html {
  return field({ id: CODE_FIELD, name: CODE_FIELD, label: "Code", autocomplete: "one-time-code", isCode: true });
}

const sentTo = ({ parameters }: PosedChallenge): Html =>
  html`We have sent a code to <strong>${parameters[DESTINATION]}</strong>.`;

function codePage(parameter: string, explain: (challenge: PosedChallenge) => Html): ChallengePage {
  return {
    path: "/mfa",
    title: "Enter your code",
    button: "Sign in",
    hasSentCode: explain === sentTo,
    keeps: [DESTINATION, "FRIENDLY_DEVICE_NAME"],
    content: (challenge) => html`<p>${explain(challenge)}</p>
${codeField()}`,
    responses: (form) => ({ [parameter]: (form.get(CODE_FIELD) ?? "").trim() }),
  };
}

export const smsMfaPage: ChallengePage = codePage("SMS_MFA_CODE", sentTo);

export const smsOtpPage: ChallengePage = codePage("SMS_OTP_CODE", sentTo);

export const emailOtpPage: ChallengePage = codePage("EMAIL_OTP_CODE", sentTo);

export const softwareTokenPage: ChallengePage = codePage(
  "SOFTWARE_TOKEN_MFA_CODE",
  ({ parameters }) =>
    html`Enter the code from your authenticator app${parameters["FRIENDLY_DEVICE_NAME"] !== undefined && html` <strong>${parameters["FRIENDLY_DEVICE_NAME"]}</strong>`}.`,
);
