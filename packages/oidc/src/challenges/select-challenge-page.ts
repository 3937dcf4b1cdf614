import type { TextName, Texts } from "../texts/texts.ts";
import { field } from "../pages/fields.ts";
import { html } from "../pages/html.ts";
import type { ChallengePage } from "./challenge-page.ts";

const LABELS: Readonly<Record<string, TextName>> = {
  EMAIL_OTP: "byEmail",
  SMS_OTP: "byText",
  PASSWORD: "password",
  WEB_AUTHN: "passkey",
};

/** Without those that take scripts of an application, as SRP does. */
function choicesOf(available: readonly string[], texts: Texts): readonly (readonly [string, string])[] {
  return available.flatMap((challenge) => {
    const label = LABELS[challenge];
    return label === undefined ? [] : [[challenge, texts[label]] as const];
  });
}

/** unconfirmed: the names of the fields. */
export const selectChallengePage: ChallengePage = {
  path: "/selectChallenge",
  title: "chooseSignIn",
  button: "next",
  keeps: [],
  content: ({ available = [] }, texts) => html`<fieldset>
<legend class="read-only-aloud">${texts.chooseSignIn}</legend>
${choicesOf(available, texts).map(
  ([challenge, label]) =>
    html`<label><input type="radio" name="answer" value="${challenge}" required/> ${label}</label>\n`,
)}</fieldset>
${
  available.includes("PASSWORD") &&
  field({
    id: "signInFormPassword",
    name: "password",
    label: texts.password,
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
