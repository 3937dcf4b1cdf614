import { randomString } from "@cogmock/crypto";
import type { CreateUserPoolRequest, CreateUserPoolResponse } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import { signingKeys } from "../tokens/signing-keys.collection.ts";
import { STANDARD_ATTRIBUTES } from "./standard-attributes.ts";
import { toUserPoolType } from "./to-user-pool-type.ts";
import type { UserPool, UserPoolSettings } from "./user-pool.ts";
import { userPools } from "./user-pools.collection.ts";

const POOL_ID_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/** What AWS fills in for what a caller leaves out. */
function settingsOf(input: CreateUserPoolRequest): UserPoolSettings {
  return {
    Name: input.PoolName,
    Policies: {
      PasswordPolicy: input.Policies?.PasswordPolicy ?? {
        MinimumLength: 8,
        RequireUppercase: true,
        RequireLowercase: true,
        RequireNumbers: true,
        RequireSymbols: true,
        TemporaryPasswordValidityDays: 7,
      },
      SignInPolicy: input.Policies?.SignInPolicy ?? { AllowedFirstAuthFactors: ["PASSWORD"] },
    },
    DeletionProtection: input.DeletionProtection ?? "INACTIVE",
    LambdaConfig: input.LambdaConfig ?? {},
    AutoVerifiedAttributes: input.AutoVerifiedAttributes,
    AliasAttributes: input.AliasAttributes,
    UsernameAttributes: input.UsernameAttributes,
    UsernameConfiguration: input.UsernameConfiguration,
    VerificationMessageTemplate: input.VerificationMessageTemplate ?? { DefaultEmailOption: "CONFIRM_WITH_CODE" },
    UserAttributeUpdateSettings: input.UserAttributeUpdateSettings ?? { AttributesRequireVerificationBeforeUpdate: [] },
    MfaConfiguration: input.MfaConfiguration ?? "OFF",
    EmailConfiguration: input.EmailConfiguration ?? { EmailSendingAccount: "COGNITO_DEFAULT" },
    AdminCreateUserConfig: input.AdminCreateUserConfig ?? {
      AllowAdminCreateUserOnly: false,
      UnusedAccountValidityDays: 7,
    },
    AccountRecoverySetting: input.AccountRecoverySetting ?? {
      RecoveryMechanisms: [
        { Priority: 1, Name: "verified_email" },
        { Priority: 2, Name: "verified_phone_number" },
      ],
    },
    UserPoolTier: input.UserPoolTier ?? "ESSENTIALS",
    UserPoolTags: input.UserPoolTags,
    KeyConfiguration: input.KeyConfiguration ?? { KeyType: "AWS_OWNED_KEY" },
    IssuerConfiguration: input.IssuerConfiguration ?? { Type: "ORIGINAL" },
  };
}

/**
 * Creates a user pool, with its two signing keys.
 *
 * @see AWS API Reference, CreateUserPool
 */
export async function createUserPool(
  { store, clock, random, keyReserve, region, accountId }: OperationContext,
  input: CreateUserPoolRequest,
): Promise<CreateUserPoolResponse> {
  const now = clock.now();
  const pool: UserPool = {
    id: `${region}_${randomString(POOL_ID_ALPHABET, 9, (length) => random.bytes(length))}`,
    region,
    accountId,
    createdAt: now,
    modifiedAt: now,
    settings: settingsOf(input),
    schema: STANDARD_ATTRIBUTES,
  };
  await keyReserve.use((keys, writes) =>
    store.commit([
      userPools.put(pool, { expect: "absent" }),
      signingKeys.put({ ...keys.access, userPoolId: pool.id, use: "access" }, { expect: "absent" }),
      signingKeys.put({ ...keys.id, userPoolId: pool.id, use: "id" }, { expect: "absent" }),
      ...writes,
    ]),
  );
  return { UserPool: toUserPoolType(pool, 0) };
}
