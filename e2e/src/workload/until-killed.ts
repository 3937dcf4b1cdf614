import { randomInt } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import type { CognitoIdentityProviderClient } from "@aws-sdk/client-cognito-identity-provider";
import { type Workload, write } from "./writers.ts";

/** What is to happen in the middle of writes. */
export interface Killing {
  readonly kill: () => Promise<void>;
  /** Those of whose requests some will fail. The writers share all clients out among themselves. */
  readonly victims: readonly CognitoIdentityProviderClient[];
  /** Whether this is how their requests may fail, from the kill on. */
  readonly isExpected: (error: unknown) => boolean;
  /** Those who must not notice anything. */
  readonly bystanders?: readonly CognitoIdentityProviderClient[];
}

/** How many writes come before the kill, at most; and how many bystanders make after it. */
const MAX_BEFORE = 200;
const AFTER = 40;
/** Up to so many milliseconds after a write was acknowledged something is killed: at any moment of the writes then under way. */
const MAX_DELAY_MS = 10;

/** Writers write until, at a random moment, something is killed. Resolves when nobody writes any more. */
export async function writeUntilKilled(
  workload: Workload,
  { kill, victims, isExpected, bystanders = [] }: Killing,
): Promise<void> {
  const killAt = workload.acknowledged + randomInt(1, MAX_BEFORE);
  let killing: Promise<void> | undefined;
  let stopAt = Infinity;
  const killSoon = async (): Promise<void> => {
    await setTimeout(randomInt(MAX_DELAY_MS));
    await kill();
    stopAt = workload.acknowledged + AFTER;
  };
  const onAcknowledged = (): void => {
    if (workload.acknowledged >= killAt) killing ??= killSoon();
  };
  const clients = [
    ...victims.map((aws) => ({
      aws,
      isOver: () => false,
      onAcknowledged,
      onFailure: (error: unknown) => {
        if (killing === undefined || !isExpected(error)) throw error;
        return false;
      },
    })),
    ...bystanders.map((aws) => ({
      aws,
      isOver: () => workload.acknowledged >= stopAt,
      onAcknowledged,
      onFailure: (error: unknown) => {
        throw error;
      },
    })),
  ];
  await Promise.all(
    workload.accounts.map((_, writer) => {
      const options = clients[writer % clients.length];
      return options && write(workload, writer, options);
    }),
  );
  await killing;
}
