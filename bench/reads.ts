import { type Pace, reportAgainstBare } from "./against-bare.ts";
import { createPool, createUserWithPassword, passwordSignIn } from "./fixtures.ts";
import { row } from "./report.ts";
import { ask, type BenchRequest, textAt } from "./request.ts";
import { startProduct } from "./subject.ts";

/** Requests that change nothing. */
export async function measureReads(pace: Pace): Promise<void> {
  const product = await startProduct("sqlite");
  const { UserPoolId, ClientId } = await createPool(product.url);
  await createUserWithPassword(product.url, UserPoolId, "ann");
  const signedIn: unknown = JSON.parse(await ask(product.url, passwordSignIn(ClientId, "ann")));
  const AccessToken = textAt(signedIn, "AuthenticationResult", "AccessToken");
  const reads: readonly { readonly what: string; readonly request: BenchRequest }[] = [
    { what: "ListUserPools", request: { operation: "ListUserPools", input: { MaxResults: 10 } } },
    { what: "AdminGetUser", request: { operation: "AdminGetUser", input: { UserPoolId, Username: "ann" } } },
    { what: "GetUser", request: { operation: "GetUser", input: { AccessToken } } },
  ];
  for (const { what, request } of reads) {
    await row(what, () => reportAgainstBare(what, product, request, { work: "json", least: 0.5, pace }));
  }
  const jwks = { path: `/${UserPoolId}/.well-known/jwks.json` };
  await row("JWKS", () => reportAgainstBare("JWKS", product, jwks, { work: "text", least: 0.6, pace }));
  await product.stop();
}
