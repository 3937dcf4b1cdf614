/** Where progress is shown: standard error, when that is a terminal. */
export interface Terminal {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/** How far a piece of work is, as one line that is drawn over and over. */
export interface Progress {
  /** Hands chunks on and counts what is in them. */
  count<Chunk extends string | Uint8Array>(chunks: AsyncIterable<Chunk>): AsyncIterable<Chunk>;
  /** Takes the line away. */
  end(): void;
}

/** Work that is done by then needs no progress. */
const PATIENCE_MS = 1_000;
const REDRAW_MS = 100;
const BAR_WIDTH = 24;
const CLEAR_LINE = "\r\u001B[K";
const LINE_FEED = 0x0a;

const numbers = new Intl.NumberFormat("en");

/** A count as people read it: `12,345 documents`. */
export function documentsText(count: number): string {
  return `${numbers.format(count)} ${count === 1 ? "document" : "documents"}`;
}

/**
 * @param doing what is done: `importing`
 * @param size of the whole in bytes, where it is known: then there is a bar
 * @param now milliseconds of a clock that runs on
 */
export function createProgress(
  doing: string,
  {
    terminal,
    size,
    now = () => performance.now(),
  }: { terminal: Terminal; size?: number | undefined; now?: () => number },
): Progress {
  const startedAt = now();
  let drawnAt: number | undefined;
  let bytes = 0;
  let lines = 0;

  function draw(): void {
    const at = now();
    if (terminal.isTTY !== true || at - startedAt < PATIENCE_MS) return;
    if (drawnAt !== undefined && at - drawnAt < REDRAW_MS) return;
    drawnAt = at;
    const bar = size === undefined || size === 0 ? "" : `${barOf(Math.min(bytes / size, 1))} `;
    terminal.write(`${CLEAR_LINE}${doing} ${bar}${documentsText(lines)}, ${(bytes / 1e6).toFixed(1)} MB`);
  }

  return {
    async *count(chunks) {
      for await (const chunk of chunks) {
        yield chunk;
        bytes += chunk.length;
        lines += lineFeedsIn(chunk);
        draw();
      }
    },
    end() {
      if (drawnAt !== undefined) terminal.write(CLEAR_LINE);
    },
  };
}

function barOf(part: number): string {
  const full = Math.floor(part * BAR_WIDTH);
  const percent = `${Math.floor(part * 100)}%`;
  return `[${"#".repeat(full)}${".".repeat(BAR_WIDTH - full)}] ${percent.padStart(4)}`;
}

function lineFeedsIn(chunk: string | Uint8Array): number {
  const positionAfter = (from: number): number =>
    typeof chunk === "string" ? chunk.indexOf("\n", from) : chunk.indexOf(LINE_FEED, from);
  let count = 0;
  for (let at = positionAfter(0); at >= 0; at = positionAfter(at + 1)) count += 1;
  return count;
}
