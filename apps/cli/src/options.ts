import { closest, ConfigurationError } from "@cogmock/server";

/** An option with a value, and how its error message says what that is; or a switch. */
export type OptionKind = { readonly expects: string } | "switch";

/** A command line that was understood. */
export interface Options {
  /** The words that belong to no option. */
  readonly words: readonly string[];
  /** The options in the order in which they came, those without a value as `true`. */
  readonly given: readonly (readonly [flag: string, value: string | true])[];
}

/** A word that is no option for all its hyphen: standard input, and what begins as a number does. */
const WORD = /^(?!-)|^-(?:$|\d)/;

/**
 * Reads a command line.
 *
 * @throws ConfigurationError an option is not known, or lacks its value
 */
export function readOptions(argv: readonly string[], known: Readonly<Record<string, OptionKind>>): Options {
  const given: (readonly [string, string | true])[] = [];
  const words: string[] = [];
  const remaining = argv[Symbol.iterator]();
  for (const word of remaining) {
    if (WORD.test(word)) {
      words.push(word);
      continue;
    }
    const [flag = word, ...inline] = word.split("=");
    const kind = Object.hasOwn(known, flag) ? known[flag] : undefined;
    if (kind === undefined) throw new ConfigurationError(unknownOption(flag, Object.keys(known)));
    given.push([flag, valueOf(flag, kind, inline, remaining)]);
  }
  return { words, given };
}

function valueOf(
  flag: string,
  kind: OptionKind,
  inline: readonly string[],
  remaining: Iterator<string>,
): string | true {
  if (kind === "switch") {
    if (inline.length > 0) throw new ConfigurationError(`${flag} takes no value`);
    return true;
  }
  const value: string | undefined = inline.length > 0 ? inline.join("=") : remaining.next().value;
  if (value === undefined || value === "" || (inline.length === 0 && value.startsWith("--")))
    throw new ConfigurationError(`${flag} expects ${kind.expects}, got nothing`);
  return value;
}

function unknownOption(flag: string, known: readonly string[]): string {
  const meant = closest(flag, known);
  return `unknown option ${flag}; ${meant === undefined ? "--help lists all" : `did you mean ${meant}?`}`;
}
