import type { CustomDomainConfigType, DomainDescriptionType, RoutingType } from "@cogmock/protocol/user-pools";
import type { EpochMilliseconds } from "../../ports/clock.ts";
import type { UserPool } from "../pools/user-pool.ts";
import { assetBucketOf } from "./asset-bucket.ts";

/** An address at which a pool has its sign-in pages and OAuth endpoints. A pool keeps its own: see `UserPool`. */
export interface UserPoolDomain {
  /** A prefix, `my-app`, or the whole name of a custom domain, `auth.example.com`. */
  readonly name: string;
  /** 1 is the classic hosted UI, 2 is managed login. */
  readonly managedLoginVersion: 1 | 2;
  /** Of a custom domain only. */
  readonly customDomainConfig?: CustomDomainConfigType | undefined;
  readonly routing?: RoutingType | undefined;
  /** Host name of the CloudFront distribution that would serve it on AWS. */
  readonly cloudFrontDomain: string;
  readonly modifiedAt: EpochMilliseconds;
}

/** The kinds of domain that a pool can have one of each of, by the member of the pool that it is kept in. */
export type DomainKind = "domain" | "customDomain";

const KINDS: readonly DomainKind[] = ["domain", "customDomain"];

/** Whether the pool has a domain of either kind. */
export function hasDomain(pool: UserPool): boolean {
  return KINDS.some((kind) => pool[kind] !== undefined);
}

/** The domain of this name, where it is one of the pool's. */
export function findDomainOfPool(
  pool: UserPool,
  name: string,
): { readonly kind: DomainKind; readonly domain: UserPoolDomain } | undefined {
  for (const kind of KINDS) {
    const domain = pool[kind];
    if (domain?.name === name) return { kind, domain };
  }
  return undefined;
}

/** The host name of a prefix domain, which is unique in its region only. @see "Configuring a user pool domain" */
export function prefixHostName(prefix: string, region: string): string {
  return `${prefix}.auth.${region}.amazoncognito.com`;
}

/** The host names of a pool's domains on AWS. */
export function hostNamesOf({ region, domain, customDomain }: UserPool): readonly string[] {
  return [...(domain ? [prefixHostName(domain.name, region)] : []), ...(customDomain ? [customDomain.name] : [])];
}

/** `20260101000000`, in UTC: how AWS writes versions. */
export function versionAt(time: EpochMilliseconds): string {
  return new Date(time).toISOString().replaceAll(/\D/g, "").slice(0, 14);
}

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- AWS answers it empty for prefix domains, which its model does not know.
const NO_CUSTOM_DOMAIN_CONFIG = {} as CustomDomainConfigType;

/**
 * A domain as DescribeUserPoolDomain answers it. Ready at once, though on AWS a custom domain takes minutes.
 * unconfirmed: which moment the version is of.
 */
export function toDomainDescriptionType(pool: UserPool, domain: UserPoolDomain): DomainDescriptionType {
  return {
    UserPoolId: pool.id,
    AWSAccountId: pool.accountId,
    Domain: domain.name,
    S3Bucket: assetBucketOf(pool.region),
    CloudFrontDistribution: domain.cloudFrontDomain,
    Version: versionAt(domain.modifiedAt),
    Status: "ACTIVE",
    CustomDomainConfig: domain.customDomainConfig ?? NO_CUSTOM_DOMAIN_CONFIG,
    ManagedLoginVersion: domain.managedLoginVersion,
    Routing: domain.routing,
  };
}
