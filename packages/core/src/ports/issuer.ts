/** The `iss` of a user pool's tokens (RFC 7519, section 4.1.1), for a request that reached us at `baseUrl`. */
export type IssuerOf = (
  pool: { readonly id: string; readonly region: string; readonly issuerType: "ORIGINAL" | "UPDATED" },
  baseUrl: string,
) => string;

/**
 * Reads the `issuer` setting.
 *
 * @param setting `request`: the address that the caller used; `aws`: the address that AWS would put there (for code
 *   that hard-codes it, such as `CognitoJwtVerifier`); anything else: a base URL to which `/{userPoolId}` is added
 */
export function issuerFromSetting(setting: string): IssuerOf {
  if (setting === "request") return (pool, baseUrl) => `${baseUrl}/${pool.id}`;
  if (setting === "aws") {
    return ({ id, region, issuerType }) =>
      `https://${issuerType === "UPDATED" ? "issuer-cognito-idp" : "cognito-idp"}.${region}.amazonaws.com/${id}`;
  }
  const base = setting.replace(/\/+$/, "");
  return (pool) => `${base}/${pool.id}`;
}

/** The address that links in messages lead to, for a request that reached us at `baseUrl`. */
export type LinkBaseOf = (baseUrl: string) => string;

/**
 * Reads the `issuer` setting for links: who reads a message need not reach us as the program did that had it sent, so a
 * fixed address goes before the caller's.
 */
export function linkBaseFromSetting(setting: string): LinkBaseOf {
  if (setting === "request" || setting === "aws") return (baseUrl) => baseUrl;
  const base = setting.replace(/\/+$/, "");
  return () => base;
}
