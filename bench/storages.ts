import { statSync } from "node:fs";
import { databaseBytes, type PostgresServer } from "@cogmock/postgres-server";
import { createPool, createUserWithPassword, passwordSignIn, userCreation } from "./fixtures.ts";
import { load } from "./load.ts";
import { rate, report, row } from "./report.ts";
import { ask, type BenchRequest, textAt } from "./request.ts";
import { familyMilliseconds, newFile, processorMilliseconds, startProduct, type Subject } from "./subject.ts";

/** How many users are made before sizes are read. */
const USERS = 20_000;

/** A storage, ready for servers. */
interface StorageUnderTest {
  readonly name: string;
  start(): Promise<Subject>;
  /** How much it occupies on disk, in bytes; absent where there is no disk. */
  readonly bytes?: () => Promise<number>;
  /** The processor time that it uses outside of the server. */
  readonly milliseconds?: () => number;
}

/** The same figures on every storage. PostgreSQL waits for the disk at each commit, SQLite where it says `full`. */
export async function measureStorages({
  postgres,
  seconds,
}: {
  readonly postgres: PostgresServer | undefined;
  readonly seconds: number;
}): Promise<void> {
  for (const storage of await storages(postgres)) await row(storage.name, () => measureStorage(storage, seconds));
}

async function storages(postgres: PostgresServer | undefined): Promise<readonly StorageUnderTest[]> {
  return [
    { name: "memory", start: () => startProduct("memory") },
    onFile("SQLite", []),
    onFile("SQLite full", ["--durability", "full"]),
    ...(postgres === undefined ? [] : [await onPostgres(postgres)]),
  ];
}

function onFile(name: string, flags: readonly string[]): StorageUnderTest {
  const file = newFile();
  return {
    name,
    start: () => startProduct({ data: file }, flags),
    bytes: async () => statSync(file).size,
  };
}

async function onPostgres(postgres: PostgresServer): Promise<StorageUnderTest> {
  const data = await postgres.createDatabase();
  return {
    name: "PostgreSQL",
    start: () => startProduct({ data }),
    bytes: () => databaseBytes(data),
    milliseconds: () => familyMilliseconds(postgres),
  };
}

async function measureStorage(storage: StorageUnderTest, seconds: number): Promise<void> {
  const product = await storage.start();
  const { UserPoolId, ClientId } = await createPool(product.url);
  await createUserWithPassword(product.url, UserPoolId, "ann");
  const measure = async (what: string, request: BenchRequest | (() => BenchRequest)): Promise<void> => {
    await load(product.url, request, { seconds: seconds / 4 });
    const before = processorMilliseconds(product);
    const outside = storage.milliseconds?.() ?? 0;
    const perSecond = await load(product.url, request, { seconds });
    const each = (milliseconds: number) => (milliseconds / (perSecond * seconds)).toFixed(3);
    const own = `${each(processorMilliseconds(product) - before)} ms CPU`;
    const theirs = storage.milliseconds && ` + ${each(storage.milliseconds() - outside)} in the database`;
    report(`${storage.name}: ${what}`, `${rate(perSecond)}, ${own}${theirs ?? ""}`);
  };

  let users = 0;
  const nextUser = (): BenchRequest => userCreation(UserPoolId, users++);
  await measure("create users", nextUser);
  const password = passwordSignIn(ClientId, "ann");
  await measure("password sign-in", password);
  const signedIn: unknown = JSON.parse(await ask(product.url, password));
  const REFRESH_TOKEN = textAt(signedIn, "AuthenticationResult", "RefreshToken");
  const refresh = { ClientId, AuthFlow: "REFRESH_TOKEN_AUTH", AuthParameters: { REFRESH_TOKEN } };
  await measure("refresh", { operation: "InitiateAuth", input: refresh });
  await measure("AdminGetUser", { operation: "AdminGetUser", input: { UserPoolId, Username: "ann" } });
  const Filter = 'email = "user-7@example.com"';
  await measure("ListUsers, exact", { operation: "ListUsers", input: { UserPoolId, Filter } });
  await product.stop();

  if (storage.bytes === undefined) return;
  // The server is stopped for the reading: SQLite has everything in its file then.
  const before = await storage.bytes();
  const filling = await storage.start();
  await load(filling.url, nextUser, { requests: USERS });
  await filling.stop();
  report(`${storage.name}: size of a user`, `${Math.round(((await storage.bytes()) - before) / USERS)} bytes`);
}
