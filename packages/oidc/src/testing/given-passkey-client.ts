import type { TestOidc } from "./start-oidc.ts";
import type { TestClient } from "./test-client.ts";

/** A client of a pool whose users may have passkeys. */
export async function givenPasskeyClient(oidc: TestOidc): Promise<TestClient> {
  const client = await oidc.givenClient(
    {},
    { Policies: { SignInPolicy: { AllowedFirstAuthFactors: ["PASSWORD", "WEB_AUTHN"] } } },
  );
  await oidc.cognito.userPools.send("SetUserPoolMfaConfig", {
    UserPoolId: client.UserPoolId,
    WebAuthnConfiguration: { RelyingPartyId: "localhost" },
  });
  return client;
}
