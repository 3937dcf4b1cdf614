// Prints what the product costs, each figure beside its target. Where the machine matters, a figure is a share of a limit
// measured in the same run. Nothing here passes or fails for a machine to see: read it.
//   pnpm bench [--quick] [--only start,reads,sign-in,challenges,oauth,triggers,create,list,memory,storages,replicas,large]
// `large` fills pools of up to a million users and is measured only when it is asked for.
import { cpus, loadavg } from "node:os";
import { parseArgs } from "node:util";
import { findPostgres, startPostgres } from "@cogmock/postgres-server";
import { measureChallenges } from "./challenges.ts";
import { measureGrowth } from "./growth.ts";
import { measureLargePools } from "./large-pools.ts";
import { measureMemory } from "./memory.ts";
import { measureOAuth } from "./oauth.ts";
import { measureReads } from "./reads.ts";
import { measureReplicas } from "./replicas.ts";
import { report, row } from "./report.ts";
import { measureSignIn } from "./sign-in.ts";
import { measureStart } from "./start.ts";
import { measureStorages } from "./storages.ts";
import { clearAway } from "./subject.ts";
import { measureTriggers } from "./triggers.ts";

const PARTS = [
  "start",
  "reads",
  "sign-in",
  "challenges",
  "oauth",
  "triggers",
  "create",
  "list",
  "memory",
  "storages",
  "replicas",
];
const ON_REQUEST = ["large"];

const { values } = parseArgs({ options: { quick: { type: "boolean", default: false }, only: { type: "string" } } });
const wanted = values.only?.split(",") ?? PARTS;
const known = [...PARTS, ...ON_REQUEST];
const unknown = wanted.find((part) => !known.includes(part));
if (unknown !== undefined) throw new Error(`--only expects some of ${known.join(",")}, got "${unknown}"`);
const pace = values.quick ? { rounds: 2, seconds: 1 } : { rounds: 4, seconds: 1.5 };
const sizes = values.quick ? [1_000, 10_000] : [1_000, 10_000, 100_000];
const largeSizes = values.quick ? sizes : [...sizes, 1_000_000];
const wantsPostgres = ["storages", "replicas", "large"].some((part) => wanted.includes(part));
const postgres = wantsPostgres && findPostgres() !== undefined ? await startPostgres() : undefined;
if (wantsPostgres && postgres === undefined) report("PostgreSQL", "not measured: it is not installed");

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => {
    clearAway();
    process.exit(1);
  });
}

const load = loadavg().map((value) => value.toFixed(1));
process.stdout.write(
  `${cpus()[0]?.model}, ${cpus().length} cores, load ${load.join(" ")}, Node ${process.version}\n\n`,
);
try {
  if (wanted.includes("start")) await row("start", measureStart);
  if (wanted.includes("reads")) await row("reads", () => measureReads(pace));
  if (wanted.includes("sign-in")) await row("sign-ins", () => measureSignIn(pace));
  if (wanted.includes("challenges")) await row("challenges", () => measureChallenges(values.quick ? 200 : 1_000));
  if (wanted.includes("oauth")) await row("OAuth", () => measureOAuth(pace));
  if (wanted.includes("triggers")) await row("triggers", () => measureTriggers(pace));
  const creates = wanted.includes("create");
  const lists = wanted.includes("list");
  if (creates || lists) await row("growth", () => measureGrowth({ sizes, creates, lists, seconds: pace.seconds * 2 }));
  if (wanted.includes("memory")) await row("memory", measureMemory);
  const seconds = pace.seconds * 2;
  if (wanted.includes("storages")) await row("storages", () => measureStorages({ postgres, seconds }));
  if (wanted.includes("replicas") && postgres) await row("replicas", () => measureReplicas(postgres, seconds));
  if (wanted.includes("large"))
    await row("large pools", () => measureLargePools({ postgres, sizes: largeSizes, seconds }));
} finally {
  clearAway();
  await postgres?.close();
}
