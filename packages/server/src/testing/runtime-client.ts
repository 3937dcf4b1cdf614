import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { cp, mkdtemp, realpath, rename, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { delimiter, dirname, join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/** AWS's runtime interface client, or what this machine lacks to have it. */
export type RuntimeClient = { readonly program: string } | { readonly missing: string };

/** What its installation compiles it with. */
const TOOLS: readonly string[] = ["cmake", "make", "g++", "tar", "xz"];

function isOnPath(tool: string): boolean {
  return (process.env["PATH"] ?? "").split(delimiter).some((folder) => existsSync(join(folder, tool)));
}

/** Beside the Node.js that the project brings along, and where distributions have them. */
function findHeaders(): string | undefined {
  const beside = join(dirname(process.execPath), "..", "include", "node");
  return [beside, "/usr/include/node"].find((folder) => existsSync(join(folder, "node_api.h")));
}

/** What its own binding.gyp says, without node-gyp, which would fetch headers from elsewhere. */
async function compile(folder: string, headers: string, addonApi: string): Promise<void> {
  const artifacts = join(folder, "deps", "artifacts");
  const flags = "-shared -fPIC -O1 -std=c++20 -fexceptions -pthread -DNODE_GYP_MODULE_NAME=rapid_client";
  await run("g++", [
    ...flags.split(" "),
    ...[headers, addonApi, join(artifacts, "include")].map((include) => `-I${include}`),
    join(folder, "src", "native", "rapid-client.cc"),
    join(artifacts, "lib", "libaws-lambda-runtime.a"),
    join(artifacts, "lib", "libcurl.a"),
    "-o",
    join(folder, "rapid-client.node"),
  ]);
}

/**
 * AWS's runtime interface client for Node.js (`aws-lambda-ric`), with its native part, which is compiled where that has
 * not happened yet: half a minute, once for an installation of the project, and not by the installation itself, which
 * must not need a compiler.
 *
 * @throws Error everything is there to compile it, and it does not compile
 */
export async function prepareRuntimeClient(): Promise<RuntimeClient> {
  const require = createRequire(import.meta.url);
  const program = await realpath(require.resolve("aws-lambda-ric/index.mjs"));
  const home = dirname(program);
  const native = join(home, "rapid-client.node");
  if (existsSync(native)) return { program };
  if (process.platform !== "linux") return { missing: "Linux, all that AWS's runtime interface client builds on" };
  const absent = TOOLS.filter((tool) => !isOnPath(tool));
  if (absent.length > 0) return { missing: absent.join(", ") };
  const headers = findHeaders();
  if (headers === undefined) return { missing: "the headers of Node.js" };
  const addonApi = dirname(createRequire(program).resolve("node-addon-api"));
  // Beside the client, so that the result can be renamed into its place.
  const folder = await mkdtemp(join(home, "build-"));
  try {
    for (const part of ["deps", "scripts", "src"]) await cp(join(home, part), join(folder, part), { recursive: true });
    await run("sh", [join(folder, "scripts", "preinstall.sh")], { maxBuffer: 64 * 1024 * 1024 });
    await compile(folder, headers, addonApi);
    await rename(join(folder, "rapid-client.node"), native);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return { program };
}
