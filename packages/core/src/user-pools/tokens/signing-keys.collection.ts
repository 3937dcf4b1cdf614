import type { SigningKey } from "@cogmock/crypto";
import type { EpochMilliseconds } from "../../ports/clock.ts";
import { type Collection, defineCollection } from "../../store/collection.ts";

/** Which tokens a key signs: AWS uses one RSA key for ID tokens and another for access tokens. */
export type TokenUse = "id" | "access";

/** A key of a user pool. */
export interface UserPoolSigningKey extends SigningKey {
  readonly userPoolId: string;
  readonly use: TokenUse;
}

/** The two signing keys of each pool. */
export const signingKeys: Collection<UserPoolSigningKey> = defineCollection<UserPoolSigningKey>({
  name: "signingKeys",
  key: (key) => [key.userPoolId, key.use],
});

/** A key made ahead of need. */
export interface SpareSigningKey extends SigningKey {
  readonly createdAt: EpochMilliseconds;
}

/** Keys that the next pools will get; CreateUserPool takes the oldest. */
export const spareSigningKeys: Collection<SpareSigningKey> = defineCollection<SpareSigningKey>({
  name: "spareSigningKeys",
  key: (key) => [key.kid],
  ordered: { byAge: (key) => [[key.createdAt, key.kid]] },
});
