/**
 * The library that knows the formats. It takes 70 ms and 30 MiB to load (mostly for the certificates of attestations), so
 * this is done when the first passkey is used.
 */
export async function loadSimpleWebAuthn(): Promise<SimpleWebAuthn> {
  const [server, helpers] = await Promise.all([
    import("@simplewebauthn/server"),
    import("@simplewebauthn/server/helpers"),
  ]);
  return { ...server, helpers };
}

export interface SimpleWebAuthn
  extends Pick<typeof import("@simplewebauthn/server"), "verifyAuthenticationResponse" | "verifyRegistrationResponse"> {
  readonly helpers: typeof import("@simplewebauthn/server/helpers");
}
