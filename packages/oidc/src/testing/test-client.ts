export const PASSWORD = "Correct-Horse-9!";
export const CALLBACK = "http://localhost:3000/callback";

/** An app client for tests, and where its pool is reached. */
export interface TestClient {
  readonly UserPoolId: string;
  readonly ClientId: string;
  readonly ClientSecret: string | undefined;
  /** `{url}/{userPoolId}` */
  readonly issuer: string;
}

/** The parameters of an authorization request. */
export function authorization(
  { ClientId }: Pick<TestClient, "ClientId">,
  more: Readonly<Record<string, string>> = {},
): string {
  return new URLSearchParams({
    response_type: "code",
    client_id: ClientId,
    redirect_uri: CALLBACK,
    ...more,
  }).toString();
}
