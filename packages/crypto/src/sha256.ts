import { hash } from "node:crypto";

/** SHA-256 of a text in UTF-8, as 43 characters of base64url: under this a token is kept, never in the clear. */
export function sha256Base64Url(text: string): string {
  return hash("sha256", text, "base64url");
}
