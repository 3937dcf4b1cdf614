// Prints how many MiB of heap 10,000 users occupy in the memory driver. Needs --expose-gc.
import { createCognito, createMemoryStore, systemClock } from "@cogmock/core";

const MORE = 40_000;

const store = createMemoryStore({ clock: systemClock });
const cognito = createCognito({ store, clock: systemClock, keyReserve: 0 });
const { UserPool } = await cognito.userPools.send("CreateUserPool", { PoolName: "bench" });
const UserPoolId = UserPool?.Id ?? "";

async function createUsers(from: number, count: number): Promise<void> {
  for (let number = from; number < from + count; number++) {
    await cognito.userPools.send("AdminCreateUser", {
      UserPoolId,
      Username: `user-${number}`,
      MessageAction: "SUPPRESS",
      UserAttributes: [
        { Name: "email", Value: `user-${number}@example.com` },
        { Name: "given_name", Value: `Given${number % 1000}` },
      ],
    });
  }
}

function usedBytes(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}

await createUsers(0, 10_000);
const before = usedBytes();
await createUsers(10_000, MORE);
const grown = usedBytes() - before;
await cognito.close();
process.stdout.write(String((grown / 2 ** 20 / MORE) * 10_000));
