import type { UICustomizationType } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import type { EpochMilliseconds } from "../../ports/clock.ts";
import type { Stored } from "../../store/store.ts";
import type { UserPoolClient } from "../clients/user-pool-client.ts";
import { versionAt } from "../domains/user-pool-domain.ts";
import type { UserPool } from "../pools/user-pool.ts";
import { uiCustomizations } from "./ui-customizations.collection.ts";

/** What stands for a client in the customization of all that have none of their own. */
export const ALL_CLIENTS = "ALL";

/** How the classic hosted UI looks for a client, or for all. */
export interface UiCustomization {
  readonly userPoolId: string;
  /** A client's id, or `ALL_CLIENTS`. */
  readonly clientId: string;
  /** Rules for the classes of the pages; see `assertCss`. */
  readonly css?: string | undefined;
  readonly logo?: Logo | undefined;
  readonly createdAt: EpochMilliseconds;
  readonly modifiedAt: EpochMilliseconds;
}

/** An image file. */
export interface Logo {
  readonly mediaType: "image/jpeg" | "image/png";
  /** Base64. */
  readonly bytes: string;
}

/** The customization that applies to a client: its own, or that of all clients. */
export async function findUiCustomization(
  { store }: Pick<OperationContext, "store">,
  { userPoolId, id }: Pick<UserPoolClient, "userPoolId" | "id">,
): Promise<Stored<UiCustomization> | undefined> {
  const own = await store.get(uiCustomizations, [userPoolId, id]);
  return own ?? store.get(uiCustomizations, [userPoolId, ALL_CLIENTS]);
}

function imageUrl({ customDomain, domain }: UserPool, { userPoolId, clientId, modifiedAt }: UiCustomization): string {
  const host = (customDomain ?? domain)?.cloudFrontDomain ?? "";
  return `https://${host}/${userPoolId}/${clientId}/${versionAt(modifiedAt)}/assets/images/image.jpg`;
}

/** A customization as the operations answer it. Where there is none, AWS answers an empty one. */
export function toUICustomizationType(pool: UserPool, customization: UiCustomization | undefined): UICustomizationType {
  if (!customization) return {};
  return {
    UserPoolId: customization.userPoolId,
    ClientId: customization.clientId,
    ImageUrl: customization.logo && imageUrl(pool, customization),
    CSS: customization.css,
    CSSVersion: customization.css === undefined ? undefined : versionAt(customization.modifiedAt),
    LastModifiedDate: customization.modifiedAt / 1000,
    CreationDate: customization.createdAt / 1000,
  };
}
