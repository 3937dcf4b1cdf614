import { uuid } from "@cogmock/crypto";
import { LimitExceededException, ManagedLoginBrandingExistsException } from "@cogmock/protocol/errors";
import type {
  CreateManagedLoginBrandingRequest,
  CreateManagedLoginBrandingResponse,
} from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import { StoreConflict } from "../../store/store.ts";
import { requireClientOfPool } from "../clients/user-pool-client.ts";
import { userPoolClients } from "../clients/user-pool-clients.collection.ts";
import { requireUserPool, type UserPool } from "../pools/user-pool.ts";
import { assertAssets, mergeAssets } from "./assets.ts";
import { assertOneSource, type ManagedLoginBranding, toManagedLoginBrandingType } from "./managed-login-branding.ts";
import { managedLoginBrandings } from "./managed-login-brandings.collection.ts";

/** "Managed login branding styles per user pool" in "Quotas in Amazon Cognito" */
export const MAX_STYLES_PER_POOL = 20;

async function assertRoomForStyle({ store }: Pick<OperationContext, "store">, pool: UserPool): Promise<void> {
  if ((await store.count(managedLoginBrandings, "byPool", [pool.id])) < MAX_STYLES_PER_POOL) return;
  // unconfirmed: the text.
  throw new LimitExceededException(`The limit of ${MAX_STYLES_PER_POOL} styles per user pool has been reached.`);
}

/**
 * Gives a client a style for managed login: Cognito's own or one's own. The client is written as well, unchanged: of a
 * race with its deletion no style is left, and of two racing calls one finds that the client has a style.
 *
 * @throws ResourceNotFoundException no such pool, or no such client in it
 * @throws InvalidParameterException both or neither of the sources, or an asset in a wrong place
 * @throws ManagedLoginBrandingExistsException the client has a style
 * @throws LimitExceededException the pool has as many styles as it can
 * @see AWS API Reference, CreateManagedLoginBranding
 */
export async function createManagedLoginBranding(
  context: Pick<OperationContext, "store" | "clock" | "random" | "region" | "accountId">,
  input: CreateManagedLoginBrandingRequest,
): Promise<CreateManagedLoginBrandingResponse> {
  const { store, clock, random } = context;
  const pool = await requireUserPool(context, input.UserPoolId);
  const client = await requireClientOfPool(context, pool.id, input.ClientId);
  assertOneSource(input);
  assertAssets(input.Assets);
  await assertRoomForStyle(context, pool);
  const now = clock.now();
  const branding: ManagedLoginBranding = {
    userPoolId: pool.id,
    clientId: client.id,
    id: uuid((length) => random.bytes(length)),
    useCognitoProvidedValues: input.UseCognitoProvidedValues ?? false,
    settings: input.Settings,
    assets: mergeAssets([], input.Assets),
    createdAt: now,
    modifiedAt: now,
  };
  try {
    await store.commit([
      managedLoginBrandings.put(branding, { expect: "absent" }),
      userPoolClients.put(client, { expect: client }),
    ]);
  } catch (error) {
    if (!(error instanceof StoreConflict) || error.reason !== "unique") throw error;
    throw new ManagedLoginBrandingExistsException(`A ManagedLoginBranding already exists for client ${client.id}`, {
      cause: error,
    });
  }
  return { ManagedLoginBranding: toManagedLoginBrandingType(branding, { merged: false }) };
}
