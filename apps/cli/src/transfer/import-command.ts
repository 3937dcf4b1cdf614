import { open } from "node:fs/promises";
import type { Readable } from "node:stream";
import { CommandError } from "@cogmock/app-server";
import { ConfigurationError, systemCodeOf } from "@cogmock/server";
import { importHelp } from "./transfer-help.ts";
import { readTransferOptions } from "./options.ts";
import { openPlace } from "./place.ts";
import { createProgress, documentsText } from "./progress.ts";

/** How much of a file is read at a time. */
const READ_BYTES = 256 * 1024;

/**
 * `cogmock import FILE`: everything from a file, or from standard input.
 *
 * @throws ConfigurationError the command line is not understood
 * @throws CommandError, StartError what the user has to mend
 */
export async function importCommand(argv: readonly string[]): Promise<void> {
  if (argv.includes("--help") || argv.includes("-h")) {
    process.stdout.write(importHelp);
    return;
  }
  const { words, given, target } = readTransferOptions(argv, { "--replace": "switch" });
  const [file, ...others] = words;
  if (file === undefined) throw new ConfigurationError("import expects a file, or - for standard input");
  if (others[0] !== undefined) throw new ConfigurationError(`unexpected argument ${JSON.stringify(others[0])}`);
  const input = file === "-" ? standardInput() : await openFile(file);
  const place = await openPlace(target, "import");
  const progress = createProgress("importing", { terminal: process.stderr, size: input.size });
  let documents: number;
  try {
    const source = { name: input.name, size: input.size, chunks: progress.count<Uint8Array>(input.stream) };
    documents = await place.import(source, { replace: given.has("--replace") });
  } finally {
    progress.end();
    input.stream.destroy();
    await place.close();
  }
  process.stderr.write(`imported ${documentsText(documents)}\n`);
}

interface Input {
  /** For messages. */
  readonly name: string;
  readonly stream: Readable;
  /** In bytes, where it is known. */
  readonly size: number | undefined;
}

function standardInput(): Input {
  return { name: "standard input", stream: process.stdin, size: undefined };
}

async function openFile(file: string): Promise<Input> {
  try {
    const handle = await open(file);
    const stat = await handle.stat();
    if (stat.isDirectory()) {
      await handle.close();
      throw new CommandError(`cannot read ${file} (it is a folder)`);
    }
    const stream = handle.createReadStream({ highWaterMark: READ_BYTES });
    return { name: file, stream, size: stat.isFile() ? stat.size : undefined };
  } catch (error) {
    const code = systemCodeOf(error);
    throw code === undefined ? error : new CommandError(`cannot read ${file} (${code})`, { cause: error });
  }
}
