import { openData } from "./data-place.ts";
import type { Target } from "./options.ts";
import { serverPlace } from "./server-place.ts";

/** Where everything is that is exported, or where it is to be imported. */
export interface Place {
  /**
   * The lines of an export.
   *
   * @throws CommandError the place does not answer, or stopped answering
   */
  export(): AsyncIterable<string | Uint8Array>;
  /**
   * Takes an export in, all of it or nothing.
   *
   * @returns how many documents came
   * @throws CommandError it is no export, there is something that it may not replace, or the place does not answer
   */
  import(source: ImportSource, options: { readonly replace: boolean }): Promise<number>;
  close(): Promise<void>;
}

/** An export that is read. */
export interface ImportSource {
  /** For messages: `backup.ndjson`. */
  readonly name: string;
  readonly chunks: AsyncIterable<Uint8Array>;
  /** In bytes, where it is known. */
  readonly size?: number | undefined;
}

/** @throws CommandError, StartError the data cannot be opened */
export async function openPlace(target: Target, purpose: "export" | "import"): Promise<Place> {
  return target.kind === "server" ? serverPlace(target.endpoint) : openData(target.configuration.storage, purpose);
}
