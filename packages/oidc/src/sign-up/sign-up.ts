import type { HostedUi } from "@cogmock/core";
import { ServiceException } from "@cogmock/protocol/errors";
import { requireAuthorizationRequest } from "../authorize/authorize.ts";
import { takeStep } from "../challenges/challenges.ts";
import { asClient, sendOptions } from "../http/client-call.ts";
import type { ClientRequest } from "../http/hosted-request.ts";
import { mayGoOn, pageAt } from "../http/own-form.ts";
import { messagePage } from "../pages/error-page.ts";
import { answerPage } from "../pages/page.ts";
import type { PoolProvider } from "../provider/provider-of-pool.ts";
import { refusalText } from "../texts/refusal-text.ts";
import { goToConfirmation } from "./confirm-sign-up.ts";
import { maySignUp } from "./may-sign-up.ts";
import { attributesToGive, fieldOf, signUpPage } from "./sign-up-page.ts";

/** What the API says to it. */
const NOT_PERMITTED = { message: "SignUp is not permitted for this user pool" };

async function showSignUp(hostedUi: HostedUi, request: ClientRequest, error?: string): Promise<void> {
  const { csrf, pool, form, response, texts, hosted } = request;
  const [action, loginAddress] = [pageAt(request, "/signup"), pageAt(request, "/login")];
  const terms = await hostedUi.findTermsLinks(hosted, texts.lang);
  answerPage(response, signUpPage({ action, loginAddress, csrf, pool, texts, terms, typed: form, error }));
}

/**
 * `/signup`: the page, and its form, which does what SignUp does. Whoever need not be confirmed is signed in.
 *
 * @see "Signing up and confirming user accounts" in the Amazon Cognito Developer Guide
 */
export async function signUp(hostedUi: HostedUi, provider: PoolProvider, request: ClientRequest): Promise<void> {
  if (!mayGoOn(request)) return;
  const { raw, form, pool, userPools, response, call, hosted, texts } = request;
  if (!maySignUp(pool)) return answerPage(response, messagePage(400, refusalText(NOT_PERMITTED, texts), texts));
  if (raw.method !== "POST") return showSignUp(hostedUi, request);
  const username = (form.get("username") ?? "").trim();
  const password = form.get("password") ?? "";
  const attributes = attributesToGive(pool).map((name) => ({
    Name: name,
    Value: (form.get(fieldOf(name)) ?? "").trim(),
  }));
  try {
    const input = {
      ...asClient(request, username),
      Username: username,
      Password: password,
      UserAttributes: attributes,
    };
    const signedUp = await userPools.send("SignUp", input, sendOptions(request));
    if (!signedUp.UserConfirmed) {
      const session = await hostedUi.rememberSignUp(call, hosted, signedUp.UserSub);
      const destination = signedUp.CodeDeliveryDetails?.Destination;
      return goToConfirmation(provider, request, { username, destination, session });
    }
    const authorization = requireAuthorizationRequest(request);
    if (!authorization) return;
    const step = await hostedUi.signIn(call, hosted, { username, password, acrValues: authorization.acrValues });
    await takeStep(hostedUi, provider, request, authorization, { step, username });
  } catch (error) {
    if (!(error instanceof ServiceException)) throw error;
    await showSignUp(hostedUi, request, refusalText(error, texts));
  }
}
