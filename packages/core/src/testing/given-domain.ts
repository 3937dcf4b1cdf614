import type { CreateUserPoolRequest } from "@cogmock/protocol/user-pools";
import { startCognito, type TestCognito } from "./start-cognito.ts";

/** The certificate of a custom domain. */
export const CERTIFICATE_ARN = "arn:aws:acm:us-east-1:000000000000:certificate/3f2b8a5c-7d41-4e09-b6a2-1c5e9d8f7a60";

/** A Cognito with one pool. */
export async function startCognitoWithPool(
  settings?: Partial<CreateUserPoolRequest>,
): Promise<{ readonly cognito: TestCognito; readonly UserPoolId: string }> {
  const cognito = await startCognito();
  return { cognito, ...(await cognito.givenUserPool(settings)) };
}

/** A Cognito with one pool and its client, whose sign-in pages have an address. */
export async function startCognitoWithDomain(): Promise<{
  readonly cognito: TestCognito;
  readonly UserPoolId: string;
  readonly ClientId: string;
}> {
  const cognito = await startCognito();
  const { UserPoolId, ClientId } = await cognito.givenUserPoolClient();
  await cognito.send("CreateUserPoolDomain", { UserPoolId, Domain: "my-app" });
  return { cognito, UserPoolId, ClientId };
}
