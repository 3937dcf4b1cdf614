import type { TestOidc } from "./start-oidc.ts";
import type { TestClient } from "./test-client.ts";

/** A client of a pool that gets tokens for itself, with the scope `api/read`. */
export async function givenMachine(oidc: TestOidc, UserPoolId: string): Promise<TestClient> {
  await oidc.cognito.userPools.send("CreateResourceServer", {
    UserPoolId,
    Identifier: "api",
    Name: "api",
    Scopes: [{ ScopeName: "read", ScopeDescription: "r" }],
  });
  return oidc.givenClient({
    UserPoolId,
    GenerateSecret: true,
    AllowedOAuthFlows: ["client_credentials"],
    AllowedOAuthScopes: ["api/read"],
  });
}
