import type { HostedUi } from "@cogmock/core";
import { NotAuthorizedException, ServiceException } from "@cogmock/protocol/errors";
import { requireAuthorizationRequest } from "../authorize/authorize.ts";
import { takeStep } from "../challenges/challenges.ts";
import { redirect } from "../http/answer.ts";
import { type AwaitedAction, awaitedActionOf } from "../http/awaited-action.ts";
import { asClient, sendOptions } from "../http/client-call.ts";
import type { ClientRequest } from "../http/hosted-request.ts";
import { mayGoOn, pageAt } from "../http/own-form.ts";
import { forgetPageData, keepPageData } from "../http/page-data.ts";
import { showLogin } from "../login/show-login.ts";
import { answerAwaitedCodePage, awaitedFields } from "../pages/awaited-code-page.ts";
import { field, form } from "../pages/fields.ts";
import type { PoolProvider } from "../provider/provider-of-pool.ts";
import { refusalText } from "../texts/refusal-text.ts";

/** Shows the page that asks for the code of a sign-up. Names are those of AWS's classic page. */
function showConfirmation(request: ClientRequest, awaited: AwaitedAction, error?: string): Promise<void> {
  const { csrf, texts } = request;
  const hidden = { ...awaitedFields(awaited), cognitoAsfData: "" };
  const code = field({
    id: "verification_code",
    name: "code",
    label: texts.code,
    autocomplete: "one-time-code",
    isCode: true,
  });
  const confirm = { action: pageAt(request, "/confirm"), csrf, name: "confirm" };
  const resend = { action: pageAt(request, "/resendcode"), csrf, name: "resendcode" };
  return answerAwaitedCodePage(request, {
    title: texts.confirmAccount,
    awaited,
    error,
    explanation: texts.toConfirm,
    forms: [
      form(confirm, hidden, code, { name: "confirm", text: texts.confirmAccount }),
      form(resend, hidden, undefined, { name: "resend", text: texts.sendNewCode, isSecondary: true }),
    ],
  });
}

/** Leads to the page that asks for the code of a sign-up. */
export function goToConfirmation(
  provider: PoolProvider,
  request: ClientRequest,
  begun: Pick<AwaitedAction, "username" | "destination" | "session">,
): void {
  keepPageData(provider, request, { purpose: "SignUp", ...begun });
  redirect(request.response, pageAt(request, "/confirm"));
}

/**
 * `/confirm`: the code of a sign-up. Whoever has signed up in this browser just now is signed in thereby; others sign in
 * next.
 *
 * @see "How to sign up for a new account" in the Amazon Cognito Developer Guide
 */
export async function confirmSignUp(hostedUi: HostedUi, provider: PoolProvider, request: ClientRequest): Promise<void> {
  if (!mayGoOn(request)) return;
  const { raw, form: fields, response, userPools } = request;
  const awaited = awaitedActionOf(provider, request, "SignUp");
  if (!awaited) return redirect(response, pageAt(request, "/login"));
  if (raw.method !== "POST") return showConfirmation(request, awaited);
  const { username, session } = awaited;
  try {
    const ConfirmationCode = (fields.get("code") ?? "").trim();
    const input = { ...asClient(request, username), Username: username, ConfirmationCode };
    await userPools.send("ConfirmSignUp", input, sendOptions(request));
  } catch (error) {
    if (!(error instanceof ServiceException)) throw error;
    return showConfirmation(request, awaited, refusalText(error, request.texts));
  }
  forgetPageData(request);
  if (session === undefined) return redirect(response, pageAt(request, "/login"));
  return signInConfirmed(hostedUi, provider, request, { username, session });
}

/** Signs in whoever has confirmed their sign-up. It may be too late for that: then they sign in as anybody does. */
async function signInConfirmed(
  hostedUi: HostedUi,
  provider: PoolProvider,
  request: ClientRequest,
  { username, session }: { readonly username: string; readonly session: string },
): Promise<void> {
  const { call, hosted, response } = request;
  const authorization = requireAuthorizationRequest(request);
  if (!authorization) return;
  try {
    const { acrValues } = authorization;
    const step = await hostedUi.signIn(call, hosted, { username, signUpSession: session, acrValues });
    await takeStep(hostedUi, provider, request, authorization, { step, username });
  } catch (error) {
    if (error instanceof NotAuthorizedException) redirect(response, pageAt(request, "/login"));
    else if (error instanceof ServiceException)
      await showLogin(hostedUi, request, username, refusalText(error, request.texts));
    else throw error;
  }
}

/** `/resendcode`: another code for a sign-up. */
export async function resendCode(provider: PoolProvider, request: ClientRequest): Promise<void> {
  if (!mayGoOn(request)) return;
  const { raw, response, userPools } = request;
  const awaited = awaitedActionOf(provider, request, "SignUp");
  if (raw.method !== "POST" || !awaited) return redirect(response, pageAt(request, "/login"));
  const { username, session } = awaited;
  try {
    const input = { ...asClient(request, username), Username: username };
    const { CodeDeliveryDetails } = await userPools.send("ResendConfirmationCode", input, sendOptions(request));
    goToConfirmation(provider, request, { username, destination: CodeDeliveryDetails?.Destination, session });
  } catch (error) {
    if (!(error instanceof ServiceException)) throw error;
    await showConfirmation(request, awaited, refusalText(error, request.texts));
  }
}
