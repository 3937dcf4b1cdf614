import { InvalidParameterException } from "@cogmock/protocol/errors";
import type { AssetType } from "@cogmock/protocol/user-pools";

/** @throws InvalidParameterException an icon file stands for something else than the favicon */
export function assertAssets(assets: readonly AssetType[] = []): void {
  const misplaced = assets.find(({ Category, Extension }) => Extension === "ICO" && Category !== "FAVICON_ICO");
  if (misplaced) {
    // unconfirmed: the text.
    throw new InvalidParameterException(
      `The file extension ICO is not allowed for the category ${misplaced.Category}.`,
    );
  }
}

/** What an asset takes the place of another by. unconfirmed: that assets with ids of their own stand beside each other. */
function keyOf({ Category, ColorMode, ResourceId = "" }: AssetType): string {
  return JSON.stringify([Category, ColorMode, ResourceId]);
}

/** Assets with others put among them, in the place of those that they are for. */
export function mergeAssets(before: readonly AssetType[], given: readonly AssetType[] = []): readonly AssetType[] {
  return [...new Map([...before, ...given].map((asset) => [keyOf(asset), asset])).values()];
}
