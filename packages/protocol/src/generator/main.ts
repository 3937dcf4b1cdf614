import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { generate } from "./generate.ts";
import { type Model, parseModel } from "./model.ts";

const USAGE = "Usage: generate [--check] <directory with cognito-identity-provider.json and cognito-identity.json>";
const GENERATED = join(import.meta.dirname, "../generated");

process.exitCode = await main(process.argv.slice(2));

/** Writes the generated files, or with `--check` says whether the ones on disk are what the models give. */
async function main(args: readonly string[]): Promise<number> {
  const check = args.includes("--check");
  const [directory, ...others] = args.filter((argument) => argument !== "--check");
  if (directory === undefined || others.length > 0) {
    process.stderr.write(`${USAGE}\n`);
    return 2;
  }
  const files = generate(await readModels(directory));
  const stale = await differences(files);
  if (!check) await write(files, stale);
  else if (stale.length > 0) {
    process.stderr.write(
      `src/generated is not what the models give (run "pnpm generate <directory>"): ${stale.join(", ")}\n`,
    );
    return 1;
  }
  return 0;
}

async function readModels(directory: string): Promise<Model[]> {
  return [
    parseModel("user-pools", await readFile(join(directory, "cognito-identity-provider.json"), "utf8")),
    parseModel("identity-pools", await readFile(join(directory, "cognito-identity.json"), "utf8")),
  ];
}

/** Files that are missing, differ, or should not be there. */
async function differences(files: ReadonlyMap<string, string>): Promise<string[]> {
  const onDisk = await readdir(GENERATED, { recursive: true }).catch(() => []);
  const paths = onDisk.map((path) => path.replaceAll("\\", "/")).filter((path) => path.endsWith(".ts"));
  const stale: string[] = [];
  for (const path of new Set([...files.keys(), ...paths])) {
    const text = paths.includes(path) ? await readFile(join(GENERATED, path), "utf8") : undefined;
    if (text !== files.get(path)) stale.push(path);
  }
  return stale.toSorted();
}

async function write(files: ReadonlyMap<string, string>, stale: readonly string[]): Promise<void> {
  for (const path of stale) {
    const text = files.get(path);
    const file = join(GENERATED, path);
    await mkdir(dirname(file), { recursive: true });
    await (text === undefined ? rm(file) : writeFile(file, text));
  }
}
