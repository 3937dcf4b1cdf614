import { type Configuration, closest, ConfigurationError, readConfiguration } from "@cogmock/server";

/** What is exported, or imported into: a running server, or what a server with these settings would serve. */
export type Target =
  | { readonly kind: "server"; readonly endpoint: string }
  | { readonly kind: "data"; readonly configuration: Configuration };

/** A command line that was understood. */
export interface TransferOptions {
  readonly target: Target;
  /** The words that belong to no option. */
  readonly words: readonly string[];
  /** The options of the command's own, those without a value as `true`. */
  readonly given: ReadonlyMap<string, string | true>;
}

/** An option with a value, and how its error message says what that is; or a switch. */
type OptionKind = { readonly expects: string } | "switch";

const ENDPOINT: Readonly<Record<string, OptionKind>> = {
  "--endpoint": { expects: "the address of a running server, such as http://localhost:4566" },
};

/** The settings of `cogmock start` that say where its data is. */
const SETTINGS: Readonly<Record<string, OptionKind>> = {
  "--data": { expects: "the path of a file or postgres://user:password@host:port/database" },
  "--memory": "switch",
  "--no-memory": "switch",
  "--config": { expects: "the path of a file" },
};

/**
 * Reads the command line of an export or import. Settings come from the environment and the configuration file too.
 *
 * @param own the options of the command besides those that say where the data is
 * @throws ConfigurationError what is not understood
 */
export function readTransferOptions(
  argv: readonly string[],
  own: Readonly<Record<string, OptionKind>>,
): TransferOptions {
  const known = new Map(Object.entries({ ...own, ...ENDPOINT, ...SETTINGS }));
  const given = new Map<string, string | true>();
  const settings: string[] = [];
  const words: string[] = [];
  const remaining = argv[Symbol.iterator]();
  for (const word of remaining) {
    if (!word.startsWith("-") || word === "-") {
      words.push(word);
      continue;
    }
    const [flag = word, ...inline] = word.split("=");
    const kind = known.get(flag);
    if (kind === undefined) throw new ConfigurationError(unknownOption(flag, [...known.keys()]));
    const value = valueOf(flag, kind, inline, remaining);
    if (flag in SETTINGS) settings.push(value === true ? flag : `${flag}=${value}`);
    else given.set(flag, value);
  }
  return { words, given, target: targetOf(given.get("--endpoint"), settings) };
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

function targetOf(endpoint: string | true | undefined, settings: readonly string[]): Target {
  if (typeof endpoint !== "string") {
    const sources = { argv: settings, environment: process.env, directory: process.cwd() };
    return { kind: "data", configuration: readConfiguration(sources) };
  }
  const [setting] = settings;
  if (setting !== undefined)
    throw new ConfigurationError(`--endpoint and ${setting.split("=", 1)[0]} exclude each other; leave one out`);
  const url = URL.parse(endpoint);
  if (url === null || (url.protocol !== "http:" && url.protocol !== "https:"))
    throw new ConfigurationError(
      `--endpoint expects the address of a running server, such as http://localhost:4566, got ${JSON.stringify(endpoint)}`,
    );
  return { kind: "server", endpoint: `${url.origin}${url.pathname}`.replace(/\/+$/, "") };
}

function unknownOption(flag: string, known: readonly string[]): string {
  const meant = closest(flag, known);
  return `unknown option ${flag}; ${meant === undefined ? "--help lists all" : `did you mean ${meant}?`}`;
}
