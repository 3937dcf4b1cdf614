/** The library takes tokens with dots for structured ones, and refuses to look at them. Cognito's refresh tokens have some. */
export function revocationHandle(token: string): string {
  return `rt~${Buffer.from(token).toString("base64url")}`;
}

/** The token of a handle. */
export function revokedToken(handle: string): string {
  return Buffer.from(handle.slice("rt~".length), "base64url").toString();
}
