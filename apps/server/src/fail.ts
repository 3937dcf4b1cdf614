import { ConfigurationError, StartError } from "@cogmock/server";
import { CommandError } from "./command-error.ts";

/** The exit code of a command that was not understood, as shells and most commands have it. */
const USAGE_EXIT_CODE = 2;

/**
 * Ends a command that failed: one line on standard error where the user can mend it, the whole stack where the defect
 * is ours. Sets the exit code and leaves it to the process to end by itself.
 */
export function fail(error: unknown): void {
  if (error instanceof ConfigurationError) {
    process.stderr.write(`cogmock: ${error.message}\n`);
    process.exitCode = USAGE_EXIT_CODE;
    return;
  }
  process.exitCode = 1;
  if (error instanceof StartError || error instanceof CommandError) process.stderr.write(`cogmock: ${error.message}\n`);
  else process.stderr.write(`cogmock: internal error\n${error instanceof Error ? error.stack : String(error)}\n`);
}
