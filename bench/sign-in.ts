import { type Pace, reportAgainstBare } from "./against-bare.ts";
import { createPool, createUserWithPassword, passwordSignIn } from "./fixtures.ts";
import { row } from "./report.ts";
import { ask, textAt } from "./request.ts";
import { startProduct } from "./subject.ts";

/** Sign-ins. The bare server makes two signatures, as the product does for its ID and access token. */
export async function measureSignIn(pace: Pace): Promise<void> {
  const product = await startProduct("sqlite");
  const { UserPoolId, ClientId } = await createPool(product.url);
  await createUserWithPassword(product.url, UserPoolId, "ann");
  const password = passwordSignIn(ClientId, "ann");
  const how = { work: "sign2", least: 0.8, pace } as const;
  await row("InitiateAuth, password", () => reportAgainstBare("InitiateAuth, password", product, password, how));
  await row("InitiateAuth, refresh", async () => {
    const signedIn: unknown = JSON.parse(await ask(product.url, password));
    const REFRESH_TOKEN = textAt(signedIn, "AuthenticationResult", "RefreshToken");
    const input = { ClientId, AuthFlow: "REFRESH_TOKEN_AUTH", AuthParameters: { REFRESH_TOKEN } };
    await reportAgainstBare("InitiateAuth, refresh", product, { operation: "InitiateAuth", input }, how);
  });
  await product.stop();
}
