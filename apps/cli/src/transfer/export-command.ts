import { pipeline } from "node:stream/promises";
import { CommandError } from "@cogmock/app-server";
import { ConfigurationError, systemCodeOf } from "@cogmock/server";
import { exportHelp } from "./transfer-help.ts";
import { readTransferOptions } from "./options.ts";
import { openPlace } from "./place.ts";
import { createProgress, documentsText } from "./progress.ts";
import { writeOutput } from "./write-output.ts";

/** What shells report of a command whose reader went away: 128 + SIGPIPE. */
const READER_GONE_EXIT_CODE = 141;

/** Longer than the last line of an export can be. */
const TAIL_BYTES = 100;
const LAST_LINE = /(?:^|\n)\{"end":true,"documents":(\d+)\}\n$/;

/**
 * `cogmock export`: everything to standard output or a file, and nothing else on standard output.
 *
 * @throws ConfigurationError the command line is not understood
 * @throws CommandError, StartError what the user has to mend
 */
export async function exportCommand(argv: readonly string[]): Promise<void> {
  if (argv.includes("--help") || argv.includes("-h")) {
    process.stdout.write(exportHelp);
    return;
  }
  const { words, given, target } = readTransferOptions(argv, { "--output": { expects: "the path of a file" } });
  if (words[0] !== undefined)
    throw new ConfigurationError(`unexpected argument ${JSON.stringify(words[0])}; a file is named with --output`);
  const output = given.get("--output");
  const place = await openPlace(target, "export");
  const progress = createProgress("exporting", { terminal: process.stderr });
  const ending = createEnding();
  const lines = ending.watch(progress.count(place.export()));
  try {
    if (typeof output === "string") await writeOutput(lines, output);
    else await pipeline(lines, process.stdout, { end: false });
  } catch (error) {
    if (output !== undefined || systemCodeOf(error) !== "EPIPE") throw error;
    process.exitCode = READER_GONE_EXIT_CODE;
    return;
  } finally {
    progress.end();
    await place.close();
  }
  process.stderr.write(`exported ${documentsText(ending.documents())}\n`);
}

/** Looks at the end of an export, where it says how many documents it was. */
function createEnding(): {
  readonly watch: (chunks: AsyncIterable<string | Uint8Array>) => AsyncIterable<string | Uint8Array>;
  readonly documents: () => number;
} {
  let tail = "";
  let documents = 0;
  return {
    async *watch(chunks) {
      for await (const chunk of chunks) {
        const end =
          typeof chunk === "string"
            ? chunk.slice(-TAIL_BYTES)
            : Buffer.from(chunk.slice(-TAIL_BYTES)).toString("latin1");
        tail = (tail + end).slice(-TAIL_BYTES);
        yield chunk;
      }
      const [, counted] = LAST_LINE.exec(tail) ?? [];
      if (counted === undefined) throw new CommandError("the export has no last line; it is not complete");
      documents = Number(counted);
    },
    documents: () => documents,
  };
}
