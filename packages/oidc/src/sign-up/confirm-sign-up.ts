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

/** What the confirmation page shows. */
interface Confirmation {
  readonly username: string;
  /** Where the code went, masked. */
  readonly destination: string | undefined;
  readonly error?: string | undefined;
}

/** Shows the page that asks for the code of a sign-up. Names are those of AWS's classic page. */
export async function showConfirmation(
  request: ClientRequest,
  { username, destination = "", error }: Confirmation,
): Promise<void> {
  const { csrf, response, texts } = request;
  const hidden = { username, destination, cognitoAsfData: "" };
  const code = field({
    id: "verification_code",
    name: "code",
    label: texts.code,
    autocomplete: "one-time-code",
    isCode: true,
  });
  const target = { action: pageAt(request, "/confirm"), csrf, name: "confirm" };
  const resend = { action: pageAt(request, "/resendcode"), csrf, name: "resendcode" };
  answerPage(response, {
    status: 200,
    title: texts.confirmAccount,
    lang: texts.lang,
    graphic: destination.startsWith("+") ? "SMS_GRAPHIC" : "EMAIL_GRAPHIC",
    content: html`<h1 class="textDescription-customizable">${texts.confirmAccount}</h1>
${errorMessage(error)}
<p>${destination === "" ? texts.codeSent : fill(texts.sentTo, html`<strong>${destination}</strong>`)} ${texts.toConfirm}</p>
${await developmentCode(request, username)}${form(target, hidden, code, { name: "confirm", text: texts.confirmAccount })}
${form(resend, hidden, undefined, { name: "resend", text: texts.sendNewCode, isSecondary: true })}`,
  });
}

function confirmationIn({ form: fields }: ClientRequest): Confirmation {
  return { username: fields.get("username") ?? "", destination: fields.get("destination") ?? "" };
}

/** `/confirm`: the code of a sign-up. Then the user signs in. */
export async function confirmSignUp(request: ClientRequest): Promise<void> {
  if (!mayGoOn(request)) return;
  const { raw, form: fields, response, userPools } = request;
  if (raw.method !== "POST") return redirect(response, pageAt(request, "/login"));
  const { username, destination } = confirmationIn(request);
  const ConfirmationCode = (fields.get("code") ?? "").trim();
  try {
    const input = { ...asClient(request, username), Username: username, ConfirmationCode };
    await userPools.send("ConfirmSignUp", input, sendOptions(request));
    redirect(response, pageAt(request, "/login"));
  } catch (error) {
    if (!(error instanceof ServiceException)) throw error;
    await showConfirmation(request, { username, destination, error: error.message });
  }
}

/** `/resendcode`: another code for a sign-up. */
export async function resendCode(request: ClientRequest): Promise<void> {
  if (!mayGoOn(request)) return;
  const { raw, response, userPools } = request;
  if (raw.method !== "POST") return redirect(response, pageAt(request, "/login"));
  const { username, destination } = confirmationIn(request);
  try {
    const input = { ...asClient(request, username), Username: username };
    const { CodeDeliveryDetails } = await userPools.send("ResendConfirmationCode", input, sendOptions(request));
    await showConfirmation(request, { username, destination: CodeDeliveryDetails?.Destination });
  } catch (error) {
    if (!(error instanceof ServiceException)) throw error;
    await showConfirmation(request, { username, destination, error: error.message });
  }
}
