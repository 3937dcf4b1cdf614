import { fill } from "../pages/fill.ts";
import { ServiceException } from "@cogmock/protocol/errors";
import { redirect } from "../http/answer.ts";
import { asClient, sendOptions } from "../http/client-call.ts";
import type { ClientRequest } from "../http/hosted-request.ts";
import { mayGoOn, pageAt } from "../http/own-form.ts";
import { field, form } from "../pages/fields.ts";
import { html } from "../pages/html.ts";
import { developmentCode } from "../pages/development-code.ts";
import { answerPage, errorMessage } from "../pages/page.ts";

/** unconfirmed: names of fields, and texts. */
function showForgotPassword(request: ClientRequest, username: string, error?: string): void {
  const { csrf, response, texts } = request;
  const name = field({
    id: "username",
    name: "username",
    label: texts.username,
    value: username,
    autocomplete: "username",
  });
  const target = { action: pageAt(request, "/forgotPassword"), csrf, name: "forgotPasswordForm" };
  answerPage(response, {
    status: 200,
    title: texts.forgotPassword,
    lang: texts.lang,
    content: html`<h1 class="textDescription-customizable">${texts.forgotPassword}</h1>
${errorMessage(error)}
<p>${texts.forgotExplained}</p>
${form(target, {}, name, { name: "reset_my_password", text: texts.resetPassword })}
<nav><a class="redirect-customizable" href="${pageAt(request, "/login")}">${texts.backToSignIn}</a></nav>`,
  });
}

/** What the page that asks for the code and the new password shows. */
interface Reset {
  readonly username: string;
  /** Where the code went, masked. */
  readonly destination: string | undefined;
  readonly error?: string | undefined;
}

/** Shows the page that asks for a code and a new password. */
export async function showReset(request: ClientRequest, { username, destination = "", error }: Reset): Promise<void> {
  const { csrf, response, texts } = request;
  const fields = [
    field({
      id: "forgot_password_code",
      name: "code",
      label: texts.code,
      autocomplete: "one-time-code",
      isCode: true,
    }),
    field({
      id: "new_password",
      name: "password",
      label: texts.newPassword,
      type: "password",
      autocomplete: "new-password",
    }),
    field({
      id: "confirm_password",
      name: "confirmPassword",
      label: texts.newPasswordAgain,
      type: "password",
      autocomplete: "new-password",
    }),
  ];
  const target = { action: pageAt(request, "/confirmForgotPassword"), csrf, name: "confirmForgotPasswordForm" };
  answerPage(response, {
    status: 200,
    title: texts.changePassword,
    lang: texts.lang,
    graphic: "PASSWORD_GRAPHIC",
    content: html`<h1 class="textDescription-customizable">${texts.changePassword}</h1>
${errorMessage(error)}
<p>${destination === "" ? texts.codeSent : fill(texts.sentTo, html`<strong>${destination}</strong>`)}</p>
${await developmentCode(request, username)}${form(target, { username, destination }, fields, { name: "reset_password", text: texts.changePassword })}`,
  });
}

/** `/forgotPassword`: the page, and its form, which does what ForgotPassword does. */
export async function forgotPassword(request: ClientRequest): Promise<void> {
  if (!mayGoOn(request)) return;
  const { raw, form: fields, userPools } = request;
  const username = (fields.get("username") ?? request.query.get("login_hint") ?? "").trim();
  if (raw.method !== "POST") return showForgotPassword(request, username);
  try {
    const input = { ...asClient(request, username), Username: username };
    const { CodeDeliveryDetails } = await userPools.send("ForgotPassword", input, sendOptions(request));
    await showReset(request, { username, destination: CodeDeliveryDetails?.Destination });
  } catch (error) {
    if (!(error instanceof ServiceException)) throw error;
    showForgotPassword(request, username, error.message);
  }
}

/** `/confirmForgotPassword`: the code and the new password. Then the user signs in. */
export async function confirmForgotPassword(request: ClientRequest): Promise<void> {
  if (!mayGoOn(request)) return;
  const { raw, form: fields, userPools, response } = request;
  if (raw.method !== "POST") return redirect(response, pageAt(request, "/forgotPassword"));
  const shown = { username: fields.get("username") ?? "", destination: fields.get("destination") ?? "" };
  const Password = fields.get("password") ?? "";
  if (Password !== fields.get("confirmPassword")) {
    return showReset(request, { ...shown, error: request.texts.passwordsDiffer });
  }
  try {
    const ConfirmationCode = (fields.get("code") ?? "").trim();
    const input = { ...asClient(request, shown.username), Username: shown.username, ConfirmationCode, Password };
    await userPools.send("ConfirmForgotPassword", input, sendOptions(request));
    redirect(response, pageAt(request, "/login"));
  } catch (error) {
    if (!(error instanceof ServiceException)) throw error;
    await showReset(request, { ...shown, error: error.message });
  }
}
