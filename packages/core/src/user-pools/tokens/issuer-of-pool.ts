import type { OperationContext } from "../../operation-context.ts";
import type { UserPool } from "../pools/user-pool.ts";

/** The `iss` of a pool's tokens, as the pool's `IssuerConfiguration` and the product's `issuer` setting will have it. */
export function issuerOfPool(
  { issuerOf }: Pick<OperationContext, "issuerOf">,
  pool: UserPool,
  baseUrl: string,
): string {
  const issuerType = pool.settings.IssuerConfiguration?.Type ?? "ORIGINAL";
  return issuerOf({ id: pool.id, region: pool.region, issuerType }, baseUrl);
}
