// Prints what the product costs, each figure beside its target. Figures are ratios to a limit measured in the same run
// wherever the machine matters. Nothing here passes or fails: read it.
import { generateKeyPairSync, sign } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import path from "node:path";
import { call, type LoadRequest, load } from "./load.ts";
import { residentMebibytes, type Subject, startSubject } from "./processes.ts";

const ROOT = path.resolve(import.meta.dirname, "..");
const BUNDLE = path.join(ROOT, "apps/cli/dist/cogmock.js");
const BARE = path.join(import.meta.dirname, "bare-server.ts");
const PASSWORD = "Correct-Horse-9!";
const SIZES = [1_000, 10_000, 100_000];

const folder = mkdtempSync(path.join(tmpdir(), "cogmock-bench-"));
let databases = 0;

function startProduct(...flags: string[]): Promise<Subject> {
  databases += 1;
  const data = flags.includes("--memory") ? [] : ["--data", path.join(folder, `${databases}.db`)];
  return startSubject([BUNDLE, "start", "--port", "0", "--log-level", "warn", ...data, ...flags]);
}

function report(what: string, measured: string, target = ""): void {
  process.stdout.write(`${what.padEnd(58)} ${measured.padStart(26)}   ${target}\n`);
}

function rate(perSecond: number): string {
  return `${Math.round(perSecond).toLocaleString("en")}/s`;
}

function ratio(perSecond: number, limit: number): string {
  return `${rate(perSecond)} = ${(perSecond / limit).toFixed(2)} of bare`;
}

function median(values: readonly number[]): number {
  return values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)] ?? Number.NaN;
}

async function bareRate(work: string, next: () => LoadRequest): Promise<number> {
  const bare = await startSubject([BARE, work]);
  await load(bare.url, next, { seconds: 1 });
  const { perSecond } = await load(bare.url, next);
  await bare.stop();
  return perSecond;
}

async function productRate(subject: Subject, next: () => LoadRequest, seconds = 3): Promise<number> {
  await load(subject.url, next, { seconds: 1 });
  return (await load(subject.url, next, { seconds })).perSecond;
}

function bareSigning(): number {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const input = Buffer.alloc(700, 1);
  const until = performance.now() + 1_000;
  let count = 0;
  while (performance.now() < until) {
    sign("RSA-SHA256", input, privateKey);
    count += 1;
  }
  return count;
}

async function startUp(label: string, ...flags: string[]): Promise<void> {
  const times: number[] = [];
  for (let round = 0; round < 9; round++) {
    const began = performance.now();
    const subject = await startProduct(...flags);
    await call(subject.url, "ListUserPools", { MaxResults: 1 });
    times.push(performance.now() - began);
    await subject.stop();
  }
  report(
    `start to first answer, ${label}`,
    `${median(times).toFixed(0)} ms (best ${Math.min(...times).toFixed(0)})`,
    "≤ 150 ms",
  );
}

async function newPool(subject: Subject): Promise<{ readonly UserPoolId: string; readonly ClientId: string }> {
  const { UserPool } = await call(subject.url, "CreateUserPool", { PoolName: "bench" });
  const { Id: UserPoolId } = UserPool as unknown as { Id: string };
  const { UserPoolClient } = await call(subject.url, "CreateUserPoolClient", {
    UserPoolId,
    ClientName: "app",
    ExplicitAuthFlows: ["ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
  });
  return { UserPoolId, ClientId: (UserPoolClient as unknown as { ClientId: string }).ClientId };
}

function userNumber(UserPoolId: string, number: number): LoadRequest {
  return {
    operation: "AdminCreateUser",
    input: {
      UserPoolId,
      Username: `user-${number}`,
      MessageAction: "SUPPRESS",
      UserAttributes: [
        { Name: "email", Value: `user-${number}@example.com` },
        { Name: "given_name", Value: `Given${number % 1000}` },
      ],
    },
  };
}

process.stdout.write(`${cpus()[0]?.model}, ${cpus().length} cores, Node ${process.version}\n\n`);

report("RSA-2048 signatures, one core", rate(bareSigning()));
await startUp("new SQLite file");
await startUp("memory", "--memory");

const idle = await startProduct();
await call(idle.url, "ListUserPools", { MaxResults: 1 });
await new Promise((resolve) => setTimeout(resolve, 2_000));
report("resident memory, idle", `${residentMebibytes(idle).toFixed(0)} MiB`, "≤ 85 MiB");
await idle.stop();

const canned = await bareRate("canned", () => ({ operation: "GetUser", input: { AccessToken: "x".repeat(1_000) } }));
report("bare server, canned answer", rate(canned));
const signing = await bareRate("sign2", () => ({ operation: "InitiateAuth", input: { ClientId: "x".repeat(100) } }));
report("bare server, two signatures on the thread pool", rate(signing));

const product = await startProduct();
const { UserPoolId, ClientId } = await newPool(product);
await call(product.url, "AdminCreateUser", { UserPoolId, Username: "ann", MessageAction: "SUPPRESS" });
await call(product.url, "AdminSetUserPassword", { UserPoolId, Username: "ann", Password: PASSWORD, Permanent: true });
const signIn = {
  operation: "InitiateAuth",
  input: { ClientId, AuthFlow: "USER_PASSWORD_AUTH", AuthParameters: { USERNAME: "ann", PASSWORD } },
};
const { AuthenticationResult } = await call(product.url, signIn.operation, signIn.input);
const tokens = AuthenticationResult as unknown as { AccessToken: string; RefreshToken: string };

const reads: readonly (readonly [string, LoadRequest])[] = [
  ["ListUserPools", { operation: "ListUserPools", input: { MaxResults: 10 } }],
  ["AdminGetUser", { operation: "AdminGetUser", input: { UserPoolId, Username: "ann" } }],
  ["GetUser", { operation: "GetUser", input: { AccessToken: tokens.AccessToken } }],
];
for (const [name, request] of reads) {
  report(name, ratio(await productRate(product, () => request), canned), "≥ 0.5 of bare");
}
const jwksPath = { path: `/${UserPoolId}/.well-known/jwks.json` };
report(
  "JWKS",
  ratio(await productRate(product, () => jwksPath), await bareRate("canned", () => jwksPath)),
  "≥ 0.6 of bare",
);
report("InitiateAuth, password", ratio(await productRate(product, () => signIn), signing), "≥ 0.8 of bare");
const refresh = {
  operation: "InitiateAuth",
  input: { ClientId, AuthFlow: "REFRESH_TOKEN_AUTH", AuthParameters: { REFRESH_TOKEN: tokens.RefreshToken } },
};
report("InitiateAuth, refresh", ratio(await productRate(product, () => refresh), signing), "≥ 0.8 of bare");

let pairs = 0;
let pending: number[] = [];
const pairRate = await load(
  product.url,
  () => {
    // Each user is created before their password is set: a password is set for a user made sixteen requests ago.
    const due = pending.length > 64 ? pending.shift() : undefined;
    if (due === undefined) {
      pairs += 1;
      pending.push(pairs);
      return {
        operation: "AdminCreateUser",
        input: { UserPoolId, Username: `pair-${pairs}`, MessageAction: "SUPPRESS" },
      };
    }
    return {
      operation: "AdminSetUserPassword",
      input: { UserPoolId, Username: `pair-${due}`, Password: PASSWORD, Permanent: true },
    };
  },
  { seconds: 4 },
);
pending = [];
report("create a user and set a password, pairs", rate(pairRate.perSecond / 2), "≥ 1,400/s");
await product.stop();

const growing = await startProduct();
const pool = await newPool(growing);
let created = 0;
const createNext = (): LoadRequest => userNumber(pool.UserPoolId, created++);
let rateAtFirst = 0;
for (const size of SIZES) {
  const measured = Math.min(4_000, size - created);
  const fill = size - created - measured;
  if (fill > 0) await load(growing.url, createNext, { amount: fill });
  const { perSecond } = await load(growing.url, createNext, { amount: measured });
  rateAtFirst ||= perSecond;
  report(
    `create users, pool of ${size.toLocaleString("en")}`,
    `${rate(perSecond)} = ${(perSecond / rateAtFirst).toFixed(2)} of first`,
    "≥ 4,000/s; ≥ 0.8 of the rate at 1k",
  );
  const target = Math.floor(size / 2);
  for (const [kind, Filter] of [
    ["exact", `email = "user-${target}@example.com"`],
    ["prefix", `email ^= "user-${target}@"`],
    ["page of 60", `username ^= "user-"`],
  ] as const) {
    const list = { operation: "ListUsers", input: { UserPoolId: pool.UserPoolId, Filter } };
    await load(growing.url, () => list, { seconds: 1, connections: 1 });
    const alone = await load(growing.url, () => list, { seconds: 2, connections: 1 });
    const together = await load(growing.url, () => list, { seconds: 2 });
    report(
      `  ListUsers, ${kind}`,
      `${(1_000 / alone.perSecond).toFixed(2)} ms; ${rate(together.perSecond)}`,
      kind === "page of 60" ? "" : "≤ 0.4 ms at any size",
    );
  }
}
report("resident memory with 100k users on SQLite", `${residentMebibytes(growing).toFixed(0)} MiB`);
await growing.stop();

const inMemory = await startProduct("--memory");
const memoryPool = await newPool(inMemory);
let inMemoryCount = 0;
const createInMemory = (): LoadRequest => userNumber(memoryPool.UserPoolId, inMemoryCount++);
await load(inMemory.url, createInMemory, { amount: 10_000 });
const before = residentMebibytes(inMemory);
await load(inMemory.url, createInMemory, { amount: 40_000 });
report(
  "memory driver, resident growth per 10k users",
  `${((residentMebibytes(inMemory) - before) / 4).toFixed(1)} MiB`,
  "≤ 12.5 MiB (heap, see packages/core)",
);
await inMemory.stop();
rmSync(folder, { recursive: true, force: true });
