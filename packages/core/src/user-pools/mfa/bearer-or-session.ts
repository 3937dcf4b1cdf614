import { InvalidParameterException } from "@cogmock/protocol/errors";

/** unconfirmed: AWS's text. */
const EITHER = "Either AccessToken or Session must be provided, but not both.";

/** By what a user who sets up an authenticator app is known. */
export type BearerOrSession = { readonly accessToken: string } | { readonly session: string };

/**
 * What AssociateSoftwareToken and VerifySoftwareToken are called with: the access token of somebody who has signed in, or
 * the session of somebody who has to set up MFA for that.
 *
 * @throws InvalidParameterException both are given, or none
 */
export function bearerOrSession({
  AccessToken: accessToken,
  Session: session,
}: {
  readonly AccessToken?: string | undefined;
  readonly Session?: string | undefined;
}): BearerOrSession {
  if (accessToken !== undefined && session === undefined) return { accessToken };
  if (session !== undefined && accessToken === undefined) return { session };
  throw new InvalidParameterException(EITHER);
}
