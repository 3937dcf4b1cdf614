import type { IdentityProvider } from "@cogmock/core";
import { type CallProvider, objectIn } from "./call-provider.ts";
import { ProviderFailure } from "./provider-failure.ts";

/** Where a provider is asked for what. */
export interface ProviderEndpoints {
  readonly authorization: string;
  readonly token: string;
  readonly jwks: string;
  /** Absent where a provider has no userInfo, or it is none of OpenID Connect. */
  readonly userInfo: string | undefined;
}

/** unconfirmed: the text. */
const NO_DISCOVERY = "Unable to contact well-known endpoint";

/** The details that name endpoints, and what discovery calls them (OpenID Connect Discovery 1.0, section 3). */
const NAMES = {
  authorization: ["authorize_url", "authorization_endpoint"],
  token: ["token_url", "token_endpoint"],
  jwks: ["jwks_uri", "jwks_uri"],
  userInfo: ["attributes_url", "userinfo_endpoint"],
} as const;

function isWebAddress(value: unknown): value is string {
  return typeof value === "string" && URL.canParse(value) && ["http:", "https:"].includes(new URL(value).protocol);
}

/** @throws ProviderFailure the provider's discovery document cannot be had */
async function discover(callProvider: CallProvider, issuer: string): Promise<Readonly<Record<string, unknown>>> {
  const url = `${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`;
  const noAnswer = { timeout: NO_DISCOVERY, connection: NO_DISCOVERY };
  const { isSuccess, text } = await callProvider(url, { headers: { accept: "application/json" } }, noAnswer);
  const document = isSuccess ? objectIn(text) : undefined;
  if (!document) throw new ProviderFailure(NO_DISCOVERY);
  return document;
}

/**
 * The endpoints of a provider: as its details name them or, where they do not name all, as it names them itself. Any scheme
 * and port will do, where AWS asks for `https` on 443: providers of tests are on the same machine.
 *
 * @throws ProviderFailure its discovery document cannot be had, or does not name them
 */
export async function endpointsOf(
  callProvider: CallProvider,
  { type, details }: IdentityProvider,
): Promise<ProviderEndpoints> {
  // Google's own is no userInfo, but another interface: its ID token says all.
  const { attributes_url: _, ...withoutAttributes } = details;
  const known = type === "Google" ? withoutAttributes : details;
  const isWhole = Object.entries(NAMES).every(
    ([name, [detail]]) => known[detail] || (type === "Google" && name === "userInfo"),
  );
  const discovered = isWhole ? {} : await discover(callProvider, details["oidc_issuer"] ?? "");
  const addressOf = ([detail, member]: (typeof NAMES)[keyof typeof NAMES]): string | undefined => {
    const address = known[detail] || discovered[member];
    return isWebAddress(address) ? address : undefined;
  };
  const [authorization, token, jwks] = [NAMES.authorization, NAMES.token, NAMES.jwks].map(addressOf);
  if (authorization === undefined || token === undefined || jwks === undefined) throw new ProviderFailure(NO_DISCOVERY);
  return { authorization, token, jwks, userInfo: type === "Google" ? undefined : addressOf(NAMES.userInfo) };
}
