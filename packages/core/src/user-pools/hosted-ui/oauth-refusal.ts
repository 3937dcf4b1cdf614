/** The error codes of OAuth 2.0 (RFC 6749, section 5.2; RFC 7009, section 2.2.1) that core answers a grant with. */
export type OAuthErrorCode =
  | "invalid_client"
  | "invalid_grant"
  | "invalid_request"
  | "invalid_scope"
  | "unauthorized_client"
  | "unsupported_token_type";

/** A grant, or a revocation, that is refused. */
export class OAuthRefusal extends Error {
  override readonly name = "OAuthRefusal";
  readonly code: OAuthErrorCode;
  /** For people, where there is more to say. */
  readonly description: string | undefined;

  constructor(code: OAuthErrorCode, description?: string, options?: ErrorOptions) {
    super(description ?? code, options);
    this.code = code;
    this.description = description;
  }
}
