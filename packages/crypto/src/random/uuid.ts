import type { RandomBytes } from "./random-bytes.ts";

/** A random UUID, version 4 (RFC 9562, section 5.4). */
export function uuid(randomBytes: RandomBytes): string {
  const bytes = Buffer.from(randomBytes(16));
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x40, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return formatUuid(bytes);
}

/**
 * A user's `sub`. Cognito's subs look like UUIDs but have not been version 4 since 2023: the third group begins with `70`
 * and the fourth is arbitrary, as in `34c84488-e0e1-70ae-d2ee-991ad1a898c8` (recorded from AWS).
 */
export function cognitoSub(randomBytes: RandomBytes): string {
  const bytes = Buffer.from(randomBytes(16));
  bytes.writeUInt8(0x70, 6);
  return formatUuid(bytes);
}

function formatUuid(bytes: Buffer): string {
  const hex = bytes.toString("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
