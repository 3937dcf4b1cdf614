import { InvalidParameterException, ResourceNotFoundException } from "@cogmock/protocol/errors";
import type { AssetType, JsonValue, ManagedLoginBrandingType } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import type { EpochMilliseconds } from "../../ports/clock.ts";
import type { Stored } from "../../store/store.ts";
import type { UserPoolClient } from "../clients/user-pool-client.ts";
import type { UserPool } from "../pools/user-pool.ts";
import { DEFAULT_SETTINGS } from "./default-settings.ts";
import { managedLoginBrandings } from "./managed-login-brandings.collection.ts";
import { isJsonObject, mergeSettings } from "./merge-settings.ts";

/** The style of managed login for one client. */
export interface ManagedLoginBranding {
  readonly userPoolId: string;
  readonly clientId: string;
  /** A UUID of version 4. */
  readonly id: string;
  readonly useCognitoProvidedValues: boolean;
  /** What is customized, and nothing else; absent where it is Cognito's own style. */
  readonly settings?: JsonValue | undefined;
  readonly assets: readonly AssetType[];
  readonly createdAt: EpochMilliseconds;
  readonly modifiedAt: EpochMilliseconds;
}

/** Where a style comes from, as the operations are told. */
interface BrandingSource {
  readonly UseCognitoProvidedValues?: boolean | undefined;
  readonly Settings?: JsonValue | undefined;
}

/**
 * A style is either Cognito's own or has settings, whether it is being made or changed.
 *
 * @throws InvalidParameterException both or neither, or settings that are no object
 */
export function assertOneSource({ UseCognitoProvidedValues = false, Settings }: BrandingSource): void {
  if (UseCognitoProvidedValues === (Settings !== undefined)) {
    throw new InvalidParameterException("useCognitoProvidedValues or settings should be specified (but not both)");
  }
  // unconfirmed: the text.
  if (Settings !== undefined && !isJsonObject(Settings)) throw new InvalidParameterException("Invalid settings.");
}

/** The style of this id in this pool. @throws ResourceNotFoundException `ManagedLoginBranding does not exist.` */
export async function requireBranding(
  { store }: Pick<OperationContext, "store">,
  pool: UserPool,
  id: string,
): Promise<Stored<ManagedLoginBranding>> {
  const branding = await store.get(managedLoginBrandings, [pool.id, id]);
  if (!branding) throw new ResourceNotFoundException("ManagedLoginBranding does not exist.");
  return branding;
}

/** The style of a client, where it has one. */
export async function findBranding(
  { store }: Pick<OperationContext, "store">,
  { userPoolId, id }: Pick<UserPoolClient, "userPoolId" | "id">,
): Promise<Stored<ManagedLoginBranding> | undefined> {
  return store.getUnique(managedLoginBrandings, "byClient", [userPoolId, id]);
}

/** Every setting of a style, those that it leaves to Cognito among them. */
export function effectiveSettings(branding: Pick<ManagedLoginBranding, "settings"> | undefined): JsonValue {
  return mergeSettings(DEFAULT_SETTINGS, branding?.settings ?? {});
}

/**
 * A style as the operations answer it. Without settings of its own it has none here, but always a list of assets.
 * unconfirmed: that merged resources do not have images of Cognito's own among the assets.
 */
export function toManagedLoginBrandingType(
  branding: ManagedLoginBranding,
  { merged }: { readonly merged: boolean },
): ManagedLoginBrandingType {
  return {
    ManagedLoginBrandingId: branding.id,
    UserPoolId: branding.userPoolId,
    UseCognitoProvidedValues: branding.useCognitoProvidedValues,
    Settings: merged ? effectiveSettings(branding) : branding.settings,
    Assets: branding.assets,
    CreationDate: branding.createdAt / 1000,
    LastModifiedDate: branding.modifiedAt / 1000,
  };
}
