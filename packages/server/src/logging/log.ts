import { writeSync } from "node:fs";
import { isatty } from "node:tty";
import { type DestinationStream, destination, type Logger, type LoggerOptions, pino } from "pino";
import type { LogLevel } from "../configuration/settings.ts";
import { toTextLine } from "./text-line.ts";

/** A log, and the means to get its last lines out. */
export interface Log {
  readonly logger: Logger;
  /** Writes what is still buffered. */
  flush(): void;
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

/** A log of JSON lines, or of text for people. */
export function createLog({ level, format, fileDescriptor = STANDARD_OUTPUT }: LogOptions): Log {
  const options: LoggerOptions = {
    level,
    base: null,
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    formatters: { level: (label) => ({ level: label }) },
  };
  if (format === "text" || (format === "auto" && isatty(fileDescriptor))) {
    return { logger: pino(options, textTo(fileDescriptor)), flush: () => {} };
  }
  const lines = destination({
    dest: fileDescriptor,
    sync: false,
    minLength: BUFFER_BYTES,
    periodicFlush: FLUSH_INTERVAL_MS,
  });
  // Standard output can be closed under us (`cogmock | head`); requests are answered all the same.
  lines.on("error", () => {});
  return { logger: pino(options, lines), flush: () => lines.flushSync() };
}

function textTo(fileDescriptor: number): DestinationStream {
  return { write: (line) => void writeSync(fileDescriptor, toTextLine(line)) };
}
