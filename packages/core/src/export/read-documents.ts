import { stateCollections } from "../collections.ts";
import { isJsonObject, type JsonObject } from "../json-object.ts";
import { prepareCommit } from "../store/commit.ts";
import type { CollectionDocument } from "../store/store.ts";
import { FORMAT, FORMAT_VERSION } from "./export-format.ts";
import { ImportError } from "./import-error.ts";
import { type Chunks, type Line, splitLines } from "./split-lines.ts";

const COLLECTIONS = new Map(stateCollections.map((collection) => [collection.name, collection]));

/**
 * The documents of an export, those of a chunk at a time. Each is such that a store can take it; the shapes of
 * documents beyond what their keys and indexes need are not looked at.
 *
 * @throws ImportError the text is no export of a version that is known, or not a whole one
 */
export async function* readDocuments(chunks: Chunks): AsyncGenerator<readonly CollectionDocument[], void, undefined> {
  let lastLine = 0;
  let documents = 0;
  let isEnded = false;
  for await (const lines of splitLines(chunks)) {
    const batch: CollectionDocument[] = [];
    for (const line of lines) {
      lastLine = line.number;
      if (isEnded) assertBlank(line);
      else if (line.number === 1) assertHeader(line);
      else {
        const content = parse(line);
        if (content["end"] === true) {
          assertCount(line, content, documents);
          isEnded = true;
        } else {
          batch.push(toDocument(line, content));
          documents += 1;
        }
      }
    }
    if (batch.length > 0) yield batch;
  }
  if (lastLine === 0) throw noHeader();
  if (!isEnded)
    throw new ImportError("the last one, and not that of a whole export: it was cut off", { line: lastLine });
}

function parse({ number, text }: Line): JsonObject {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    // Without the parser's message for a cause, which quotes the line, and that may hold keys.
    throw new ImportError("not JSON", { line: number });
  }
  if (!isJsonObject(content)) throw neither(number);
  return content;
}

function neither(line: number): ImportError {
  return new ImportError('neither {"collection":…,"document":{…}} nor {"end":true,"documents":…}', { line });
}

function noHeader(): ImportError {
  return new ImportError(`not the header of an export, {"format":"${FORMAT}","version":${FORMAT_VERSION},…}`, {
    line: 1,
  });
}

function assertHeader({ text }: Line): void {
  let header: unknown;
  try {
    header = JSON.parse(text);
  } catch {
    throw noHeader();
  }
  if (!isJsonObject(header) || header["format"] !== FORMAT) throw noHeader();
  const { version, cogmock } = header;
  if (typeof version !== "number" || !Number.isSafeInteger(version) || version < 1) throw noHeader();
  if (version <= FORMAT_VERSION) return;
  const maker = typeof cogmock === "string" ? ` of cogmock ${JSON.stringify(cogmock)}` : "";
  throw new ImportError(
    `an export of format version ${version}${maker}, and this cogmock knows versions up to ${FORMAT_VERSION}; upgrade it`,
    { line: 1 },
  );
}

function toDocument({ number }: Line, { collection: name, document }: JsonObject): CollectionDocument {
  if (typeof name !== "string" || !isJsonObject(document)) throw neither(number);
  const collection = COLLECTIONS.get(name);
  if (collection === undefined) {
    throw new ImportError(`there is no collection ${JSON.stringify(name)} in an export`, { line: number });
  }
  try {
    // Makes copy, key and index entries, and throws them away: what fails here would fail in the store, without a line.
    prepareCommit([collection.put(document, { expect: "absent" })], 1);
  } catch (cause) {
    throw new ImportError(`no document of ${name}`, { line: number, cause });
  }
  return { collection, document };
}

function assertCount({ number }: Line, { documents: counted }: JsonObject, documents: number): void {
  if (typeof counted !== "number") throw neither(number);
  if (counted === documents) return;
  throw new ImportError(`the export was of ${counted} documents, and here are ${documents}`, { line: number });
}

function assertBlank({ number, text }: Line): void {
  if (text.trim() !== "") throw new ImportError("follows the last line of the export", { line: number });
}
