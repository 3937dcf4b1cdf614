import { type Configuration, ConfigurationError, readConfiguration } from "@cogmock/server";
import { type OptionKind, readOptions } from "../options.ts";
import { endpointOption, readEndpoint } from "../running-server/endpoint.ts";

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
  const { words, given } = readOptions(argv, { ...own, ...endpointOption, ...SETTINGS });
  const settings = given.filter(([flag]) => flag in SETTINGS);
  const others = new Map(given.filter(([flag]) => !(flag in SETTINGS)));
  const argvOfSettings = settings.map(([flag, value]) => (value === true ? flag : `${flag}=${value}`));
  return { words, given: others, target: targetOf(others.get("--endpoint"), argvOfSettings) };
}

function targetOf(endpoint: string | true | undefined, settings: readonly string[]): Target {
  if (typeof endpoint !== "string") {
    const sources = { argv: settings, environment: process.env, directory: process.cwd() };
    return { kind: "data", configuration: readConfiguration(sources) };
  }
  const [setting] = settings;
  if (setting !== undefined)
    throw new ConfigurationError(`--endpoint and ${setting.split("=", 1)[0]} exclude each other; leave one out`);
  return { kind: "server", endpoint: readEndpoint(endpoint) };
}
