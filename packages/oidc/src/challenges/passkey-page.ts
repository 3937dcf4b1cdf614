import { html } from "../pages/html.ts";
import type { ChallengePage } from "./challenge-page.ts";
import { passkeyField } from "./passkey-field.ts";
import { PASSKEY_SCRIPT } from "./passkey-script.ts";

const OPTIONS = "CREDENTIAL_REQUEST_OPTIONS";

/** The one page that does not work without scripts: only they get to passkeys. unconfirmed: the names of the fields. */
export const passkeyPage: ChallengePage = {
  path: "/login/passkey",
  title: "passkeySignIn",
  button: "passkeySignIn",
  graphic: "PASSKEY_GRAPHIC",
  keeps: [OPTIONS],
  script: PASSKEY_SCRIPT,
  content: ({ parameters }, texts) => html`<p>${texts.passkeyConfirm}</p>
${passkeyField(parameters[OPTIONS], texts)}`,
  responses: (form) => ({ CREDENTIAL: form.get("credential") ?? "" }),
};
