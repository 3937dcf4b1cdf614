import { ImportError } from "./import-error.ts";

/** Text or UTF-8, cut anywhere. */
export type Chunks = AsyncIterable<string | Uint8Array> | Iterable<string | Uint8Array>;

/** A line without its line feed. */
export interface Line {
  /** Counted from 1. */
  readonly number: number;
  readonly text: string;
}

/** The longest line that is read: documents are kilobytes, and whoever sends more is not sending an export. */
export const MAX_LINE_BYTES: number = 32 * 1024 * 1024;

const LINE_FEED = 0x0a;

/**
 * Cuts a stream into lines, those of a chunk at a time. A last line need not end in a line feed.
 *
 * @throws ImportError a line is too long or not UTF-8
 */
export async function* splitLines(chunks: Chunks): AsyncGenerator<readonly Line[], void, undefined> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  const unfinished = new GrowingBuffer();
  let number = 1;

  function toLine(bytes: Uint8Array): Line {
    if (bytes.length > MAX_LINE_BYTES) throw new ImportError(`longer than ${MAX_LINE_BYTES} bytes`, { line: number });
    try {
      return { number: number++, text: decoder.decode(bytes) };
    } catch (cause) {
      throw new ImportError("not UTF-8", { line: number - 1, cause });
    }
  }

  for await (const chunk of chunks) {
    const bytes = typeof chunk === "string" ? Buffer.from(chunk) : chunk;
    const lines: Line[] = [];
    let start = 0;
    for (let end = bytes.indexOf(LINE_FEED); end >= 0; end = bytes.indexOf(LINE_FEED, start)) {
      const rest = bytes.subarray(start, end);
      lines.push(toLine(unfinished.length === 0 ? rest : unfinished.takeWith(rest)));
      start = end + 1;
    }
    if (start < bytes.length) unfinished.append(bytes.subarray(start));
    if (unfinished.length > MAX_LINE_BYTES) toLine(unfinished.take());
    if (lines.length > 0) yield lines;
  }
  if (unfinished.length > 0) yield [toLine(unfinished.take())];
}

/** Bytes in a row. Doubles its room, so that bytes that come one by one are not copied over and over. */
class GrowingBuffer {
  #bytes = new Uint8Array(0);
  length = 0;

  append(more: Uint8Array): void {
    const needed = this.length + more.length;
    if (needed > this.#bytes.length) {
      const roomier = new Uint8Array(needed * 2);
      roomier.set(this.#bytes.subarray(0, this.length));
      this.#bytes = roomier;
    }
    this.#bytes.set(more, this.length);
    this.length = needed;
  }

  /** Everything so far; the next bytes begin anew. */
  take(): Uint8Array {
    const all = this.#bytes.subarray(0, this.length);
    this.#bytes = new Uint8Array(0);
    this.length = 0;
    return all;
  }

  takeWith(last: Uint8Array): Uint8Array {
    this.append(last);
    return this.take();
  }
}
