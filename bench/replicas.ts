import type { PostgresServer } from "@cogmock/postgres-server";
import { createPool, createUserWithPassword, passwordSignIn, userCreation } from "./fixtures.ts";
import { load } from "./load.ts";
import { rate, report, row } from "./report.ts";
import type { BenchRequest } from "./request.ts";
import { familyMilliseconds, processorMilliseconds, startProduct } from "./subject.ts";

const REPLICAS = [1, 2, 4];

/**
 * Several servers over one PostgreSQL, asked in turn. They share the machine with the database and the load: where it
 * has few cores, processor time per request tells more than rates.
 */
export async function measureReplicas(postgres: PostgresServer, seconds: number): Promise<void> {
  for (const count of REPLICAS) await row(`${count} replicas`, () => measureCount(postgres, count, seconds));
}

async function measureCount(postgres: PostgresServer, count: number, seconds: number): Promise<void> {
  const data = await postgres.createDatabase();
  const products = await Promise.all(Array.from({ length: count }, () => startProduct({ data })));
  const urls = products.map(({ url }) => url);
  const [first = ""] = urls;
  const { UserPoolId, ClientId } = await createPool(first);
  await createUserWithPassword(first, UserPoolId, "ann");
  let users = 0;
  const requests: readonly { readonly what: string; readonly request: BenchRequest | (() => BenchRequest) }[] = [
    { what: "create users", request: () => userCreation(UserPoolId, users++) },
    { what: "password sign-in", request: passwordSignIn(ClientId, "ann") },
  ];
  for (const { what, request } of requests) {
    await load(urls, request, { seconds: seconds / 4 });
    const usedByServers = () => products.reduce((sum, product) => sum + processorMilliseconds(product), 0);
    const [before, outside] = [usedByServers(), familyMilliseconds(postgres)];
    const perSecond = await load(urls, request, { seconds });
    const each = (milliseconds: number) => (milliseconds / (perSecond * seconds)).toFixed(3);
    report(
      `${count === 1 ? "1 server" : `${count} servers`} over PostgreSQL: ${what}`,
      `${rate(perSecond)}, ${each(usedByServers() - before)} ms CPU + ${each(familyMilliseconds(postgres) - outside)} in the database`,
    );
  }
  await Promise.all(products.map((product) => product.stop()));
}
