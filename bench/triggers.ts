import { writeFileSync } from "node:fs";
import { createPool, createUserWithPassword, passwordSignIn } from "./fixtures.ts";
import { load } from "./load.ts";
import { rate, report } from "./report.ts";
import { call } from "./request.ts";
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
  start(): Promise<Subject>;
}

/** A function that returns its event. */
function echoFile(): string {
  const file = `${newFile()}.mjs`;
  writeFileSync(file, "export const handler = async (event) => event;\n");
  return file;
}

/** Sign-ins with a password, without a trigger and with one that is run in each of the ways. What a call is kept in is part of it. */
export async function measureTriggers(seconds: number): Promise<void> {
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
  let withoutTrigger: number | undefined;
  for (const way of ways) {
    const perSecond = await measureWay(way, seconds, withoutTrigger);
    withoutTrigger ??= perSecond;
  }
  await lambda.stop();
}

async function measureWay(way: Way, seconds: number, withoutTrigger: number | undefined): Promise<number> {
  const product = await way.start();
  const { UserPoolId, ClientId } = await createPool(product.url);
  await createUserWithPassword(product.url, UserPoolId, "ann");
  if (way.hasTrigger) await call(product.url, "UpdateUserPool", { UserPoolId, LambdaConfig: LAMBDA_CONFIG });
  const request = passwordSignIn(ClientId, "ann");
  await load(product.url, request, { seconds: seconds / 2 });
  const before = processorMilliseconds(product);
  const perSecond = await load(product.url, request, { seconds });
  const each = (processorMilliseconds(product) - before) / (perSecond * seconds);
  const share = withoutTrigger === undefined ? "" : ` = ${(perSecond / withoutTrigger).toFixed(2)} of none`;
  report(`password sign-in, trigger: ${way.name}`, `${rate(perSecond)}, ${each.toFixed(3)} ms CPU${share}`);
  await product.stop();
  return perSecond;
}
