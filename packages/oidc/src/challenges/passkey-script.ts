/**
 * Runs in the page: has the browser sign the challenge with a passkey, and sends the answer with the form.
 *
 * @see Web Authentication Level 3, section 5.1.4
 */
export const PASSKEY_SCRIPT = `
"use strict";
const field = document.getElementById("passkeyCredential");
const error = document.getElementById("passkeyError");
field.form.addEventListener("submit", async (event) => {
  if (field.value !== "") return;
  event.preventDefault();
  error.hidden = true;
  try {
    const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(JSON.parse(field.dataset.options));
    const credential = await navigator.credentials.get({ publicKey });
    field.value = JSON.stringify(credential.toJSON());
    field.form.submit();
  } catch (thrown) {
    error.textContent = "The passkey could not be used: " + thrown.message;
    error.hidden = false;
  }
});
`;
