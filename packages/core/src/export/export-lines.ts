import { stateCollections } from "../collections.ts";
import type { OperationContext } from "../operation-context.ts";
import { FORMAT, FORMAT_VERSION, toLine } from "./export-format.ts";

/** What an export may be told. */
export interface ExportOptions {
  /** Goes into the header, for people who wonder where a file comes from. */
  readonly cogmockVersion?: string | undefined;
}

/** Some whole lines of an export. */
export interface ExportChunk {
  readonly text: string;
  /** How many documents have been written up to its end. */
  readonly documents: number;
}

/** How much text is handed out at a time, in UTF-16 code units; a single longer line comes in one piece. */
const CHUNK_LENGTH = 64 * 1024;

/**
 * Everything that a Cognito knows, as of one moment, in the export format. Spare keys and snapshots are no part of it.
 * Equal contents make equal lines, whatever the store.
 */
export async function* exportLines(
  { store, clock }: Pick<OperationContext, "store" | "clock">,
  { cogmockVersion }: ExportOptions = {},
): AsyncGenerator<ExportChunk, void, undefined> {
  const exportedAt = new Date(clock.now()).toISOString();
  let text = toLine({ format: FORMAT, version: FORMAT_VERSION, cogmock: cogmockVersion, exportedAt });
  let documents = 0;
  for await (const batch of store.readAll(stateCollections)) {
    for (const { collection, document } of batch) {
      text += toLine({ collection: collection.name, document });
      documents += 1;
      if (text.length < CHUNK_LENGTH) continue;
      yield { text, documents };
      text = "";
    }
  }
  yield { text: text + toLine({ end: true, documents }), documents };
}
