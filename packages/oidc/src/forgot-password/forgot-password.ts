import { ServiceException } from "@cogmock/protocol/errors";
import { redirect } from "../http/answer.ts";
import { type AwaitedAction, awaitedActionOf } from "../http/awaited-action.ts";
import { asClient, sendOptions } from "../http/client-call.ts";
import type { ClientRequest } from "../http/hosted-request.ts";
import { mayGoOn, pageAt } from "../http/own-form.ts";
import { forgetPageData, keepPageData } from "../http/page-data.ts";
import { labelOfUsername } from "../pages/attribute-fields.ts";
import { answerAwaitedCodePage, awaitedFields } from "../pages/awaited-code-page.ts";
import { backToSignIn } from "../pages/back-to-sign-in.ts";
import { field, form } from "../pages/fields.ts";
import { html } from "../pages/html.ts";
import { PASSWORD_CHECKS, passwordChecks } from "../pages/password-checks.ts";
import { answerPage, errorMessage } from "../pages/page.ts";
import type { PoolProvider } from "../provider/provider-of-pool.ts";
import { refusalText } from "../texts/refusal-text.ts";

/** unconfirmed: names of fields, and texts. */
function showForgotPassword(request: ClientRequest, username: string, error?: string): void {
  const { csrf, pool, response, texts } = request;
  const name = field({
    id: "username",
    name: "username",
    label: labelOfUsername(pool, texts),
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
${backToSignIn(request)}`,
  });
}

/** Shows the page that asks for a code and a new password. */
function showReset(request: ClientRequest, awaited: AwaitedAction, error?: string): Promise<void> {
  const { csrf, texts, pool, form: typed } = request;
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
      describedBy: PASSWORD_CHECKS,
    }),
    passwordChecks(pool, texts, typed.get("password") ?? ""),
    field({
      id: "confirm_password",
      name: "confirmPassword",
      label: texts.newPasswordAgain,
      type: "password",
      autocomplete: "new-password",
    }),
  ];
  const target = { action: pageAt(request, "/confirmForgotPassword"), csrf, name: "confirmForgotPasswordForm" };
  const button = { name: "reset_password", text: texts.changePassword };
  const forms = form(target, awaitedFields(awaited), fields, button);
  return answerAwaitedCodePage(request, {
    title: texts.changePassword,
    graphic: "PASSWORD_GRAPHIC",
    awaited,
    error,
    forms,
  });
}

/** Leads to the page that asks for a code and a new password. */
export function goToReset(
  provider: PoolProvider,
  request: ClientRequest,
  begun: Pick<AwaitedAction, "username" | "destination">,
): void {
  keepPageData(provider, request, { purpose: "ForgotPassword", ...begun });
  redirect(request.response, pageAt(request, "/confirmForgotPassword"));
}

/** `/forgotPassword`: the page, and its form, which does what ForgotPassword does. */
export async function forgotPassword(provider: PoolProvider, request: ClientRequest): Promise<void> {
  if (!mayGoOn(request)) return;
  const { raw, form: fields, userPools } = request;
  const username = (fields.get("username") ?? request.query.get("login_hint") ?? "").trim();
  if (raw.method !== "POST") return showForgotPassword(request, username);
  try {
    const input = { ...asClient(request, username), Username: username };
    const { CodeDeliveryDetails } = await userPools.send("ForgotPassword", input, sendOptions(request));
    goToReset(provider, request, { username, destination: CodeDeliveryDetails?.Destination });
  } catch (error) {
    if (!(error instanceof ServiceException)) throw error;
    showForgotPassword(request, username, refusalText(error, request.texts));
  }
}

/** `/confirmForgotPassword`: the code and the new password. Then the user signs in. */
export async function confirmForgotPassword(provider: PoolProvider, request: ClientRequest): Promise<void> {
  if (!mayGoOn(request)) return;
  const { raw, form: fields, userPools, response, texts } = request;
  const awaited = awaitedActionOf(provider, request, "ForgotPassword");
  if (!awaited) return redirect(response, pageAt(request, "/forgotPassword"));
  if (raw.method !== "POST") return showReset(request, awaited);
  const Password = fields.get("password") ?? "";
  if (Password !== fields.get("confirmPassword")) return showReset(request, awaited, texts.passwordsDiffer);
  try {
    const { username } = awaited;
    const ConfirmationCode = (fields.get("code") ?? "").trim();
    const input = { ...asClient(request, username), Username: username, ConfirmationCode, Password };
    await userPools.send("ConfirmForgotPassword", input, sendOptions(request));
    forgetPageData(request);
    redirect(response, pageAt(request, "/login"));
  } catch (error) {
    if (!(error instanceof ServiceException)) throw error;
    await showReset(request, awaited, refusalText(error, texts));
  }
}
