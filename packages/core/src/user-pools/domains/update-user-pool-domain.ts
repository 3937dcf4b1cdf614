import { InvalidParameterException } from "@cogmock/protocol/errors";
import type { UpdateUserPoolDomainRequest, UpdateUserPoolDomainResponse } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import { assertTierHasManagedLogin } from "../pools/settings/tier.ts";
import { userPools } from "../pools/user-pools.collection.ts";
import { assertCertificate, assertNotRouted, managedLoginVersionOf } from "./domain-rules.ts";
import { requireDomainOfPool } from "./require-domain-of-pool.ts";
import type { DomainKind, UserPoolDomain } from "./user-pool-domain.ts";

/**
 * What can be changed of a prefix domain is its version; a custom domain is named with its certificate each time
 * (hashicorp/terraform-provider-aws#43252).
 */
function assertChangeHolds(kind: DomainKind, { CustomDomainConfig, Routing }: UpdateUserPoolDomainRequest): void {
  if (kind === "domain") {
    // unconfirmed: the text.
    if (CustomDomainConfig) throw new InvalidParameterException("Cannot convert prefix domain to custom domain.");
    assertNotRouted(Routing);
    return;
  }
  if (!CustomDomainConfig) throw new InvalidParameterException("Cannot convert custom domain to prefix domain.");
  assertCertificate(CustomDomainConfig);
}

/**
 * Changes the branding version of a domain, and the certificate of a custom one.
 *
 * @throws InvalidParameterException no such pool, not a domain of it, or a change that its kind of domain does not have
 * @throws FeatureUnavailableInTierException managed login in the Lite tier
 * @see AWS API Reference, UpdateUserPoolDomain
 */
export async function updateUserPoolDomain(
  context: Pick<OperationContext, "store" | "clock" | "region" | "accountId">,
  input: UpdateUserPoolDomainRequest,
): Promise<UpdateUserPoolDomainResponse> {
  const { pool, kind, domain: before } = await requireDomainOfPool(context, input.UserPoolId, input.Domain);
  assertChangeHolds(kind, input);
  const domain: UserPoolDomain = {
    ...before,
    managedLoginVersion: managedLoginVersionOf(input.ManagedLoginVersion ?? before.managedLoginVersion),
    customDomainConfig: input.CustomDomainConfig,
    // unconfirmed: that it stays where it is left out.
    routing: input.Routing ?? before.routing,
    modifiedAt: context.clock.now(),
  };
  assertTierHasManagedLogin(pool, domain.managedLoginVersion);
  await context.store.commit([userPools.put({ ...pool, [kind]: domain }, { expect: pool })]);
  return {
    ManagedLoginVersion: input.ManagedLoginVersion,
    CloudFrontDomain: kind === "customDomain" ? domain.cloudFrontDomain : undefined,
    Routing: kind === "customDomain" ? domain.routing : undefined,
  };
}
