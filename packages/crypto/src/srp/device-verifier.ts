import { elementToBytes, N, toNumber } from "./group.ts";

/** `DeviceSecretVerifierConfig` of ConfirmDevice. */
export interface DeviceVerifierText {
  /** Base64 of the salt, with a zero byte in front when its top bit is set. */
  readonly Salt: string;
  /** Base64 of the verifier, likewise. */
  readonly PasswordVerifier: string;
}

/** What is kept of a device's password, in the form of `computeVerifier`'s. */
export interface DeviceVerifier {
  readonly salt: Uint8Array;
  /** 384 bytes. */
  readonly verifier: Uint8Array;
}

// Longer salts than any client makes, but not so long that it matters.
const maxSaltBytes = 256;

/**
 * Reads the verifier that a client has made of its device's password. In the handshake that follows, the
 * `DeviceGroupKey` takes the place of the pool's name and the `DeviceKey` that of the user's.
 *
 * @returns undefined when it is not base64, or not of a number from 1 to N - 1
 */
export function readDeviceVerifier({ Salt, PasswordVerifier }: DeviceVerifierText): DeviceVerifier | undefined {
  const salt = readBase64(Salt);
  const bytes = readBase64(PasswordVerifier);
  if (salt === undefined || salt.length > maxSaltBytes || bytes === undefined) return undefined;
  const verifier = toNumber(bytes);
  if (verifier === 0n || verifier >= N) return undefined;
  return { salt, verifier: elementToBytes(verifier) };
}

function readBase64(text: string): Uint8Array | undefined {
  if (!/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}(?:==)?|[A-Za-z0-9+/]{3}=?)?$/.test(text) || text === "")
    return undefined;
  return Buffer.from(text, "base64");
}
