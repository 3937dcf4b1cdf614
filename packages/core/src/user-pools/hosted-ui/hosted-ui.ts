import type { AuthenticationResultType } from "@cogmock/protocol/user-pools";
import type { Caller } from "../../operation-context.ts";
import type { EpochMilliseconds } from "../../ports/clock.ts";
import type { HostedSignIn } from "../authentication/challenge.ts";
import type { Proof } from "../authentication/sign-in-progress.ts";
import type { FederationRequest } from "../federation/federation-requests.collection.ts";
import type { ProviderAssertion } from "../federation/provider-claims.ts";
import type { IdentityProvider } from "../identity-providers/identity-provider.ts";
import type { UserPool } from "../pools/user-pool.ts";
import type { TermsLinks } from "../terms/terms-links.ts";
import type { Authorization } from "./authorization-codes.collection.ts";
import type { HostedAnswer, HostedStep, HostedSignInInput } from "./begin-hosted-sign-in.ts";
import type { AwaitedCode } from "./find-sent-code.ts";
import type { ClientCredentialsRequest } from "./grant-client-credentials.ts";
import type { HostedClient } from "./grant-tokens.ts";
import type { HostedLook } from "./hosted-look.ts";
import type { HostedSession } from "./hosted-sessions.collection.ts";
import type { HostedPasskey } from "./register-passkey.ts";
import type { CodeRedemption } from "./redeem-code.ts";
import type { BegunHostedSession, NewHostedSession } from "./single-sign-on.ts";
import type { UserInfo } from "./user-info.ts";

/** Who calls an endpoint, and under which address. */
export interface HostedCall {
  /** What the issuer is below: as `WireRequest.baseUrl`. */
  readonly baseUrl: string;
  readonly caller: Caller;
}

/**
 * What the OAuth 2.0 endpoints and the sign-in pages of user pools need of Cognito. The same engine signs users in, and
 * the same function makes their tokens, as through the API.
 *
 * What takes a call throws ServiceException as the operations of the API do, and StoreUnavailable.
 */
export interface HostedUi {
  now(): EpochMilliseconds;
  findPool(userPoolId: string): Promise<UserPool | undefined>;
  /** The pool whose domain this host name is. @param host without a port */
  findPoolByDomain(host: string): Promise<UserPool | undefined>;
  /** A client, of whatever pool. */
  findClient(clientId: string): Promise<HostedClient | undefined>;
  /** The pool whose issuer an access token names. Unverified. */
  userPoolIdOf(accessToken: string): string | undefined;
  /** Signs the cookies of a pool's pages: the same in every process, and nothing that anybody else knows. */
  cookieKey(userPoolId: string): Promise<string>;
  /** How the pages of a client are to look; nothing where that is not configured. */
  findLook(client: HostedClient): Promise<HostedLook | undefined>;
  /** The name of somebody who is still there, and enabled. */
  findActiveUser(userPoolId: string, sub: string): Promise<string | undefined>;

  /** Whether a session with these proofs is worth what `acr_values` ask for, and the `acr` that its tokens have then. */
  reachedLevel(
    client: HostedClient,
    acrValues: string | undefined,
    proofs: readonly Proof[],
  ): { readonly isEnough: boolean; readonly acr?: string | undefined };
  /** The levels that `acr_values` ask for and the pool knows, the most wanted first. */
  requestedLevels(client: HostedClient, acrValues: string | undefined): readonly number[];
  signIn(call: HostedCall, client: HostedClient, input: HostedSignInInput): Promise<HostedStep>;
  answer(call: HostedCall, client: HostedClient, answer: HostedAnswer): Promise<HostedStep>;

  /**
   * Remembers a sign-up on the pages until it is confirmed: see `HostedSignInInput.signUpSession`.
   *
   * @param sub whom SignUp has just made
   */
  rememberSignUp(call: HostedCall, client: HostedClient, sub: string): Promise<string>;
  /** The code that a page asks for: for a developer's machine, where nobody gets the message. */
  findSentCode(client: HostedClient, awaited: AwaitedCode): Promise<string | undefined>;
  /** What the sign-up page of a client links to; nothing on classic pages. @param language as in `lang` of the pages: `de`, `pt-BR` */
  findTermsLinks(client: HostedClient, language: string): Promise<TermsLinks | undefined>;

  /**
   * Begins to register a passkey of a session's user: what `navigator.credentials.create` is to be called with, as JSON.
   */
  startPasskey(call: HostedCall, client: HostedClient, sub: string): Promise<string>;
  completePasskey(call: HostedCall, client: HostedClient, passkey: HostedPasskey): Promise<void>;

  /** The identity providers that a client offers, besides the pool itself. */
  findIdentityProviders(client: HostedClient): Promise<readonly IdentityProvider[]>;
  /** Keeps for five minutes, and for one use, what a browser goes on with that is sent to an identity provider. */
  keepFederation(state: string, request: FederationRequest): Promise<void>;
  /** Takes up what was kept: nothing, where that has been done, or nothing was. */
  takeFederation(
    state: string,
  ): Promise<{ readonly request: FederationRequest; readonly isInTime: boolean } | undefined>;
  /** Ends a sign-in with an identity provider. @param assertion verified */
  signInFederated(
    call: HostedCall,
    client: HostedClient,
    provider: IdentityProvider,
    assertion: ProviderAssertion,
  ): Promise<HostedSignIn>;

  findSession(userPoolId: string, id: string): Promise<HostedSession | undefined>;
  beginSession(call: HostedCall, client: HostedClient, session: NewHostedSession): Promise<BegunHostedSession>;
  /** Notes that a session has saved a sign-in. @returns its `SessionId`; `undefined` where it is not tracked */
  useSession(call: HostedCall, client: HostedClient, id: string): Promise<string | undefined>;
  endSession(userPoolId: string, id: string): Promise<void>;

  /** Keeps for five minutes, and for one use, what a code stands for. */
  keepCode(code: string, authorization: Authorization): Promise<void>;
  /** The authorization code grant. @throws OAuthRefusal */
  redeemCode(call: HostedCall, client: HostedClient, input: CodeRedemption): Promise<AuthenticationResultType>;
  /** The implicit grant: without a refresh token. @throws OAuthRefusal */
  implicitTokens(
    call: HostedCall,
    client: HostedClient,
    authorization: Authorization,
  ): Promise<AuthenticationResultType>;
  /** The refresh token grant; tokens of the API are as good. @throws OAuthRefusal */
  refreshTokens(call: HostedCall, client: HostedClient, refreshToken: string): Promise<AuthenticationResultType>;
  /** The client credentials grant. @throws OAuthRefusal */
  clientCredentials(
    call: HostedCall,
    client: HostedClient,
    input: ClientCredentialsRequest,
  ): Promise<AuthenticationResultType>;
  /** Ends a sign-in by its refresh token (RFC 7009). @throws OAuthRefusal */
  revoke(call: HostedCall, client: HostedClient, token: string): Promise<void>;
  userInfo(userPoolId: string, accessToken: string): Promise<UserInfo>;
}
