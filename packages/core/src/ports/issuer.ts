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
