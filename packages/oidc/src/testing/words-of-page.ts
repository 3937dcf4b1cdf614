import type { Texts } from "../texts/texts.ts";

const ENTITIES: Readonly<Record<string, string>> = { quot: '"', "#39": "'", lt: "<", gt: ">", amp: "&" };

function unescape(text: string): string {
  return text.replace(/&(quot|#39|lt|gt|amp);/g, (entity, name: string) => ENTITIES[name] ?? entity);
}

/** What a page shows or says to screen readers, piece by piece as its markup divides it. */
function wordsOf(page: string): readonly string[] {
  // What is there for developers says of itself that it is English.
  const content = page.replace(/<(style|script)>.*?<\/\1>|<p [^>]*lang="en">.*?<\/p>/gs, "");
  const between = content.split(/<[^>]*>/);
  const attributes = [
    ...content.matchAll(/ (?:aria-label|placeholder|title|alt|data-failure)="([^"]*)"/g),
    ...content.matchAll(/<input[^>]* type="submit"[^>]* value="([^"]*)"/g),
  ].map(([, value = ""]) => value);
  return [...between, ...attributes].map((text) => unescape(text).trim()).filter((text) => text !== "");
}

function escapeForRegExp(text: string): string {
  return text.replace(/[$()*+.?[\\\]^{|}]/g, "\\$&");
}

/**
 * The pieces of a page that are none of the texts of its language, whole or up to what is put into them.
 *
 * @param data what is the same in all languages: names, addresses, keys
 */
export function foreignWordsOf(
  page: string,
  { refusals, ...texts }: Texts,
  data: readonly RegExp[],
): readonly string[] {
  const known = [...Object.values(texts), ...Object.values(refusals ?? {})].flatMap((text) => [
    text,
    ...text.split("{}"),
  ]);
  const filled = Object.values(texts)
    .filter((text) => text.includes("{}"))
    .map((text) => new RegExp(`^${text.split("{}").map(escapeForRegExp).join(".+")}$`));
  const isKnown = (piece: string): boolean =>
    known.some((text) => text.trim() === piece) || [...filled, ...data].some((pattern) => pattern.test(piece));
  // Two texts may stand side by side.
  const isPair = (piece: string): boolean => {
    const starts = known.filter((text) => text.trim() !== "" && piece.startsWith(`${text.trim()} `));
    return starts.some((text) => isKnown(piece.slice(text.trim().length).trim()));
  };
  return wordsOf(page).filter((piece) => !isKnown(piece) && !isPair(piece));
}
