import { field } from "../pages/fields.ts";
import { html } from "../pages/html.ts";
import type { ChallengePage } from "./challenge-page.ts";

const LABELS: Readonly<Record<string, string>> = {
  EMAIL_OTP: "A code by e-mail",
  SMS_OTP: "A code by text message",
  PASSWORD: "Password",
  WEB_AUTHN: "Passkey",
};

/** Without those that take scripts of an application, as SRP does. */
function choicesOf(available: readonly string[]): readonly string[] {
  return available.filter((challenge) => Object.hasOwn(LABELS, challenge));
}

/** unconfirmed: the names of the fields. */
export const selectChallengePage: ChallengePage = {
  path: "/selectChallenge",
  title: "Choose how to sign in",
  button: "Next",
  keeps: [],
  content: ({ available = [] }) => html`<fieldset>
<legend>Sign in by</legend>
${choicesOf(available).map(
  (challenge) =>
    html`<label><input type="radio" name="answer" value="${challenge}" required/> ${LABELS[challenge]}</label>\n`,
)}</fieldset>
${
  available.includes("PASSWORD") &&
  field({
    id: "signInFormPassword",
    name: "password",
    label: "Password, if you sign in by it",
    type: "password",
    autocomplete: "current-password",
    isOptional: true,
  })
}`,
  responses(form) {
    const answer = form.get("answer") ?? "";
    return answer === "PASSWORD" ? { ANSWER: answer, PASSWORD: form.get("password") ?? "" } : { ANSWER: answer };
  },
};
