import { field } from "../pages/fields.ts";
import { html } from "../pages/html.ts";
import { labelOfAttribute, typeOfAttribute } from "../pages/attribute-fields.ts";
import { type ChallengePage, listIn, UnusableAnswer } from "./challenge-page.ts";

const PREFIX = "userAttributes.";

/** unconfirmed: the names of the fields, and the text for two passwords that differ. */
export const newPasswordPage: ChallengePage = {
  path: "/changePassword",
  title: "Change password",
  button: "Send",
  keeps: ["requiredAttributes"],
  content: (challenge) => html`<p>Please enter your new password below.</p>
${field({ id: "new_password", name: "new_password", label: "New password", type: "password", autocomplete: "new-password" })}
${field({ id: "confirm_password", name: "confirm_password", label: "Enter new password again", type: "password", autocomplete: "new-password" })}
${listIn(challenge, "requiredAttributes").map((prefixed) => {
  const name = prefixed.slice(PREFIX.length);
  return field({
    id: `attribute-${name}`,
    name: `requiredAttributes[${name}]`,
    label: labelOfAttribute(name),
    type: typeOfAttribute(name),
  });
})}`,
  responses(form, challenge) {
    const password = form.get("new_password") ?? "";
    if (password !== form.get("confirm_password")) throw new UnusableAnswer("Passwords do not match.");
    const attributes = listIn(challenge, "requiredAttributes").map((prefixed) => {
      const value = form.get(`requiredAttributes[${prefixed.slice(PREFIX.length)}]`) ?? "";
      return [prefixed, value] as const;
    });
    return { NEW_PASSWORD: password, ...Object.fromEntries(attributes) };
  },
};
