import type { RefreshTokenRotationType, UpdateUserPoolClientRequest } from "@cogmock/protocol/user-pools";
import { completeUnits, defaultRefreshTokenValidity } from "./token-validity.ts";
import type { UserPoolClientSettings } from "./user-pool-client.ts";

/** The settings that CreateUserPoolClient and UpdateUserPoolClient have in common. */
export type UserPoolClientSettingsInput = Omit<UpdateUserPoolClientRequest, "UserPoolId" | "ClientId">;

/** What AWS fills in for what CreateUserPoolClient leaves out. Everything else stays absent. */
const DEFAULT_SETTINGS: UserPoolClientSettings = {
  TokenValidityUnits: {},
  EnableTokenRevocation: true,
  EnablePropagateAdditionalUserContextData: false,
  AuthSessionValidity: 3,
};

/** AWS treats the lists of a client as sets, answers them in alphabetical order, and takes an empty one for none. */
function asSet<Element extends string>(list: readonly Element[] | undefined): readonly Element[] | undefined {
  return list && list.length > 0 ? [...new Set(list)].toSorted() : undefined;
}

/** A client that had rotation and is updated without it is answered as `DISABLED`; one that never had it, without the member. */
function rotationAfter(
  input: RefreshTokenRotationType | undefined,
  before: RefreshTokenRotationType | undefined,
): RefreshTokenRotationType | undefined {
  if (input) return { Feature: input.Feature, RetryGracePeriodSeconds: input.RetryGracePeriodSeconds ?? 0 };
  return before && { Feature: "DISABLED" };
}

/**
 * The settings of a client after CreateUserPoolClient or UpdateUserPoolClient. AWS documents the update as a
 * replacement, but observed on AWS only lists are emptied where they are left out; numbers, the units, the name and
 * `EnableTokenRevocation` stay.
 *
 * @param before what an existing client is set to
 * @see AWS API Reference, UpdateUserPoolClient
 */
export function settingsOf(
  input: UserPoolClientSettingsInput,
  before: UserPoolClientSettings = DEFAULT_SETTINGS,
): UserPoolClientSettings {
  const TokenValidityUnits = input.TokenValidityUnits
    ? completeUnits(input.TokenValidityUnits)
    : before.TokenValidityUnits;
  const CallbackURLs = asSet(input.CallbackURLs);
  const keptRedirect = before.DefaultRedirectURI;
  return {
    ClientName: input.ClientName ?? before.ClientName,
    // Zero stands for the default, at creation and later (AWS API Reference, CreateUserPoolClient).
    RefreshTokenValidity:
      (input.RefreshTokenValidity ?? before.RefreshTokenValidity) || defaultRefreshTokenValidity(TokenValidityUnits),
    AccessTokenValidity: input.AccessTokenValidity ?? before.AccessTokenValidity,
    IdTokenValidity: input.IdTokenValidity ?? before.IdTokenValidity,
    TokenValidityUnits,
    ReadAttributes: asSet(input.ReadAttributes),
    WriteAttributes: asSet(input.WriteAttributes),
    ExplicitAuthFlows: asSet(input.ExplicitAuthFlows),
    SupportedIdentityProviders: asSet(input.SupportedIdentityProviders),
    CallbackURLs,
    LogoutURLs: asSet(input.LogoutURLs),
    // unconfirmed: what becomes of a default that is left out; it cannot stay where its own list has lost it.
    DefaultRedirectURI:
      input.DefaultRedirectURI ??
      (keptRedirect !== undefined && CallbackURLs?.includes(keptRedirect) ? keptRedirect : undefined),
    AllowedOAuthFlows: asSet(input.AllowedOAuthFlows),
    AllowedOAuthScopes: asSet(input.AllowedOAuthScopes),
    // unconfirmed: it goes the way of the flows and scopes, without which it would not be allowed to stay.
    AllowedOAuthFlowsUserPoolClient: input.AllowedOAuthFlowsUserPoolClient ?? false,
    // unconfirmed: replaced, as documented.
    AnalyticsConfiguration: input.AnalyticsConfiguration,
    // unconfirmed: kept, as other scalars are.
    PreventUserExistenceErrors: input.PreventUserExistenceErrors ?? before.PreventUserExistenceErrors,
    EnableTokenRevocation: input.EnableTokenRevocation ?? before.EnableTokenRevocation,
    EnablePropagateAdditionalUserContextData:
      input.EnablePropagateAdditionalUserContextData ?? before.EnablePropagateAdditionalUserContextData,
    AuthSessionValidity: input.AuthSessionValidity ?? before.AuthSessionValidity,
    RefreshTokenRotation: rotationAfter(input.RefreshTokenRotation, before.RefreshTokenRotation),
  };
}
