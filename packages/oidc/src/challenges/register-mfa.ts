import type { HostedUi } from "@cogmock/core";
import { NotAuthorizedException, ServiceException } from "@cogmock/protocol/errors";
import { requireAuthorizationRequest } from "../authorize/authorize.ts";
import { redirect } from "../http/answer.ts";
import { sendOptions } from "../http/client-call.ts";
import type { ClientRequest } from "../http/hosted-request.ts";
import { mayGoOn, pageAt } from "../http/own-form.ts";
import { showLogin } from "../login/show-login.ts";
import type { PoolProvider } from "../provider/provider-of-pool.ts";
import { refusalText } from "../texts/refusal-text.ts";
import type { PosedChallenge } from "./challenge-page.ts";
import { takeStep } from "./challenges.ts";
import { showRegisterMfaPage } from "./show-register-mfa.ts";

/** What a form of the page asks of Cognito. @throws ServiceException the code is wrong */
async function answerOf(
  request: ClientRequest,
  { session }: PosedChallenge,
): Promise<{ readonly session: string; readonly responses: Readonly<Record<string, string>> }> {
  const { form, userPools } = request;
  const email = form.get("email");
  if (email !== null) return { session, responses: { EMAIL: email.trim() } };
  const phone = form.get("phone");
  // As people write it: with blanks and the like between the digits.
  if (phone !== null) return { session, responses: { PHONE_NUMBER: phone.replaceAll(/[\s().-]/g, "") } };
  const UserCode = (form.get("userCode") ?? "").trim();
  const input = { Session: session, UserCode };
  const { Session = "" } = await userPools.send("VerifySoftwareToken", input, sendOptions(request));
  return { session: Session, responses: {} };
}

/** `/mfa/register`: a code of the app that a user has set up, or the address or number that codes are to go to. */
export async function registerMfa(hostedUi: HostedUi, provider: PoolProvider, request: ClientRequest): Promise<void> {
  if (!mayGoOn(request)) return;
  const authorization = requireAuthorizationRequest(request);
  const { raw, form, response, call, hosted, texts } = request;
  if (!authorization) return;
  if (raw.method !== "POST") return redirect(response, pageAt(request, "/login"));
  const username = form.get("username") ?? "";
  const parameters = { MFAS_CAN_SETUP: form.get("methods") ?? "" };
  const challenge: PosedChallenge = { name: "MFA_SETUP", session: form.get("session") ?? "", username, parameters };
  try {
    const answer = await answerOf(request, challenge);
    const step = await hostedUi.answer(call, hosted, { ...challenge, ...answer });
    await takeStep(hostedUi, provider, request, authorization, { step, username });
  } catch (error) {
    if (error instanceof NotAuthorizedException)
      await showLogin(hostedUi, request, username, refusalText(error, texts));
    else if (error instanceof ServiceException) {
      showRegisterMfaPage(request, challenge, form.get("secret") || undefined, refusalText(error, texts));
    } else throw error;
  }
}
