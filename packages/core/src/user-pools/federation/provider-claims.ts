/** Claims as a provider has sent them: JSON. */
export type Claims = Readonly<Record<string, unknown>>;

/** Claims as text, by name. */
export type ClaimTexts = Readonly<Record<string, string>>;

/** A value within a list: as a form encodes it (URL Standard), so that commas and brackets in it do no harm. */
function listed(value: unknown): string {
  return new URLSearchParams([["", textOf(value) ?? ""]]).toString().slice(1);
}

function textOf(value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === "string") return value;
  if (Array.isArray(value)) return `[${value.map(listed).join(", ")}]`;
  return JSON.stringify(value);
}

/**
 * Claims as attributes can have them: several values become one text, `[a, b]`. Those that are `null` are not there.
 *
 * @see "Mapping IdP attributes to profiles and tokens" in the Amazon Cognito Developer Guide
 */
export function claimTexts(claims: Claims): ClaimTexts {
  return Object.fromEntries(
    Object.entries(claims).flatMap(([name, value]) => {
      const text = textOf(value);
      return text === undefined ? [] : [[name, text]];
    }),
  );
}

/** What a provider has said of somebody who has signed in there. It was verified by whoever asked the provider. */
export interface ProviderAssertion {
  /** The claims of the ID token; absent where the provider does not speak OpenID Connect. */
  readonly idToken?: Claims | undefined;
  /** The answer of the token endpoint, whole. */
  readonly tokenResponse: Claims;
  /** The claims of userInfo, where the provider has it. */
  readonly userInfo?: Claims | undefined;
}

/** The tokens that attributes can be mapped to. */
const TOKENS: readonly string[] = ["access_token", "id_token"];

/** All that attributes can be mapped to: what the ID token says goes first. */
export function mappableClaims({ idToken = {}, tokenResponse, userInfo = {} }: ProviderAssertion): ClaimTexts {
  const tokens = Object.entries(tokenResponse).filter(([name]) => TOKENS.includes(name));
  return claimTexts({ ...Object.fromEntries(tokens), ...userInfo, ...idToken });
}
