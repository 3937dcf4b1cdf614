import { randomString } from "@cogmock/crypto";
import { LimitExceededException } from "@cogmock/protocol/errors";
import type { CreateUserPoolRequest, CreateUserPoolResponse } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import { mfaFactorsFor, NO_MFA_FACTORS } from "../mfa-configuration/mfa-factors.ts";
import { assertPoolTags } from "../tags/tag-rules.ts";
import { signingKeys } from "../tokens/signing-keys.collection.ts";
import { newSchema } from "./schema/new-schema.ts";
import { assertSettingsHold } from "./settings/assert-settings-hold.ts";
import { newPoolSettings } from "./settings/pool-settings.ts";
import { toCreatedUserPoolType } from "./to-user-pool-type.ts";
import type { UserPool } from "./user-pool.ts";
import { userPools } from "./user-pools.collection.ts";

const POOL_ID_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const POOL_ID_LENGTH = 9;

/** @see "Quotas in Amazon Cognito": user pools per account, which like every quota holds for each region by itself */
const MAX_USER_POOLS = 1000;

/** Racing calls may end a few above the limit: it keeps a server from filling up, no rule hangs on it. */
async function assertRoomForUserPool({
  store,
  region,
  accountId,
}: Pick<OperationContext, "store" | "region" | "accountId">): Promise<void> {
  if ((await store.count(userPools, "byRegion", [accountId, region])) >= MAX_USER_POOLS) {
    // unconfirmed: the wording.
    throw new LimitExceededException(`The maximum number of user pools (${MAX_USER_POOLS}) has been reached.`);
  }
}

/**
 * Creates a user pool, with its two signing keys. Names of pools are not unique.
 *
 * @throws InvalidParameterException the schema or a setting breaks a rule: see `newSchema`, `assertSettingsHold`
 * @throws NotAuthorizedException a role of another account
 * @throws FeatureUnavailableInTierException the tier lacks a feature that is asked for
 * @throws UserPoolTaggingException a tag breaks a rule
 * @throws LimitExceededException the account has as many pools as it may
 * @see AWS API Reference, CreateUserPool
 */
export async function createUserPool(
  context: Pick<OperationContext, "store" | "clock" | "random" | "keyReserve" | "region" | "accountId">,
  input: CreateUserPoolRequest,
): Promise<CreateUserPoolResponse> {
  const { store, clock, random, keyReserve, region, accountId } = context;
  const now = clock.now();
  const settings = newPoolSettings(input);
  const pool: UserPool = {
    id: `${region}_${randomString(POOL_ID_ALPHABET, POOL_ID_LENGTH, (length) => random.bytes(length))}`,
    region,
    accountId,
    createdAt: now,
    modifiedAt: now,
    settings,
    mfaFactors: mfaFactorsFor(settings.MfaConfiguration, NO_MFA_FACTORS, settings),
    schema: newSchema(input.Schema),
  };
  assertSettingsHold(pool);
  assertPoolTags(settings.UserPoolTags);
  await assertRoomForUserPool(context);
  await keyReserve.use((keys, writes) =>
    store.commit([
      userPools.put(pool, { expect: "absent" }),
      signingKeys.put({ ...keys.access, userPoolId: pool.id, use: "access" }, { expect: "absent" }),
      signingKeys.put({ ...keys.id, userPoolId: pool.id, use: "id" }, { expect: "absent" }),
      ...writes,
    ]),
  );
  return { UserPool: toCreatedUserPoolType(pool) };
}
