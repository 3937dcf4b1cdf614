import type { DescribeUserPoolDomainRequest, DescribeUserPoolDomainResponse } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import { userPools } from "../pools/user-pools.collection.ts";
import { findDomainOfPool, prefixHostName, toDomainDescriptionType } from "./user-pool-domain.ts";

/**
 * Describes a domain of the request's account and region. One that does not exist is no error: its description is empty.
 *
 * @see AWS API Reference, DescribeUserPoolDomain
 */
export async function describeUserPoolDomain(
  { store, region, accountId }: Pick<OperationContext, "store" | "region" | "accountId">,
  { Domain }: DescribeUserPoolDomainRequest,
): Promise<DescribeUserPoolDomainResponse> {
  // A name with a dot is that of a custom domain.
  const hostName = Domain.includes(".") ? Domain : prefixHostName(Domain, region);
  const pool = await store.getUnique(userPools, "byHostName", [hostName]);
  const found = pool?.region === region && pool.accountId === accountId ? findDomainOfPool(pool, Domain) : undefined;
  return { DomainDescription: pool && found ? toDomainDescriptionType(pool, found.domain) : {} };
}
