// The export format, described in docs/export-format.md: a header line, a line for each document, a last line.

/** What the header line says of itself. */
export const FORMAT = "cogmock";

/**
 * The version of the format: of its lines, and of the shapes of all documents. A change that an older cogmock would
 * misread, or whose absence a newer one would, makes a new version.
 */
export const FORMAT_VERSION = 1;

/** The first line. */
export interface HeaderLine {
  readonly format: typeof FORMAT;
  readonly version: number;
  /** The version of the cogmock that made the export, where it is known. */
  readonly cogmock?: string | undefined;
  /** ISO 8601, UTC. */
  readonly exportedAt: string;
}

/** Any line between the first and the last. */
export interface DocumentLine {
  /** The name of a collection. */
  readonly collection: string;
  readonly document: object;
}

/** The last line, by which a file that was cut off is known. */
export interface LastLine {
  readonly end: true;
  /** How many document lines there are. */
  readonly documents: number;
}

/** A line with its line feed. */
export function toLine(content: HeaderLine | DocumentLine | LastLine): string {
  return `${JSON.stringify(content)}\n`;
}
