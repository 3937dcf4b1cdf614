/**
 * Why a file cannot be the store's: another process has it open, it was not made by cogmock, it was made by a newer
 * cogmock, it cannot be written, there is no room on its disk, or its contents are damaged.
 */
export type StoreFileProblem = "in use" | "foreign" | "newer" | "unwritable" | "full" | "damaged";

/** A database file cannot be used. The message is one line for the person who chose the file. The file is as it was. */
export class StoreFileError extends Error {
  override readonly name = "StoreFileError";
  readonly file: string;
  readonly problem: StoreFileProblem;

  constructor(file: string, problem: StoreFileProblem, message: string, options?: ErrorOptions) {
    super(message, options);
    this.file = file;
    this.problem = problem;
  }
}

// Primary result codes, the low byte of what node:sqlite calls `errcode` (https://www.sqlite.org/rescode.html).
const PROBLEMS: Readonly<Record<number, StoreFileProblem>> = {
  3: "unwritable", // PERM
  5: "in use", // BUSY
  6: "in use", // LOCKED
  8: "unwritable", // READONLY
  10: "unwritable", // IOERR
  11: "damaged", // CORRUPT
  13: "full", // FULL
  14: "unwritable", // CANTOPEN
  26: "foreign", // NOTADB
};

const ADVICE: Readonly<Record<StoreFileProblem, (file: string, detail: string) => string>> = {
  "in use": (file) => `${file} is in use by another process; stop that one, or choose another file`,
  foreign: (file) => `${file} is not a cogmock database; choose another file`,
  newer: (file, detail) => `${file} was written by a newer cogmock (${detail}); upgrade, or choose another file`,
  unwritable: (file, detail) => `cannot write to ${file} (${detail}); make it writable, or choose another file`,
  full: (file) => `there is no room for ${file} on its disk; make room, or choose another file`,
  damaged: (file, detail) => `${file} is damaged (${detail}); restore it from a copy, or choose another file`,
};

/** What a problem with a file is called and said to be. */
export function storeFileError(
  file: string,
  problem: StoreFileProblem,
  detail = "",
  options?: ErrorOptions,
): StoreFileError {
  return new StoreFileError(file, problem, ADVICE[problem](file, detail), options);
}

/** What opening a file failed for, in its user's words; errors that say nothing of the file are passed on as they are. */
export function toStoreFileError(file: string, error: unknown): unknown {
  if (error instanceof StoreFileError || !(error instanceof Error)) return error;
  const firstLine = error.message.split("\n", 1)[0];
  if ("errcode" in error && typeof error.errcode === "number") {
    const problem = PROBLEMS[error.errcode & 0xff];
    return problem === undefined ? error : storeFileError(file, problem, firstLine, { cause: error });
  }
  const isFromFileSystem = "syscall" in error;
  return isFromFileSystem ? storeFileError(file, "unwritable", firstLine, { cause: error }) : error;
}
