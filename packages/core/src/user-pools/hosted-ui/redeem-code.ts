import { constantTimeEquals, sha256Base64Url } from "@cogmock/crypto";
import type { AuthenticationResultType } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import { type AuthorizationCode, authorizationCodes } from "./authorization-codes.collection.ts";
import { grantTokens, type HostedClient } from "./grant-tokens.ts";
import { OAuthRefusal } from "./oauth-refusal.ts";

/** What a client shows for its tokens: RFC 6749, section 4.1.3, and RFC 7636, section 4.5. */
export interface CodeRedemption {
  readonly code: string;
  readonly redirectUri: string;
  readonly codeVerifier?: string | undefined;
}

/** unconfirmed: that AWS refuses a verifier that no challenge was sent for. RFC 9700, section 2.1.1, does. */
function verifierFits({ codeChallenge }: AuthorizationCode, codeVerifier: string | undefined): boolean {
  if (codeChallenge === undefined || codeVerifier === undefined) return codeChallenge === codeVerifier;
  return constantTimeEquals(sha256Base64Url(codeVerifier), codeChallenge);
}

/**
 * Turns an authorization code into tokens, once: of two that redeem it at the same time one gets them.
 *
 * unconfirmed: that a wrong verifier leaves the code good, and that a second use does not revoke what the first one got.
 *
 * @throws OAuthRefusal `unauthorized_client`: the redirect URI is none of the client's, or it may not use the grant;
 *   `invalid_grant`: the code is unknown, used, expired or another client's, or was got with another redirect URI or
 *   verifier
 * @throws as `grantTokens`
 */
export async function redeemCode(
  context: OperationContext,
  hosted: HostedClient,
  { code, redirectUri, codeVerifier }: CodeRedemption,
): Promise<AuthenticationResultType> {
  const { store, clock } = context;
  const { client } = hosted;
  const { AllowedOAuthFlowsUserPoolClient, AllowedOAuthFlows = [], CallbackURLs = [] } = client.settings;
  if (!AllowedOAuthFlowsUserPoolClient || !AllowedOAuthFlows.includes("code") || !CallbackURLs.includes(redirectUri)) {
    throw new OAuthRefusal("unauthorized_client");
  }
  const document = await store.get(authorizationCodes, [sha256Base64Url(code)]);
  if (
    !document ||
    document.usedAt !== undefined ||
    document.clientId !== client.id ||
    document.redirectUri !== redirectUri ||
    !verifierFits(document, codeVerifier)
  ) {
    throw new OAuthRefusal("invalid_grant");
  }
  const { tokens, writes } = await grantTokens(context, hosted, document);
  const used = authorizationCodes.put({ ...document, usedAt: clock.now() }, { expect: document });
  await store.commit([used, ...writes]);
  return tokens;
}
