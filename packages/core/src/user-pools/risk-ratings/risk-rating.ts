import type { RiskLevelType } from "@cogmock/protocol/user-pools";
import type { AnyWrite, Store, Stored } from "../../store/store.ts";
import type { User } from "../users/user.ts";
import { riskRatings } from "./risk-ratings.collection.ts";

/**
 * What threat protection takes somebody's sign-ins for, until it is removed. On AWS a model decides, which goes by what
 * addresses and devices it has seen and which passwords have leaked; here the developer does.
 */
export interface RiskRating {
  readonly userPoolId: string;
  /** Whose; absent for all of the pool that have none of their own. */
  readonly username?: string | undefined;
  /** How likely it is that somebody else signs in in their name; absent where it is not likely at all. */
  readonly riskLevel?: RiskLevelType | undefined;
  /** Whether their passwords are known to others. */
  readonly compromisedCredentials?: true | undefined;
}

/** A rating as it is kept. */
export interface KeptRiskRating extends RiskRating {
  /** Of the user; empty for a pool. */
  readonly sub: string;
}

/** What stands for a user in the rating of a pool. */
export const ALL_USERS = "";

/** The rating that applies to a user: their own, or that of the pool. @param sub absent for people who are no users yet */
export async function findRiskRating(
  store: Store,
  { userPoolId, sub = ALL_USERS }: { readonly userPoolId: string; readonly sub?: string | undefined },
): Promise<Stored<KeptRiskRating> | undefined> {
  const own = await store.get(riskRatings, [userPoolId, sub]);
  return own || sub === ALL_USERS ? own : store.get(riskRatings, [userPoolId, ALL_USERS]);
}

/** What forgets the rating of a user; to be committed with the user's deletion. */
export async function ratingWritesOfUser(
  { store }: { readonly store: Store },
  { userPoolId, sub }: Pick<User, "userPoolId" | "sub">,
): Promise<AnyWrite[]> {
  const rating = await store.get(riskRatings, [userPoolId, sub]);
  return rating ? [riskRatings.delete(rating, { expect: "any" })] : [];
}
