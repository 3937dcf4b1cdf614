import { CognitoIdentityProviderClient } from "@aws-sdk/client-cognito-identity-provider";

/** AWS's own client, as an application would make it, but for the address. */
export function clientOf(
  url: string,
  credentials: { readonly accessKeyId: string; readonly secretAccessKey: string } = {
    accessKeyId: "test",
    secretAccessKey: "test",
  },
): CognitoIdentityProviderClient {
  return new CognitoIdentityProviderClient({
    endpoint: url,
    region: "us-east-1",
    credentials,
    maxAttempts: 1,
    requestHandler: { httpAgent: { keepAlive: true, maxSockets: 250 } },
  });
}

/** The value that an answer should have had. */
export function present<T>(value: T | undefined, what = "value"): T {
  if (value === undefined) throw new Error(`the answer has no ${what}`);
  return value;
}
