import { CognitoIdentityProviderServiceException } from "@aws-sdk/client-cognito-identity-provider";

/** Whether a request got no answer at all: its server is gone. */
export function isUnanswered(error: unknown): boolean {
  return !(error instanceof CognitoIdentityProviderServiceException);
}

/** Whether a request was answered as it is while the database is away. */
export function isUnavailable(error: unknown): boolean {
  return (
    error instanceof CognitoIdentityProviderServiceException &&
    error.name === "ServiceUnavailable" &&
    error.$metadata.httpStatusCode === 503
  );
}
