import { StoreConflict } from "./store.ts";

/**
 * How often a decision may lose races before it fails. Each race has a winner: of so many that change one document at
 * the same time, all get through.
 */
const MAX_ATTEMPTS = 100;

/**
 * Reads, decides and commits, and does so again when the commit lost a race, to decide anew on what the winner left.
 *
 * @param decide commits once and changes nothing before, which is what makes running it again right
 * @throws StoreConflict it lost every time
 */
export async function retryLostRaces<Result>(decide: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await decide();
    } catch (error) {
      if (!(error instanceof StoreConflict) || attempt === MAX_ATTEMPTS) throw error;
    }
  }
}
