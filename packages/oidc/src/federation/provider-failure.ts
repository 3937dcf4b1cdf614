/** What a provider says may be of any length, and goes into an address. */
const MAX_LENGTH = 500;

/** Why a sign-in at an identity provider came to nothing: what the application is told. */
export class ProviderFailure extends Error {
  override readonly name = "ProviderFailure";
  /** Of OAuth 2.0 (RFC 6749, section 4.1.2.1). */
  readonly error: string;
  readonly description: string | undefined;

  constructor(description: string | undefined, { error = "invalid_request", ...options }: ProviderFailureOptions = {}) {
    super(description ?? error, options);
    this.error = error;
    this.description = description?.slice(0, MAX_LENGTH);
  }
}

interface ProviderFailureOptions extends ErrorOptions {
  readonly error?: string;
}

/** @see "Managed login and federation error responses" in the Amazon Cognito Developer Guide */
export const UNREACHABLE = { timeout: "Read timed out", connection: "Connection reset" } as const;

/** How AWS tells an application what a provider answered to a request. */
export function refusedByProvider(providerName: string, status: number, reason: string): ProviderFailure {
  return new ProviderFailure(`${providerName} Error - ${status} ${reason}`);
}
