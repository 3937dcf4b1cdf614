import type { Texts } from "../texts/texts.ts";
import { fill } from "../pages/fill.ts";
import { field, form } from "../pages/fields.ts";
import { type Html, html } from "../pages/html.ts";
import type { Graphic } from "../pages/look.ts";
import { errorMessage, type Page } from "../pages/page.ts";
import { qrCode } from "../pages/qr-code.ts";
import { type PosedChallenge, listIn } from "./challenge-page.ts";

/** What the page shows on which a user sets up a second factor. */
export interface RegisterMfaPage {
  readonly action: string;
  readonly csrf: string;
  readonly texts: Texts;
  readonly challenge: PosedChallenge;
  readonly poolName: string;
  /** What the authenticator app is to know: base32. Absent where the pool has no codes by app. */
  readonly secret: string | undefined;
  readonly error?: string | undefined;
  readonly wayBack: Html;
}

/** The methods that a user may set up. */
export function methodsToSetUp(challenge: PosedChallenge): readonly string[] {
  return listIn(challenge, "MFAS_CAN_SETUP");
}

/** @see the Key Uri Format of authenticator apps */
function keyUri(poolName: string, username: string, secret: string): string {
  const query = new URLSearchParams({ secret, issuer: poolName });
  return `otpauth://totp/${encodeURIComponent(poolName)}:${encodeURIComponent(username)}?${query.toString().replaceAll("+", "%20")}`;
}

function hiddenFields({ challenge, secret = "" }: RegisterMfaPage): Record<string, string> {
  const { name, session, username, parameters } = challenge;
  return { challenge: name, session, username, secret, methods: parameters["MFAS_CAN_SETUP"] ?? "" };
}

function appForm(page: RegisterMfaPage, secret: string): Html {
  const { action, csrf, texts, poolName, challenge } = page;
  const code = field({
    id: "totpCodeInput",
    name: "userCode",
    label: texts.code,
    autocomplete: "one-time-code",
    isCode: true,
  });
  return html`<p>${texts.scanQrCode}</p>
${qrCode(keyUri(poolName, challenge.username, secret), texts.qrCode)}
<p class="hint">${fill(texts.key, html`<code id="totpSecret">${secret}</code>`)}</p>
${form({ action, csrf, name: "registerTotp" }, hiddenFields(page), code, { name: "registerTotpButton", text: texts.signIn })}`;
}

/** Whether there is nothing else to press on the page. */
function isOnlyMethod({ challenge }: RegisterMfaPage): boolean {
  return methodsToSetUp(challenge).length === 1;
}

function emailForm(page: RegisterMfaPage): Html {
  const { action, csrf, texts } = page;
  const address = field({ id: "mfaEmail", name: "email", label: texts.email, type: "email", autocomplete: "email" });
  return html`<p>${texts.codesByEmail}</p>
${form({ action, csrf, name: "registerEmail" }, hiddenFields(page), address, { name: "registerEmailButton", text: texts.sendMeCode, isSecondary: !isOnlyMethod(page) })}`;
}

function phoneForm(page: RegisterMfaPage): Html {
  const { action, csrf, texts } = page;
  const number = field({ id: "mfaPhone", name: "phone", label: texts.phoneNumber, type: "tel", autocomplete: "tel" });
  return html`<p>${texts.codesByText}</p>
${form({ action, csrf, name: "registerPhone" }, hiddenFields(page), number, { name: "registerPhoneButton", text: texts.sendMeText, isSecondary: !isOnlyMethod(page) })}`;
}

/** What the page is about: the first of the methods that it offers. */
function graphicOf({ secret, challenge }: RegisterMfaPage): Graphic {
  if (secret !== undefined) return "AUTH_APP_GRAPHIC";
  return methodsToSetUp(challenge).includes("EMAIL_OTP") ? "EMAIL_GRAPHIC" : "SMS_GRAPHIC";
}

/** unconfirmed: names of fields, and texts. */
export function registerMfaPage(page: RegisterMfaPage): Page {
  const { texts, secret, challenge, error } = page;
  return {
    status: 200,
    title: texts.setUpMfa,
    lang: texts.lang,
    graphic: graphicOf(page),
    content: html`<h1 class="textDescription-customizable">${texts.setUpMfa}</h1>
${errorMessage(error)}
${secret !== undefined && appForm(page, secret)}
${methodsToSetUp(challenge).includes("EMAIL_OTP") && emailForm(page)}
${methodsToSetUp(challenge).includes("SMS_MFA") && phoneForm(page)}
${page.wayBack}`,
  };
}
