import { createWriteStream, existsSync, realpathSync, renameSync, rmSync, statSync } from "node:fs";
import { pipeline } from "node:stream/promises";
import { CommandError } from "@cogmock/app-server";
import { systemCodeOf } from "@cogmock/server";

/** An export holds private keys: it is for the eyes of its owner. */
const OWNER_ONLY = 0o600;

/** What a signal's ending is called by shells: 128 + its number. */
const SIGNALS = [
  ["SIGINT", 130],
  ["SIGTERM", 143],
] as const;

/**
 * Writes a file that is there when it is whole: until then it has another name, and a file that was there before stays.
 *
 * @throws CommandError the file cannot be written
 */
export async function writeOutput(source: AsyncIterable<string | Uint8Array>, file: string): Promise<void> {
  const target = existsSync(file) ? realpathSync(file) : file;
  // A device or a pipe is written to, never replaced.
  const isReplaceable = !existsSync(target) || statSync(target).isFile();
  const written = isReplaceable ? `${target}.${process.pid}.part` : target;
  const discard = (): void => {
    if (isReplaceable) rmSync(written, { force: true });
  };
  const listeners = SIGNALS.map(([signal, exitCode]) => {
    const end = (): void => {
      discard();
      process.exit(exitCode);
    };
    process.once(signal, end);
    return () => process.off(signal, end);
  });
  try {
    await pipeline(
      source,
      createWriteStream(written, { mode: OWNER_ONLY, flags: isReplaceable ? "wx" : "w", flush: isReplaceable }),
    );
    if (isReplaceable) renameSync(written, target);
  } catch (error) {
    discard();
    if (error instanceof CommandError) throw error;
    const code = systemCodeOf(error);
    throw code === undefined ? error : new CommandError(`cannot write ${file} (${code})`, { cause: error });
  } finally {
    for (const remove of listeners) remove();
  }
}
