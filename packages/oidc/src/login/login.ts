import { type HostedUi, isPasswordCompromised, offersChoice } from "@cogmock/core";
import { PasswordResetRequiredException, ServiceException, UserNotConfirmedException } from "@cogmock/protocol/errors";
import type { AuthorizationRequest } from "../authorize/authorization-request.ts";
import { handToProvider, requireAuthorizationRequest } from "../authorize/authorize.ts";
import { takeStep } from "../challenges/challenges.ts";
import type { ClientRequest } from "../http/hosted-request.ts";
import { goToReset } from "../forgot-password/forgot-password.ts";
import { goToConfirmation } from "../sign-up/confirm-sign-up.ts";
import { offersOwnUsers } from "../federation/offered-providers.ts";
import { messagePage } from "../pages/error-page.ts";
import { answerPage } from "../pages/page.ts";
import type { PoolProvider } from "../provider/provider-of-pool.ts";
import { refusalText } from "../texts/refusal-text.ts";
import { continuePage } from "./continue-page.ts";
import { type BrowserSession, findSession, sessionRequest } from "./session-of-browser.ts";
import { showLogin } from "./show-login.ts";

/** The session that the sign-in page offers to go on with. */
async function findSessionToContinue(
  hostedUi: HostedUi,
  poolProvider: PoolProvider,
  request: ClientRequest,
  authorization: AuthorizationRequest,
): Promise<BrowserSession | undefined> {
  if (authorization.prompts.includes("login")) return undefined;
  return findSession(hostedUi, poolProvider, request, sessionRequest(request, "/login"), authorization);
}

/**
 * `/login`, and `/login/continue`: the page, and its form. The answer to the right password leads straight to the application.
 *
 * @see "The managed login sign-in endpoint" in the Amazon Cognito Developer Guide
 */
export async function login(hostedUi: HostedUi, poolProvider: PoolProvider, request: ClientRequest): Promise<void> {
  const { raw, response, path, form, call, hosted } = request;
  const authorization = requireAuthorizationRequest(request);
  if (!authorization) return;
  if (raw.method !== "POST") {
    const session = await findSessionToContinue(hostedUi, poolProvider, request, authorization);
    if (session) return answerPage(response, continuePage(request, session.username));
    return showLogin(hostedUi, request, authorization.loginHint ?? "");
  }
  // The form of a page that asks for no name: who has signed in before goes on.
  if (path === "/login/continue" && !form.has("username")) {
    return handToProvider(hostedUi, poolProvider, request, authorization);
  }
  if (!offersOwnUsers(request))
    return answerPage(response, messagePage(400, request.texts.loginOptionMissing, request.texts));
  const username = (form.get("username") ?? "").trim();
  // Where users choose how to sign in, the page asks for the name alone. A script may send the password with it.
  const password = form.get("password") || (offersChoice(hosted) ? undefined : "");
  try {
    const step = await hostedUi.signIn(call, hosted, { username, password, acrValues: authorization.acrValues });
    await takeStep(hostedUi, poolProvider, request, authorization, { step, username });
  } catch (error) {
    if (!(error instanceof ServiceException)) throw error;
    if (error instanceof UserNotConfirmedException) return goToConfirmation(poolProvider, request, { username });
    // Nobody has sent a code where the password is compromised: the page has the link that asks for one.
    if (error instanceof PasswordResetRequiredException && !isPasswordCompromised(error)) {
      return goToReset(poolProvider, request, { username });
    }
    return showLogin(hostedUi, request, username, refusalText(error, request.texts));
  }
}
