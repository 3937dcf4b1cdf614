import type { IdentityProvider } from "@cogmock/core";
import { type CallProvider, objectIn } from "./call-provider.ts";
import { requireKind } from "./provider-kinds.ts";
import { ProviderFailure } from "./provider-failure.ts";

/** Where a provider is asked for what. */
export interface ProviderEndpoints {
  readonly authorization: string;
  readonly token: string;
  /** Absent where a provider does not speak OpenID Connect. */
  readonly jwks: string | undefined;
  /** Absent where a provider has none. */
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

/** The address of a provider's attributes: some are told which ones are wanted. */
function attributesAddress({ details, attributeMapping }: IdentityProvider): string | undefined {
  const { attributes_url: url, attributes_url_add_attributes: addsNames } = details;
  const names = addsNames === "true" ? [...new Set(Object.values(attributeMapping))].join(",") : "";
  return url && `${url}${names}`;
}

/**
 * The endpoints of a provider: as its details name them or, where they do not name all, as it names them itself. Any scheme
 * and port will do, where AWS asks for `https` on 443: providers of tests are on the same machine.
 *
 * @throws ProviderFailure its discovery document cannot be had, or does not name them
 */
export async function endpointsOf(callProvider: CallProvider, provider: IdentityProvider): Promise<ProviderEndpoints> {
  const { details } = provider;
  const { isOpenId, userInfo } = requireKind(provider);
  const wanted = isOpenId
    ? [NAMES.authorization, NAMES.token, NAMES.jwks, ...(userInfo === "discovered" ? [NAMES.userInfo] : [])]
    : [];
  const isWhole = wanted.every(([detail]) => details[detail]);
  const discovered = isWhole ? {} : await discover(callProvider, details["oidc_issuer"] ?? "");
  const addressOf = ([detail, member]: (typeof NAMES)[keyof typeof NAMES]): string | undefined => {
    const address = details[detail] || discovered[member];
    return isWebAddress(address) ? address : undefined;
  };
  const attributes = { discovered: () => addressOf(NAMES.userInfo), attributesUrl: () => attributesAddress(provider) };
  const [authorization, token, jwks] = [NAMES.authorization, NAMES.token, NAMES.jwks].map(addressOf);
  if (authorization === undefined || token === undefined || (isOpenId && jwks === undefined)) {
    throw new ProviderFailure(NO_DISCOVERY);
  }
  return { authorization, token, jwks, userInfo: userInfo === "none" ? undefined : attributes[userInfo]() };
}
