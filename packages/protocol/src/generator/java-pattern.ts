/** A Java regular expression as JavaScript text: the body of a literal with flag `u`, and further flags. */
export interface TranslatedPattern {
  readonly body: string;
  readonly flags: string;
}

/** `C* literal C* …` with the class C; see `sequence` in the validation folder. */
export interface SequencePattern {
  /** The body of a literal that matches one character outside C. */
  readonly outside: string;
  readonly literals: readonly string[];
  readonly gaps: readonly number[];
}

// Java's \s is ASCII only; JavaScript's is not. Neither has the negation within a class but by its ranges.
const SPACE = "\\t-\\r ";
const NOT_SPACE = "\\0-\\x08\\x0e-\\x1f!-\\u{10ffff}";
// Java's dot excludes one line terminator more than JavaScript's: U+0085.
const LINE_TERMINATORS = "\\n\\r\\u0085\\u2028\\u2029";

const CLASS_PART = /\\[sSwdDW]|\\[pP]\{\w+\}|\\x[0-9A-Fa-f]{2}|\\[tnrf]|\\[\\\]^$.*+?(){}|/-]|\\\[|[^\\[\]&]|&(?!&)/y;
const OUTSIDE_CLASS =
  /\\[sS]|\\[wWdD]|\\[pP]\{\w+\}|\\x[0-9A-Fa-f]{2}|\\[tnrf]|\\[\\^$.*+?()[\]{}|/]|\(\?(?::|<?[=!])|[\^$()|*?]|\+(?!\+)|\{\d+(?:,\d*)?\}|[^\\[\](){}|*+?.^$]/y;

/**
 * A pattern of the model as a JavaScript expression that matches whole values.
 *
 * @throws Error the pattern uses something of Java that is not translated here
 */
export function translatePattern(source: string): TranslatedPattern {
  const { rest, dotAll } = withoutFlags(source);
  let body = "";
  let position = 0;
  while (position < rest.length) {
    const character = rest[position];
    if (character === "[") {
      const { text, end } = readClass(source, rest, position);
      body += `[${text}]`;
      position = end;
    } else if (character === ".") {
      body += dotAll ? "." : `[^${LINE_TERMINATORS}]`;
      position += 1;
    } else {
      const part = match(OUTSIDE_CLASS, rest, position);
      if (part === undefined) throw unsupported(source, rest.slice(position));
      body += part === "\\s" ? `[${SPACE}]` : part === "\\S" ? `[${NOT_SPACE}]` : part === "/" ? "\\/" : part;
      position += part.length;
    }
  }
  return { body: `^(?:${body})$`, flags: dotAll ? "su" : "u" };
}

/** The pattern as a sequence, when it has that form and its literals consist of characters of the class. */
export function asSequence(source: string): SequencePattern | undefined {
  const { rest, dotAll } = withoutFlags(source.startsWith("^") && source.endsWith("$") ? source.slice(1, -1) : source);
  const literals: string[] = [];
  const gaps: number[] = [];
  let className: string | undefined;
  let literal = "";
  let position = 0;
  while (position < rest.length) {
    const atClass = rest[position] === "[" || rest[position] === ".";
    if (atClass) {
      const { text, end } = rest[position] === "." ? dot(dotAll, position) : readClass(source, rest, position);
      const quantifier = rest[end];
      if (quantifier !== "*" && quantifier !== "+") return undefined;
      if (rest[end + 1] === "?" || rest[end + 1] === "+") return undefined;
      if (className !== undefined && (className !== text || literal === "")) return undefined;
      if (className !== undefined) literals.push(literal);
      className = text;
      literal = "";
      gaps.push(quantifier === "+" ? 1 : 0);
      position = end + 1;
    } else {
      const part = match(/\\[{}]|[#@]/y, rest, position);
      if (part === undefined || className === undefined) return undefined;
      literal += part.replace("\\", "");
      position += part.length;
    }
  }
  if (className === undefined || literal !== "") return undefined;
  const outside = className.startsWith("^") ? `[${className.slice(1)}]` : `[^${className}]`;
  if (new RegExp(outside, "u").test(literals.join(""))) return undefined;
  return { outside, literals, gaps };
}

function withoutFlags(source: string): { rest: string; dotAll: boolean } {
  return source.startsWith("(?s)") ? { rest: source.slice(4), dotAll: true } : { rest: source, dotAll: false };
}

function dot(dotAll: boolean, position: number): { text: string; end: number } {
  // "Anything": the complement of nothing.
  return { text: dotAll ? "\\0-\\u{10ffff}" : `^${LINE_TERMINATORS}`, end: position + 1 };
}

function readClass(source: string, text: string, start: number): { text: string; end: number } {
  let position = start + 1;
  let translated = "";
  if (text[position] === "^") {
    translated = "^";
    position += 1;
  }
  while (text[position] !== "]") {
    const part = match(CLASS_PART, text, position);
    if (part === undefined) throw unsupported(source, text.slice(position));
    translated += part === "\\s" ? SPACE : part === "\\S" ? NOT_SPACE : part;
    position += part.length;
  }
  return { text: translated, end: position + 1 };
}

function match(sticky: RegExp, text: string, position: number): string | undefined {
  sticky.lastIndex = position;
  return sticky.exec(text)?.[0];
}

function unsupported(source: string, at: string): Error {
  return new Error(`The pattern ${source} cannot be translated: don't know what Java means at ${at}`);
}
