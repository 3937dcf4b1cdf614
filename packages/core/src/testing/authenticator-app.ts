import { Secret, TOTP } from "otpauth";
import type { Clock } from "../ports/clock.ts";

/** The code that an authenticator app shows, as many steps of 30 seconds away from now. */
export function codeOfApp(secret: string, clock: Clock, steps = 0): string {
  return new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: clock.now() + steps * 30_000 });
}

/** Another code than this one. */
export function anotherCode(code: string): string {
  return String((Number(code) + 1) % 1_000_000).padStart(6, "0");
}
