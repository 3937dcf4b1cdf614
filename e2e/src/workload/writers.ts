import { randomInt } from "node:crypto";
import type { CognitoIdentityProviderClient } from "@aws-sdk/client-cognito-identity-provider";
import { type Account, giveUpEmails, isCertain, newAccount } from "./account.ts";
import type { TestPool } from "./test-pool.ts";
import { randomChange } from "./writes.ts";

/** Writers at random, and everything they were told. */
export interface Workload {
  readonly pool: TestPool;
  /** The accounts of each writer. */
  readonly accounts: readonly Account[][];
  /** How many writes were acknowledged. */
  acknowledged: number;
}

/** How a writer goes about it. */
export interface WriteOptions {
  readonly aws: CognitoIdentityProviderClient;
  /** Asked before each write. */
  readonly isOver: () => boolean;
  /** After each write that was acknowledged. */
  readonly onAcknowledged?: () => void;
  /**
   * What to do about a write that was not acknowledged.
   *
   * @throws the error, where it should not have happened
   * @returns whether the writer goes on
   */
  readonly onFailure: (error: unknown) => boolean | Promise<boolean>;
}

/** How many writes out of ten go to a name that was never written to, while a writer has few. */
const NEW_NAMES_OF_TEN = 3;
const MAX_NAMES = 400;

/** So many writers that have not written anything yet. */
export function beginWorkload(pool: TestPool, writers = 16): Workload {
  return { pool, accounts: Array.from({ length: writers }, () => []), acknowledged: 0 };
}

/** Lets one writer send random writes, one after the other, each to a name of its own. */
export async function write(workload: Workload, writer: number, options: WriteOptions): Promise<void> {
  const { pool } = workload;
  const accounts = workload.accounts[writer] ?? [];
  while (!options.isOver()) {
    const account = chooseAccount(accounts, writer);
    const [before] = account.outcomes;
    const { after, send } = randomChange(pool, account, before);
    account.outcomes = [before, after];
    account.isChanged = true;
    try {
      await send(options.aws);
    } catch (error) {
      if (await options.onFailure(error)) continue;
      return;
    }
    account.outcomes = [after];
    giveUpEmails(account, before === undefined ? [] : [before.email], after);
    workload.acknowledged += 1;
    options.onAcknowledged?.();
  }
}

function chooseAccount(accounts: Account[], writer: number): Account {
  const known = accounts.filter(isCertain);
  const chosen = known[randomInt(Math.max(known.length, 1))];
  if (chosen !== undefined && (known.length >= MAX_NAMES || randomInt(10) >= NEW_NAMES_OF_TEN)) return chosen;
  const account = newAccount(`user-${writer}-${accounts.length}`);
  accounts.push(account);
  return account;
}
