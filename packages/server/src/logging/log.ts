import { isatty } from "node:tty";
import { destination, type Logger, type LoggerOptions, pino } from "pino";
import type { LogLevel } from "../configuration/settings.ts";
import { toTextLine } from "./text-line.ts";

/** A log, and the means to get its last lines out. */
export interface Log {
  readonly logger: Logger;
  /** Resolves once everything logged so far is written. Never rejects: there is nowhere left to complain. */
  flush(): Promise<void>;
}

/** How to log, and where to. */
export interface LogOptions {
  readonly level: LogLevel;
  readonly format: "auto" | "json" | "text";
  /** A file descriptor; standard output unless said otherwise. */
  readonly fileDescriptor?: number;
}

const STANDARD_OUTPUT = 1;
/** Lines are gathered up to this size, */
const BUFFER_BYTES = 8_192;
/** or for this long: writing each by itself would cost more than answering the request. */
const FLUSH_INTERVAL_MS = 50;

/** A log of JSON lines, or of text for people. On a terminal a line appears at once, elsewhere within a blink. */
export function createLog({ level, format, fileDescriptor = STANDARD_OUTPUT }: LogOptions): Log {
  const isTerminal = isatty(fileDescriptor);
  const output = destination(
    isTerminal
      ? { dest: fileDescriptor, sync: true }
      : { dest: fileDescriptor, sync: false, minLength: BUFFER_BYTES, periodicFlush: FLUSH_INTERVAL_MS },
  );
  // Standard output can be closed under us (`cogmock | head`); requests are answered all the same.
  output.on("error", () => {});
  const options: LoggerOptions = {
    level,
    base: null,
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    formatters: { level: (label) => ({ level: label }) },
  };
  const flushOnce = (): Promise<void> => new Promise((resolve) => output.flush(() => resolve()));
  const isText = format === "text" || (format === "auto" && isTerminal);
  return {
    logger: pino(options, isText ? { write: (line) => output.write(toTextLine(line)) } : output),
    flush: async () => {
      // While it writes, the library only waits for that: what came meanwhile is still in its buffer then.
      await flushOnce();
      await flushOnce();
    },
  };
}
