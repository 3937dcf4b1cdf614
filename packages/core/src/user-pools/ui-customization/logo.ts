import { InvalidParameterException } from "@cogmock/protocol/errors";
import type { Logo } from "./ui-customization.ts";

/** "Hosted UI (classic) branding" in the Amazon Cognito Developer Guide */
const MAX_LOGO_BYTES = 100 * 1024;

const SIGNATURES: readonly (readonly [Logo["mediaType"], Buffer])[] = [
  ["image/png", Buffer.from("89504e470d0a1a0a", "hex")],
  ["image/jpeg", Buffer.from("ffd8ff", "hex")],
];

/**
 * The logo in an image file, which tells by its first bytes what it is.
 *
 * @param base64 the file
 * @throws InvalidParameterException it is neither PNG nor JPEG, or too large
 */
export function logoOf(base64: string): Logo {
  const bytes = Buffer.from(base64, "base64");
  // unconfirmed: how both texts go on; "The uploaded image must" was recorded from AWS (boto/boto3#2314).
  if (bytes.length > MAX_LOGO_BYTES) {
    throw new InvalidParameterException("The uploaded image must not be larger than 100 KB.");
  }
  const [mediaType] = SIGNATURES.find(([, signature]) => bytes.subarray(0, signature.length).equals(signature)) ?? [];
  if (mediaType === undefined) throw new InvalidParameterException("The uploaded image must be a PNG or a JPEG file.");
  return { mediaType, bytes: bytes.toString("base64") };
}
