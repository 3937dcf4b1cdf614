import { writeFileSync } from "node:fs";
import type { Pace } from "./against-bare.ts";
import { createPool, createUserWithPassword, passwordSignIn } from "./fixtures.ts";
import { load } from "./load.ts";
import { rate, report } from "./report.ts";
import { type BenchRequest, call } from "./request.ts";
import {
  newFile,
  processorMilliseconds,
  startBareServer,
  startEmbedded,
  startProduct,
  type Subject,
} from "./subject.ts";

const ARN = "arn:aws:lambda:us-east-1:000000000000:function:echo";
const LAMBDA_CONFIG = { PreTokenGenerationConfig: { LambdaVersion: "V2_0", LambdaArn: ARN } };

/** A way to run the one trigger of a sign-in. */
interface Way {
  readonly name: string;
  readonly hasTrigger: boolean;
  readonly start: () => Promise<Subject>;
}

/** A function that returns its event. */
function echoFile(): string {
  const file = `${newFile()}.mjs`;
  writeFileSync(file, "export const handler = async (event) => event;\n");
  return file;
}

/** A server that is measured, and what it has done so far. */
interface Contestant {
  readonly name: string;
  readonly product: Subject;
  readonly request: BenchRequest;
  readonly rates: number[];
  readonly milliseconds: number[];
}

/**
 * Sign-ins with a password, without a trigger and with one that is run in each of the ways; that each call is kept is part
 * of it. They take turns, because what else the machine does is never the same for long.
 */
export async function measureTriggers({ rounds, seconds }: Pace): Promise<void> {
  const lambda = await startBareServer("echo", "");
  const ways: readonly Way[] = [
    { name: "none", hasTrigger: false, start: () => startProduct("sqlite") },
    { name: "in process", hasTrigger: true, start: () => startEmbedded() },
    {
      name: "module file",
      hasTrigger: true,
      start: () => startProduct("sqlite", ["--functions", `echo=${echoFile()}`]),
    },
    { name: "HTTP", hasTrigger: true, start: () => startProduct("sqlite", ["--lambda-endpoint", lambda.url]) },
  ];
  const contestants: Contestant[] = [];
  for (const way of ways) contestants.push(await prepare(way, seconds));
  for (let round = 0; round < rounds; round++) {
    for (const contestant of contestants) await measureRound(contestant, seconds);
  }
  const [none] = contestants;
  for (const { name, product, rates, milliseconds } of contestants) {
    const share = none && name !== none.name ? ` = ${(mean(rates) / mean(none.rates)).toFixed(2)} of none` : "";
    const figures = `${rate(mean(rates))}, ${mean(milliseconds).toFixed(3)} ms CPU${share}`;
    report(`password sign-in, trigger: ${name}`, figures);
    await product.stop();
  }
  await lambda.stop();
}

async function prepare({ name, hasTrigger, start }: Way, seconds: number): Promise<Contestant> {
  const product = await start();
  const { UserPoolId, ClientId } = await createPool(product.url);
  await createUserWithPassword(product.url, UserPoolId, "ann");
  if (hasTrigger) await call(product.url, "UpdateUserPool", { UserPoolId, LambdaConfig: LAMBDA_CONFIG });
  const request = passwordSignIn(ClientId, "ann");
  await load(product.url, request, { seconds: seconds / 2 });
  return { name, product, request, rates: [], milliseconds: [] };
}

async function measureRound({ product, request, rates, milliseconds }: Contestant, seconds: number): Promise<void> {
  const before = processorMilliseconds(product);
  const perSecond = await load(product.url, request, { seconds });
  rates.push(perSecond);
  milliseconds.push((processorMilliseconds(product) - before) / (perSecond * seconds));
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
