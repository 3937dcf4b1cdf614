import { Secret, TOTP } from "otpauth";
import type { RandomBytes } from "../random/random-bytes.ts";

const stepSeconds = 30;

// RFC 6238's own defaults, which are also all that authenticator apps are sure to know.
const form = { algorithm: "SHA1", digits: 6, period: stepSeconds };

/** How many steps before and after the present one a code is accepted. @see "TOTP software token MFA", Developer Guide */
const window = 1;

const secretBytes = 32;

/**
 * A new `SecretCode`: 52 characters of base32 (RFC 4648, section 6), upper case and without padding.
 *
 * unconfirmed: the length.
 */
export function generateTotpSecret(randomBytes: RandomBytes): string {
  return new Secret({ buffer: new Uint8Array(randomBytes(secretBytes)).buffer }).base32;
}

/**
 * The code that an authenticator app shows (RFC 6238 with SHA-1, six digits and steps of 30 seconds).
 *
 * @param secret base32
 * @param now milliseconds since the Unix epoch
 * @throws TypeError when the secret is not base32
 */
export function totpCode(secret: string, now: number): string {
  return TOTP.generate({ ...form, secret: Secret.fromBase32(secret), timestamp: now });
}

/** A code that someone typed. */
export interface TotpAttempt {
  /** Base32. */
  readonly secret: string;
  readonly code: string;
  /** Milliseconds since the Unix epoch. */
  readonly now: number;
}

/**
 * Whether this is the code of the present 30 seconds, or of those before or after.
 *
 * @returns the step to which the code belongs, counted from the Unix epoch; undefined for a wrong code. Who remembers the
 *   step and accepts later ones only, accepts each code once (RFC 6238, section 5.2).
 * @throws TypeError when the secret is not base32
 */
export function verifyTotp({ secret, code, now }: TotpAttempt): number | undefined {
  if (!/^[0-9]{6}$/.test(code)) return undefined;
  const delta = TOTP.validate({ ...form, secret: Secret.fromBase32(secret), token: code, timestamp: now, window });
  return delta === null ? undefined : TOTP.counter({ period: stepSeconds, timestamp: now }) + delta;
}
