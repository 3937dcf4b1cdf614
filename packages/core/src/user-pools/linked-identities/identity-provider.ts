import type { IdentityProviderTypeType } from "@cogmock/protocol/user-pools";

/** What requests call the pool itself, where they name a provider: its users have usernames and passwords. */
export const COGNITO = "Cognito";

/** Where users of a pool can come from, besides the pool itself. */
export interface IdentityProvider {
  readonly name: string;
  readonly type: IdentityProviderTypeType;
  /** The entity id of a SAML provider; `null` for others. */
  readonly issuer: string | null;
}

/** Social providers have a fixed name, which is also their type. @see AWS API Reference, CreateIdentityProvider */
const SOCIAL: readonly IdentityProviderTypeType[] = ["Facebook", "Google", "LoginWithAmazon", "SignInWithApple"];

/** Whether it is a provider whose users are known by their subject alone. */
export function isSocial(provider: IdentityProvider): boolean {
  return SOCIAL.includes(provider.type);
}

/**
 * The identity provider of this name. On AWS it must be one of the pool's. Pools have no identity providers here, so
 * that any name is accepted, and every provider but the social ones is taken to speak OpenID Connect. Whether the pool
 * has the provider, and of what type it is, can be known once pools keep theirs; this function is the place for it.
 */
export function identityProviderNamed(name: string): IdentityProvider {
  return { name, type: SOCIAL.find((type) => type === name) ?? "OIDC", issuer: null };
}
