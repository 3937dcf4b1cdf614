/** What was to be imported is no export, or not a whole one. Nothing was changed. The message is one line, and quotes no document. */
export class ImportError extends Error {
  override readonly name = "ImportError";

  /** @param line where the problem is, counted from 1; absent where it is in no single line */
  constructor(problem: string, { line, cause }: { readonly line?: number; readonly cause?: unknown } = {}) {
    super(line === undefined ? problem : `line ${line}: ${problem}`, { cause });
  }
}

/** An import that may not replace anything found something. Nothing was changed. */
export class NotEmpty extends Error {
  override readonly name = "NotEmpty";

  constructor() {
    super("There is something already, which an import would replace.");
  }
}
