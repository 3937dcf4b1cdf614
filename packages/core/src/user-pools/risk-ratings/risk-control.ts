import type { UntilNoRaceIsLost } from "../../lost-races.ts";
import { findAll } from "../../store/find-all.ts";
import type { Store, Stored } from "../../store/store.ts";
import type { UserPool } from "../pools/user-pool.ts";
import { userPools } from "../pools/user-pools.collection.ts";
import { findUser } from "../users/user.ts";
import type { User } from "../users/user.ts";
import { users } from "../users/users.collection.ts";
import { ALL_USERS, type KeptRiskRating, type RiskRating } from "./risk-rating.ts";
import { riskRatings } from "./risk-ratings.collection.ts";

/** There is no such pool or user, to be rated. */
export class RiskSubjectNotFound extends Error {
  override readonly name = "RiskSubjectNotFound";

  constructor(what: "user pool" | "user", name: string) {
    super(`There is no ${what} ${JSON.stringify(name)}.`);
  }
}

/** Which ratings are meant: those that have all that is named here. */
export type RiskQuery = Partial<Pick<RiskRating, "userPoolId" | "username">>;

/** What threat protection takes sign-ins for. */
export interface RiskControl {
  /** Every rating that the query describes; all of them without one. */
  list(query?: RiskQuery): Promise<readonly RiskRating[]>;
  /**
   * Rates the sign-ins of a user or, without one, of all of a pool that have no rating of their own. It takes the place
   * of their rating before.
   *
   * @param rating `username` may be any name that the user signs in with
   * @returns the rating, and whether there was one before
   * @throws RiskSubjectNotFound
   */
  rate(rating: RiskRating): Promise<{ readonly rating: RiskRating; readonly replaced: boolean }>;
  /** Takes away every rating that the query describes; all of them without one. */
  remove(query?: RiskQuery): Promise<void>;
}

async function ratingsOf(store: Store, { userPoolId, username }: RiskQuery): Promise<Stored<KeptRiskRating>[]> {
  const ratings = await findAll(store, riskRatings, "byPool", userPoolId === undefined ? [] : [userPoolId]);
  return ratings.filter((rating) => username === undefined || rating.username === username);
}

function toRiskRating({ userPoolId, username, riskLevel, compromisedCredentials }: KeptRiskRating): RiskRating {
  return { userPoolId, username, riskLevel, compromisedCredentials };
}

async function requireSubject(
  store: Store,
  { userPoolId, username }: RiskRating,
): Promise<{ readonly pool: UserPool; readonly user: Stored<User> | undefined }> {
  const pool = await store.get(userPools, [userPoolId]);
  if (!pool) throw new RiskSubjectNotFound("user pool", userPoolId);
  if (username === undefined) return { pool, user: undefined };
  const user = await findUser({ store }, pool, username);
  if (!user) throw new RiskSubjectNotFound("user", username);
  return { pool, user };
}

/** Makes what rates sign-ins. */
export function createRiskControl({
  store,
  untilNoRaceIsLost,
}: {
  readonly store: Store;
  readonly untilNoRaceIsLost: UntilNoRaceIsLost;
}): RiskControl {
  return {
    list: async (query = {}) => (await ratingsOf(store, query)).map(toRiskRating),
    rate: (asked) =>
      untilNoRaceIsLost(async () => {
        const { pool, user } = await requireSubject(store, asked);
        const rating: KeptRiskRating = {
          ...toRiskRating({ ...asked, sub: ALL_USERS }),
          userPoolId: pool.id,
          username: user?.username,
          sub: user?.sub ?? ALL_USERS,
        };
        const before = await store.get(riskRatings, [rating.userPoolId, rating.sub]);
        await store.commit([
          riskRatings.put(rating, { expect: before ?? "absent" }),
          // Unchanged: of a race with the user's deletion nothing is left.
          ...(user ? [users.put(user, { expect: user })] : []),
        ]);
        return { rating: toRiskRating(rating), replaced: before !== undefined };
      }),
    async remove(query = {}) {
      const found = await ratingsOf(store, query);
      if (found.length > 0) await store.commit(found.map((rating) => riskRatings.delete(rating, { expect: "any" })));
    },
  };
}
