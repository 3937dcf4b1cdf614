import type { ClaimChanges } from "../triggers/pre-token-generation.ts";

type Claims = Readonly<Record<string, unknown>>;

/** Claims that no trigger changes, in either token. */
const FIXED: ReadonlySet<string> = new Set([
  ..."acr amr at_hash auth_time azp exp iat identities iss jti nbf nonce origin_jti sub token_use".split(" "),
  ..."client_id device_key event_id version".split(" "),
]);

/** Claims of the ID token whose values cannot be lists or objects. */
const PLAIN: ReadonlySet<string> = new Set(["phone_number_verified", "email_verified", "updated_at", "address"]);

/** Which claims of a kind of token can be changed. */
interface ClaimRules {
  readonly maySet: (name: string, value: unknown) => boolean;
  readonly maySuppress: (name: string) => boolean;
}

/** Groups and roles are changed by `groupOverrideDetails` only. */
function isFixed(name: string): boolean {
  return FIXED.has(name) || name.startsWith("cognito:");
}

const ID_TOKEN: ClaimRules = {
  maySet: (name, value) =>
    !isFixed(name) &&
    name !== "aud" &&
    !name.startsWith("dev:") &&
    !(PLAIN.has(name) && typeof value === "object" && value !== null),
  maySuppress: (name) => !isFixed(name) && name !== "aud",
};

/** An `aud`, which access tokens have not, may be set to the client's id. */
function accessToken(clientId: string): ClaimRules {
  // unconfirmed: that `username` is fixed too. `scope` is changed by scopes to add and to suppress.
  const isFixedHere = (name: string) => isFixed(name) || name === "scope" || name === "username";
  return {
    maySet: (name, value) => !isFixedHere(name) && !name.startsWith("dev:") && (name !== "aud" || value === clientId),
    maySuppress: (name) => !isFixedHere(name),
  };
}

/** unconfirmed: that changes which cannot be are passed over, and that a claim set to null is none. */
function changed(claims: Claims, { set, suppress }: ClaimChanges, rules: ClaimRules): Claims {
  const additions = Object.entries(set).filter(([name, value]) => value !== null && rules.maySet(name, value));
  const suppressed = new Set(suppress.filter((name) => rules.maySuppress(name)));
  const all = Object.entries({ ...claims, ...Object.fromEntries(additions) });
  return Object.fromEntries(all.filter(([name]) => !suppressed.has(name)));
}

/**
 * The claims of an ID token as a pre token generation trigger will have them.
 *
 * @see "Claims and scopes reference" of the pre token generation Lambda trigger in the Amazon Cognito Developer Guide
 */
export function changedIdTokenClaims(claims: Claims, changes: ClaimChanges | undefined): Claims {
  return changes ? changed(claims, changes, ID_TOKEN) : claims;
}

/** As `changedIdTokenClaims`, for the access token of a client. */
export function changedAccessTokenClaims(claims: Claims, changes: ClaimChanges | undefined, clientId: string): Claims {
  return changes ? changed(claims, changes, accessToken(clientId)) : claims;
}
