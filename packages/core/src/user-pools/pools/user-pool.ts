import { ResourceNotFoundException } from "@cogmock/protocol/errors";
import type {
  AccountRecoverySettingType,
  AdminCreateUserConfigType,
  EmailConfigurationType,
  LambdaConfigType,
  PasswordPolicyType,
  SchemaAttributeType,
  SignInPolicyType,
  UserPoolMfaType,
  UserPoolTierType,
  UserPoolType,
  VerificationMessageTemplateType,
} from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import type { EpochMilliseconds } from "../../ports/clock.ts";
import type { Stored } from "../../store/store.ts";
import type { UserPoolDomain } from "../domains/user-pool-domain.ts";
import type { MfaFactors } from "../mfa-configuration/mfa-factors.ts";
import { userPools } from "./user-pools.collection.ts";

/**
 * What a user pool is set to, in AWS's own form: what DescribeUserPool answers, less what is derived. Members that AWS
 * always answers are always here; the others are absent unless they were set.
 */
export interface UserPoolSettings
  extends Pick<
    UserPoolType,
    | "AliasAttributes"
    | "UsernameAttributes"
    | "UsernameConfiguration"
    | "AutoVerifiedAttributes"
    | "SmsVerificationMessage"
    | "EmailVerificationMessage"
    | "EmailVerificationSubject"
    | "SmsAuthenticationMessage"
    | "DeviceConfiguration"
    | "SmsConfiguration"
    | "UserPoolAddOns"
    | "UserAttributeUpdateSettings"
    | "UserPoolTags"
    | "DeletionProtection"
    | "KeyConfiguration"
    | "IssuerConfiguration"
    | "DcrConfiguration"
    | "AcrConfiguration"
  > {
  readonly Name: string;
  readonly Policies: { readonly PasswordPolicy: PasswordPolicyType; readonly SignInPolicy: SignInPolicyType };
  readonly LambdaConfig: LambdaConfigType;
  readonly MfaConfiguration: UserPoolMfaType;
  readonly AdminCreateUserConfig: AdminCreateUserConfigType;
  readonly VerificationMessageTemplate: VerificationMessageTemplateType;
  readonly EmailConfiguration: EmailConfigurationType;
  readonly AccountRecoverySetting: AccountRecoverySettingType;
  readonly UserPoolTier: UserPoolTierType;
}

/** How a pool tracks the sessions of its users. */
export interface SessionConfiguration {
  readonly isTracking: boolean;
  /** 1 to 100 */
  readonly maxPerUser: number;
}

/** A directory of users. */
export interface UserPool {
  /** `<region>_<nine letters and digits>` */
  readonly id: string;
  readonly region: string;
  readonly accountId: string;
  readonly createdAt: EpochMilliseconds;
  readonly modifiedAt: EpochMilliseconds;
  readonly settings: UserPoolSettings;
  /** The second factors that it offers, and how it takes passkeys. */
  readonly mfaFactors: MfaFactors;
  /** Absent until SetUserPoolSessionConfiguration was called: see `tracksSessions`. */
  readonly sessionConfiguration?: SessionConfiguration | undefined;
  /** The prefix domain and the custom domain: with the pool, so that one commit decides both. */
  readonly domain?: UserPoolDomain | undefined;
  readonly customDomain?: UserPoolDomain | undefined;
  /** Every attribute that users of this pool can have, standard ones first. */
  readonly schema: readonly SchemaAttributeType[];
}

/** The part of a pool id after `_`: what enters the password verifier of Cognito's SRP. */
export function poolNameOf(pool: UserPool): string {
  return pool.id.slice(pool.id.lastIndexOf("_") + 1);
}

/** The ARN of a user pool. */
export function userPoolArn(pool: UserPool): string {
  return `arn:aws:cognito-idp:${pool.region}:${pool.accountId}:userpool/${pool.id}`;
}

/**
 * Whether `Alice` and `alice` are different usernames. They are, in a pool made through the API without
 * `UsernameConfiguration`; the console makes pools in which they are not.
 */
export function usernamesAreCaseSensitive(pool: UserPool): boolean {
  return pool.settings.UsernameConfiguration?.CaseSensitive ?? true;
}

/**
 * The pool with this id in the request's region and account.
 *
 * @throws ResourceNotFoundException `User pool <id> does not exist.`
 */
export async function requireUserPool(
  { store, region, accountId }: Pick<OperationContext, "store" | "region" | "accountId">,
  userPoolId: string,
): Promise<Stored<UserPool>> {
  const pool = await store.get(userPools, [userPoolId]);
  if (!pool || pool.region !== region || pool.accountId !== accountId) {
    throw new ResourceNotFoundException(`User pool ${userPoolId} does not exist.`);
  }
  return pool;
}
