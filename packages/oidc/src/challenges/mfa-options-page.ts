import { html } from "../pages/html.ts";
import { type ChallengePage, listIn } from "./challenge-page.ts";

const LABELS: Readonly<Record<string, string>> = {
  SMS_MFA: "A code by text message",
  EMAIL_OTP: "A code by e-mail",
  SOFTWARE_TOKEN_MFA: "A code from an authenticator app",
};

const METHODS = "MFAS_CAN_CHOOSE";

/** unconfirmed: the name of the field. */
export const mfaOptionsPage: ChallengePage = {
  path: "/mfa/options",
  title: "Choose how to confirm that it is you",
  button: "Next",
  keeps: [METHODS],
  content: (challenge) => html`<fieldset>
<legend>Confirm by</legend>
${listIn(challenge, METHODS).map(
  (method) =>
    html`<label><input type="radio" name="answer" value="${method}" required/> ${LABELS[method] ?? method}</label>\n`,
)}</fieldset>
`,
  responses: (form) => ({ ANSWER: form.get("answer") ?? "" }),
};
