import type { TextName } from "../texts/texts.ts";
import { html } from "../pages/html.ts";
import { type ChallengePage, listIn } from "./challenge-page.ts";

const LABELS: Readonly<Record<string, TextName>> = {
  SMS_MFA: "byText",
  EMAIL_OTP: "byEmail",
  SOFTWARE_TOKEN_MFA: "byApp",
};

const METHODS = "MFAS_CAN_CHOOSE";

/** unconfirmed: the name of the field. */
export const mfaOptionsPage: ChallengePage = {
  path: "/mfa/options",
  title: "chooseMfa",
  button: "next",
  keeps: [METHODS],
  content: (challenge, texts) => html`<fieldset>
<legend class="read-only-aloud">${texts.chooseMfa}</legend>
${listIn(challenge, METHODS).map((method) => {
  const label = LABELS[method];
  return html`<label><input type="radio" name="answer" value="${method}" required/> ${label === undefined ? method : texts[label]}</label>\n`;
})}</fieldset>
`,
  responses: (form) => ({ ANSWER: form.get("answer") ?? "" }),
};
