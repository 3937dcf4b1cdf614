import { randomString } from "@cogmock/crypto";
import { InvalidParameterException, LimitExceededException } from "@cogmock/protocol/errors";
import type { CreateUserPoolDomainRequest, CreateUserPoolDomainResponse } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import { StoreConflict } from "../../store/store.ts";
import { assertTierHasManagedLogin } from "../pools/settings/tier.ts";
import { requireUserPool, type UserPool } from "../pools/user-pool.ts";
import { userPools } from "../pools/user-pools.collection.ts";
import {
  assertCertificate,
  assertCustomDomainName,
  assertNotRouted,
  assertPrefix,
  managedLoginVersionOf,
} from "./domain-rules.ts";
import type { DomainKind, UserPoolDomain } from "./user-pool-domain.ts";

/** "Custom domains per account" in "Quotas in Amazon Cognito", which like every quota holds for each region by itself */
const MAX_CUSTOM_DOMAINS = 4;

/** unconfirmed: what a domain of which nothing is said begins with. */
const DEFAULT_MANAGED_LOGIN_VERSION = 1;

const DISTRIBUTION_ALPHABET = "0123456789abcdefghijklmnopqrstuvwxyz";
const DISTRIBUTION_LENGTH = 13;

function assertDomainHolds({ Domain, CustomDomainConfig, Routing }: CreateUserPoolDomainRequest): void {
  if (CustomDomainConfig) {
    assertCustomDomainName(Domain);
    assertCertificate(CustomDomainConfig);
  } else {
    assertPrefix(Domain);
    assertNotRouted(Routing);
  }
}

async function assertRoomForCustomDomain({ store }: Pick<OperationContext, "store">, pool: UserPool): Promise<void> {
  if ((await store.count(userPools, "byCustomDomain", [pool.accountId, pool.region])) < MAX_CUSTOM_DOMAINS) return;
  // unconfirmed: the text.
  throw new LimitExceededException(`The maximum number of custom domains (${MAX_CUSTOM_DOMAINS}) has been reached.`);
}

/**
 * Gives a pool a domain: a prefix of Amazon's, or one of one's own where `CustomDomainConfig` comes with it. A pool can
 * have one of each. No two pools have the same one: of two racing calls the store refuses one.
 *
 * @throws ResourceNotFoundException no such pool
 * @throws InvalidParameterException the name breaks a rule, the pool has a domain of the kind, or another pool has this one
 * @throws FeatureUnavailableInTierException managed login in the Lite tier
 * @throws LimitExceededException the account has as many custom domains as it may
 * @see AWS API Reference, CreateUserPoolDomain
 */
export async function createUserPoolDomain(
  context: Pick<OperationContext, "store" | "clock" | "random" | "region" | "accountId">,
  input: CreateUserPoolDomainRequest,
): Promise<CreateUserPoolDomainResponse> {
  const { store, clock, random } = context;
  const pool = await requireUserPool(context, input.UserPoolId);
  assertDomainHolds(input);
  const domain: UserPoolDomain = {
    name: input.Domain,
    managedLoginVersion: managedLoginVersionOf(input.ManagedLoginVersion ?? DEFAULT_MANAGED_LOGIN_VERSION),
    customDomainConfig: input.CustomDomainConfig,
    routing: input.Routing,
    cloudFrontDomain: `d${randomString(DISTRIBUTION_ALPHABET, DISTRIBUTION_LENGTH, (length) => random.bytes(length))}.cloudfront.net`,
    modifiedAt: clock.now(),
  };
  assertTierHasManagedLogin(pool, domain.managedLoginVersion);
  const kind: DomainKind = input.CustomDomainConfig ? "customDomain" : "domain";
  if (pool[kind]) throw new InvalidParameterException("User pool already has a domain configured.");
  if (kind === "customDomain") await assertRoomForCustomDomain(context, pool);
  try {
    await store.commit([userPools.put({ ...pool, [kind]: domain }, { expect: pool })]);
  } catch (error) {
    if (!(error instanceof StoreConflict) || error.reason !== "unique") throw error;
    throw new InvalidParameterException("Domain already associated with another user pool.", { cause: error });
  }
  return {
    ManagedLoginVersion: input.ManagedLoginVersion,
    CloudFrontDomain: kind === "customDomain" ? domain.cloudFrontDomain : undefined,
    Routing: domain.routing,
  };
}
