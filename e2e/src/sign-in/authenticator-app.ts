import { Secret, TOTP } from "otpauth";

const STEP_MS = 30_000;

/**
 * What a user's authenticator app shows, code after code, without waiting for the next: no code is good twice, and
 * that of the coming 30 seconds is taken, too. The third of one test would have to be waited for.
 */
export function authenticatorApp(secret: string): { nextCode(): string } {
  const totp = new TOTP({ secret: Secret.fromBase32(secret) });
  let timestamp = 0;
  return {
    nextCode() {
      timestamp = Math.max(timestamp + STEP_MS, Date.now());
      return totp.generate({ timestamp });
    },
  };
}
