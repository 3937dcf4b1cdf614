import { DuplicateProviderException, InvalidParameterException } from "@cogmock/protocol/errors";
import type { IdentityProviderTypeType } from "@cogmock/protocol/user-pools";
import { StoreConflict } from "../../store/store.ts";
import type { IdentityProvider } from "./identity-provider.ts";

/**
 * What the operations answer where the store refused a provider for one of its names.
 *
 * @param provider as the commit wanted to write them
 * @returns the error itself, where it is no such refusal
 */
export function asDuplicate({ userPoolId, name }: IdentityProvider, error: unknown): unknown {
  if (!(error instanceof StoreConflict)) return error;
  if (error.reason === "unique" && error.index === "byIdentifier") {
    // unconfirmed: class and text.
    const identifier = error.key.at(-1);
    return new InvalidParameterException(`The identifier ${identifier} already exists in user pool ${userPoolId}.`, {
      cause: error,
    });
  }
  return new DuplicateProviderException(`${name} already exists in user pool ${userPoolId}`, { cause: error });
}

const LEVELS: readonly string[] = ["Level1", "Level2", "Level3", "Level4"];

/** @throws InvalidParameterException unconfirmed: both wordings. That only OIDC providers have a mapping is documented */
export function assertAcrMapping(
  type: IdentityProviderTypeType,
  mapping: Readonly<Record<string, string>> | undefined,
): void {
  if (mapping === undefined) return;
  if (type !== "OIDC") throw new InvalidParameterException("AcrMapping is only supported for OIDC identity providers.");
  const unknown = Object.keys(mapping).find((level) => !LEVELS.includes(level));
  if (unknown !== undefined) throw new InvalidParameterException(`AcrMapping cannot have a level ${unknown}.`);
}
