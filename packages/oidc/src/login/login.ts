import type { HostedUi } from "@cogmock/core";
import { PasswordResetRequiredException, ServiceException, UserNotConfirmedException } from "@cogmock/protocol/errors";
import { requireAuthorizationRequest } from "../authorize/authorize.ts";
import { takeStep } from "../challenges/challenges.ts";
import { isOwnForm } from "../http/csrf.ts";
import type { ClientRequest } from "../http/hosted-request.ts";
import { showReset } from "../forgot-password/forgot-password.ts";
import { showConfirmation } from "../sign-up/confirm-sign-up.ts";
import { foreignFormPage } from "../pages/error-page.ts";
import { answerPage } from "../pages/page.ts";
import type { PoolProvider } from "../provider/provider-of-pool.ts";
import { offersChoice, showLogin } from "./show-login.ts";

/**
 * `/login`: the page, and its form. The answer to the right password leads straight to the application.
 *
 * @see "The managed login sign-in endpoint" in the Amazon Cognito Developer Guide
 */
export async function login(hostedUi: HostedUi, poolProvider: PoolProvider, request: ClientRequest): Promise<void> {
  const { raw, response, form, call, hosted } = request;
  const authorization = requireAuthorizationRequest(request);
  if (!authorization) return;
  if (raw.method !== "POST") {
    showLogin(request, authorization.loginHint ?? "");
    return;
  }
  if (!isOwnForm(raw, form)) {
    answerPage(response, foreignFormPage());
    return;
  }
  const username = (form.get("username") ?? "").trim();
  // A pool whose users may sign in by something else asks for no password at first.
  const password = form.get("password") || (offersChoice(request.pool) ? undefined : "");
  try {
    const step = await hostedUi.signIn(call, hosted, { username, password, acrValues: authorization.acrValues });
    await takeStep(hostedUi, poolProvider, request, authorization, { step, username });
  } catch (error) {
    if (!(error instanceof ServiceException)) throw error;
    if (error instanceof UserNotConfirmedException)
      return showConfirmation(request, { username, destination: undefined });
    if (error instanceof PasswordResetRequiredException)
      return showReset(request, { username, destination: undefined });
    showLogin(request, username, error.message);
  }
}
