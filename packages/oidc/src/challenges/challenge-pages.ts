import { emailOtpPage, smsMfaPage, smsOtpPage, softwareTokenPage } from "./code-pages.ts";
import type { ChallengePage, PosedChallenge } from "./challenge-page.ts";
import { mfaOptionsPage } from "./mfa-options-page.ts";
import { passkeyPage } from "./passkey-page.ts";
import { selectChallengePage } from "./select-challenge-page.ts";
import { newPasswordPage } from "./new-password-page.ts";

/** The challenges that have a page. */
const PAGES: Readonly<Partial<Record<PosedChallenge["name"], ChallengePage>>> = {
  NEW_PASSWORD_REQUIRED: newPasswordPage,
  SMS_MFA: smsMfaPage,
  SMS_OTP: smsOtpPage,
  EMAIL_OTP: emailOtpPage,
  SOFTWARE_TOKEN_MFA: softwareTokenPage,
  WEB_AUTHN: passkeyPage,
  SELECT_CHALLENGE: selectChallengePage,
  SELECT_MFA_TYPE: mfaOptionsPage,
};

/** The page of a challenge; nothing for those that have none yet. */
export function pageOf(name: PosedChallenge["name"]): ChallengePage | undefined {
  return PAGES[name];
}

/** The challenge of this name, where it has a page. */
export function challengeNamed(name: string | null): PosedChallenge["name"] | undefined {
  return name !== null && hasPage(name) ? name : undefined;
}

function hasPage(name: string): name is PosedChallenge["name"] {
  return Object.hasOwn(PAGES, name);
}
