import type { IdentityProvider } from "@cogmock/core";
import { ProviderFailure } from "./provider-failure.ts";

type Details = IdentityProvider["details"];

/** How the providers of a type are talked to. */
export interface ProviderKind {
  /** Whether it speaks OpenID Connect: there is an ID token then, with the nonce of the sign-in. */
  readonly isOpenId: boolean;
  /** Where the claims are that no ID token has. */
  readonly userInfo: "discovered" | "attributesUrl" | "none";
  /** Whether it is told of whom the application has a hint. */
  readonly takesLoginHint: boolean;
  /** What else it is asked with. */
  readonly parameters: Readonly<Record<string, string>>;
  /** By what we prove who we are; absent for a public client. */
  readonly clientSecret: (details: Details) => Promise<string | undefined>;
}

async function givenSecret({ client_secret: secret }: Details): Promise<string | undefined> {
  return secret || undefined;
}

const PEM_LINES = /-----[A-Z ]+-----|\s/g;

/**
 * Apple's clients sign their secrets themselves.
 *
 * @see "Creating a client secret" in Apple's documentation of Sign in with Apple
 */
async function signedSecret(details: Details): Promise<string> {
  const { client_id = "", team_id = "", key_id = "", private_key = "", oidc_issuer = "" } = details;
  const { importPKCS8, SignJWT } = await import("jose");
  // With its first and last line or without, as people paste it.
  const key = `-----BEGIN PRIVATE KEY-----\n${private_key.replace(PEM_LINES, "")}\n-----END PRIVATE KEY-----`;
  try {
    return await new SignJWT()
      .setProtectedHeader({ alg: "ES256", kid: key_id })
      .setIssuer(team_id)
      .setSubject(client_id)
      .setAudience(oidc_issuer)
      .setIssuedAt()
      .setExpirationTime("5m")
      .sign(await importPKCS8(key, "ES256"));
  } catch (error) {
    // unconfirmed: what AWS says of a key that is none.
    throw new ProviderFailure("SignInWithApple Error - invalid private key", { cause: error });
  }
}

const OPEN_ID = {
  isOpenId: true,
  userInfo: "none",
  takesLoginHint: false,
  parameters: {},
  clientSecret: givenSecret,
} as const satisfies ProviderKind;

const ATTRIBUTES = { ...OPEN_ID, isOpenId: false, userInfo: "attributesUrl" } as const satisfies ProviderKind;

/**
 * The types whose providers can be asked. Google's own interface for attributes is passed over: its ID token says all.
 *
 * @see "Adding social identity providers to a user pool" in the Amazon Cognito Developer Guide
 */
export const PROVIDER_KINDS: Readonly<Partial<Record<IdentityProvider["type"], ProviderKind>>> = {
  OIDC: { ...OPEN_ID, userInfo: "discovered", takesLoginHint: true },
  Google: OPEN_ID,
  SignInWithApple: { ...OPEN_ID, parameters: { response_mode: "form_post" }, clientSecret: signedSecret },
  Facebook: ATTRIBUTES,
  LoginWithAmazon: ATTRIBUTES,
};

/** @throws Error nobody is sent to a provider that cannot be asked */
export function requireKind({ type }: IdentityProvider): ProviderKind {
  const kind = PROVIDER_KINDS[type];
  if (!kind) throw new Error(`a provider of type ${type} cannot be asked`);
  return kind;
}
