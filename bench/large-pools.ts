import { once } from "node:events";
import { Readable } from "node:stream";
import type { PostgresServer } from "@cogmock/postgres-server";
import { createPool, userCreation } from "./fixtures.ts";
import { load } from "./load.ts";
import { rate, report, row } from "./report.ts";
import { ask } from "./request.ts";
import { startProduct, type Subject } from "./subject.ts";

const MAX_LIST_MS = 0.4;
const MAX_LIST_MS_LARGEST = 0.6;
const LARGEST = 1_000_000;

/** An odd number: multiplied by it, no two numbers become the same of 32 bits. */
const SCATTER = 2_654_435_761;

/** Searches in pools of every size, on every storage that keeps its data. Pools are filled by an import. */
export async function measureLargePools({
  postgres,
  sizes,
  seconds,
}: {
  readonly postgres: PostgresServer | undefined;
  readonly sizes: readonly number[];
  readonly seconds: number;
}): Promise<void> {
  for (const size of sizes) {
    const label = `pool of ${size.toLocaleString("en")}`;
    await row(`SQLite: ${label}`, async () =>
      measurePool("SQLite", label, await startProduct("sqlite"), size, seconds),
    );
    if (postgres === undefined) continue;
    await row(`PostgreSQL: ${label}`, async () => {
      const product = await startProduct({ data: await postgres.createDatabase() });
      await measurePool("PostgreSQL", label, product, size, seconds);
    });
  }
}

async function measurePool(
  storage: string,
  label: string,
  product: Subject,
  size: number,
  seconds: number,
): Promise<void> {
  const { UserPoolId } = await createPool(product.url);
  const creation = userCreation(UserPoolId, 0);
  await ask(product.url, creation);
  const began = performance.now();
  await fill(product.url, size);
  report(`${storage}: import, ${label}`, rate((size * 1000) / (performance.now() - began)));
  const name = `user-${Math.floor(size / 2)}`;
  for (const { kind, Filter } of [
    { kind: "exact", Filter: `email = "${name}@example.com"` },
    { kind: "prefix", Filter: `email ^= "${name}@"` },
  ]) {
    const request = { operation: "ListUsers", input: { UserPoolId, Filter } };
    await load(product.url, request, { seconds: seconds / 4 });
    const alone = 1_000 / (await load(product.url, request, { seconds, connections: 1 }));
    const most = size < LARGEST ? MAX_LIST_MS : MAX_LIST_MS_LARGEST;
    // The targets are those of the embedded store: a round trip to a database is not in them.
    const target = storage === "SQLite" ? { text: `≤ ${most} ms`, reached: alone <= most } : undefined;
    report(`${storage}: ListUsers, ${kind}, ${label}`, `${alone.toFixed(2)} ms alone`, target);
  }
  await product.stop();
}

/** Puts so many users into a server that has one, each like that one but for name, address and `sub`. */
async function fill(url: string, size: number): Promise<void> {
  const exported = await (await fetch(`${url}/_cogmock/export`)).text();
  const lines = exported.trimEnd().split("\n");
  const model = lines.find((line) => line.includes('"collection":"users"'));
  if (model === undefined) throw new Error("The export has no user.");
  const { document }: { document: { sub: string; [member: string]: unknown } } = JSON.parse(model);
  const others = lines.slice(0, -1).filter((line) => line !== model);
  const text = Readable.from(linesOf(others, document, size));
  const init: RequestInit & { duplex: "half" } = { method: "POST", body: Readable.toWeb(text), duplex: "half" };
  const response = await fetch(`${url}/_cogmock/import?replace=true`, init);
  if (!response.ok) throw new Error(await response.text());
  await response.arrayBuffer();
  if (!text.closed) await once(text, "close");
}

function* linesOf(others: readonly string[], model: { readonly sub: string }, size: number): Generator<Buffer> {
  yield Buffer.from(`${others.join("\n")}\n`);
  const json = JSON.stringify(model);
  for (let number = 0; number < size; number++) {
    // Scattered, as they are where each is random.
    const sub = (Math.imul(number, SCATTER) >>> 0).toString(16).padStart(8, "0") + model.sub.slice(8);
    const document = json.replaceAll("user-0", `user-${number}`).replaceAll(model.sub, sub);
    yield Buffer.from(`{"collection":"users","document":${document}}\n`);
  }
  yield Buffer.from(`${JSON.stringify({ end: true, documents: others.length - 1 + size })}\n`);
}
