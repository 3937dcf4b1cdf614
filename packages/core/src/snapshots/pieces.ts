import type { ExportChunk } from "../export/export-lines.ts";

/**
 * The same text in pieces of about this length: little ones are put together, and big ones are cut, between characters
 * but in the middle of lines.
 *
 * @param length in UTF-16 code units, and none of the pieces is longer
 */
export async function* piecesOf(
  chunks: AsyncIterable<ExportChunk>,
  length: number,
): AsyncGenerator<ExportChunk, void, undefined> {
  let rest: ExportChunk = { text: "", documents: 0 };
  for await (const { text, documents } of chunks) {
    rest = { text: rest.text + text, documents };
    while (rest.text.length > length) {
      const end = isLowSurrogate(rest.text.charCodeAt(length)) ? length - 1 : length;
      yield { text: rest.text.slice(0, end), documents };
      rest = { text: rest.text.slice(end), documents };
    }
  }
  if (rest.text !== "") yield rest;
}

/** The second half of a character: cut before it, both halves would be broken characters of a document each. */
function isLowSurrogate(codeUnit: number): boolean {
  return (codeUnit & 0xfc00) === 0xdc00;
}
