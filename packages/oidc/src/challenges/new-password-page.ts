import { field } from "../pages/fields.ts";
import { html } from "../pages/html.ts";
import { PASSWORD_CHECKS, passwordChecks } from "../pages/password-checks.ts";
import { autocompleteOfAttribute, labelOfAttribute, typeOfAttribute } from "../pages/attribute-fields.ts";
import { type ChallengePage, listIn, UnusableAnswer } from "./challenge-page.ts";

const PREFIX = "userAttributes.";

/** unconfirmed: the names of the fields, and the text for two passwords that differ. */
export const newPasswordPage: ChallengePage = {
  path: "/changePassword",
  title: "changePassword",
  button: "send",
  graphic: "PASSWORD_GRAPHIC",
  keeps: ["requiredAttributes"],
  content: (challenge, texts, { pool, form }) => html`<p>${texts.newPasswordBelow}</p>
${field({ id: "new_password", name: "new_password", label: texts.newPassword, type: "password", autocomplete: "new-password", describedBy: PASSWORD_CHECKS })}
${passwordChecks(pool, texts, form.get("new_password") ?? "")}
${field({ id: "confirm_password", name: "confirm_password", label: texts.newPasswordAgain, type: "password", autocomplete: "new-password" })}
${listIn(challenge, "requiredAttributes").map((prefixed) => {
  const name = prefixed.slice(PREFIX.length);
  return field({
    id: `attribute-${name}`,
    name: `requiredAttributes[${name}]`,
    label: labelOfAttribute(name, texts),
    type: typeOfAttribute(name),
    autocomplete: autocompleteOfAttribute(name),
  });
})}`,
  responses(form, challenge, texts) {
    const password = form.get("new_password") ?? "";
    if (password !== form.get("confirm_password")) throw new UnusableAnswer(texts.passwordsDiffer);
    const attributes = listIn(challenge, "requiredAttributes").map((prefixed) => {
      const value = form.get(`requiredAttributes[${prefixed.slice(PREFIX.length)}]`) ?? "";
      return [prefixed, value] as const;
    });
    return { NEW_PASSWORD: password, ...Object.fromEntries(attributes) };
  },
};
