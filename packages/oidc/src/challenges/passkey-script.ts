function passkeyScript(parse: string, make: "create" | "get"): string {
  return `
"use strict";
const field = document.getElementById("passkeyCredential");
const error = document.getElementById("passkeyError");
field.form.addEventListener("submit", async (event) => {
  if (field.value !== "") return;
  event.preventDefault();
  error.hidden = true;
  try {
    const publicKey = PublicKeyCredential.${parse}(JSON.parse(field.dataset.options));
    const credential = await navigator.credentials.${make}({ publicKey });
    field.value = JSON.stringify(credential.toJSON());
    field.form.submit();
  } catch (thrown) {
    error.textContent = field.dataset.failure;
    error.hidden = false;
    console.warn(thrown);
  }
});
`;
}

/**
 * Runs in the page: has the browser sign the challenge with a passkey, and sends the answer with the form.
 *
 * @see Web Authentication Level 3, section 5.1.4
 */
export const PASSKEY_SCRIPT: string = passkeyScript("parseRequestOptionsFromJSON", "get");

/**
 * Runs in the page: has the browser make a passkey, and sends it with the form.
 *
 * @see Web Authentication Level 3, section 5.1.3
 */
export const NEW_PASSKEY_SCRIPT: string = passkeyScript("parseCreationOptionsFromJSON", "create");
