import { readFileSync } from "node:fs";
import path from "node:path";
import { closest } from "./closest.ts";
import { ConfigurationError } from "./configuration-error.ts";
import { flagOf, variableOf } from "./setting.ts";
import { isPostgresUrl, isSettingKey, type SettingValues, settingKeys, settings } from "./settings.ts";

/** A value as somebody wrote it, with the words that say where. */
export interface Given {
  readonly value: unknown;
  /** Begins the error message: `--port`, `COGMOCK_PORT`, `cogmock.config.json: "port"`. */
  readonly label: string;
  /** What a relative path is relative to. */
  readonly directory: string;
}

/** One place that values come from. */
export type Source = ReadonlyMap<keyof SettingValues, Given>;

/** The configuration file that is read where none is named. */
export const DEFAULT_CONFIG_FILE = "cogmock.config.json";

/** The flag and variable that name the file; no setting, for the file cannot name itself. */
const CONFIG_KEY = "config";

/** The variable that names a database to whatever program uses one. */
const DATABASE_URL = "DATABASE_URL";

/** What a command line says. */
export interface FlagSource {
  readonly flags: Source;
  /** The file named by `--config`. */
  readonly configFile: string | undefined;
}

/**
 * Reads `--flag value`, `--flag=value`, `--switch` and `--no-switch`. Of a flag given twice the last counts.
 *
 * @throws ConfigurationError an unknown flag, a flag without its value, or a stray word
 */
export function readFlags(argv: readonly string[], directory: string): FlagSource {
  const flags = new Map<keyof SettingValues, Given>();
  const keysByFlag = new Map<string, string>([...settingKeys, CONFIG_KEY].map((key) => [flagOf(key), key]));
  let configFile: string | undefined;
  const words = argv[Symbol.iterator]();
  for (const word of words) {
    if (!word.startsWith("-")) throw new ConfigurationError(`unexpected argument ${JSON.stringify(word)}`);
    const [flag = word, ...inline] = word.split("=");
    const negated = keysByFlag.get(flag.replace(/^--no-/, "--"));
    const isNegation = flag.startsWith("--no-") && negated !== undefined && isSwitch(negated) && inline.length === 0;
    const key = isNegation ? negated : keysByFlag.get(flag);
    if (key === undefined) throw new ConfigurationError(unknownFlag(flag, [...keysByFlag.keys()]));

    let value: string;
    if (isNegation) value = "false";
    else if (inline.length > 0) value = inline.join("=");
    else if (isSwitch(key)) value = "true";
    else {
      const next = words.next();
      if (next.done === true || next.value.startsWith("--")) {
        const expects = isSettingKey(key) ? settings[key].expects : "the path of a file";
        throw new ConfigurationError(`${flag} expects ${expects}, got nothing`);
      }
      value = next.value;
    }
    if (isSettingKey(key)) flags.set(key, { value, label: flagOf(key), directory });
    else configFile = path.resolve(directory, value);
  }
  return { flags, configFile };
}

/** Reads `COGMOCK_…`. A variable that is empty counts as not set, which is what `${NAME:-}` in a compose file makes. */
export function readVariables(
  environment: Readonly<Record<string, string | undefined>>,
  directory: string,
): Source & { readonly size: number } {
  const variables = new Map<keyof SettingValues, Given>();
  for (const key of settingKeys) {
    const label = variableOf(key);
    const value = environment[label];
    if (value === undefined || value === "") continue;
    // Kubernetes gives every container COGMOCK_PORT=tcp://10.0.0.1:4566 for a service named cogmock; it is not meant for us.
    if (key === "port" && value.startsWith("tcp://")) continue;
    variables.set(key, { value, label, directory });
  }
  return variables;
}

/**
 * Reads `DATABASE_URL`, where hosting platforms and many programs have the database that everything is to be in. What is
 * no URL of PostgreSQL there is meant for somebody else.
 */
export function readDatabaseUrl(environment: Readonly<Record<string, string | undefined>>, directory: string): Source {
  const value = environment[DATABASE_URL];
  if (value === undefined || !isPostgresUrl(value)) return new Map();
  return new Map([["data", { value, label: DATABASE_URL, directory }]]);
}

/** The configuration file that the environment names. */
export function configFileOf(
  environment: Readonly<Record<string, string | undefined>>,
  directory: string,
): string | undefined {
  const file = environment[variableOf(CONFIG_KEY)];
  return file === undefined || file === "" ? undefined : path.resolve(directory, file);
}

/**
 * Reads the configuration file: one JSON object of settings. Paths in it are relative to its folder.
 *
 * @param file absolute; where `undefined`, `cogmock.config.json` of the directory, which need not exist
 * @throws ConfigurationError the file cannot be read, is not JSON, or has a key that is no setting
 */
export function readFile(file: string | undefined, directory: string): Source {
  const location = file ?? path.join(directory, DEFAULT_CONFIG_FILE);
  const name = path.relative(directory, location) || location;
  const values = new Map<keyof SettingValues, Given>();
  const text = readText(location, name, file === undefined);
  if (text === undefined) return values;
  const content = parseObject(text, name);
  for (const [key, value] of Object.entries(content)) {
    if (!isSettingKey(key)) throw new ConfigurationError(`${name}: ${unknownKey(key)}`);
    values.set(key, { value, label: `${name}: ${JSON.stringify(key)}`, directory: path.dirname(location) });
  }
  return values;
}

function readText(location: string, name: string, mayBeMissing: boolean): string | undefined {
  try {
    return readFileSync(location, "utf8");
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (mayBeMissing && code === "ENOENT") return undefined;
    throw new ConfigurationError(`${name}: cannot be read (${String(code)})`, { cause: error });
  }
}

function parseObject(text: string, name: string): object {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (error) {
    // The parser's own message quotes the file, which may hold secrets.
    throw new ConfigurationError(`${name}: is not valid JSON`, { cause: error });
  }
  if (typeof content !== "object" || content === null || Array.isArray(content)) {
    throw new ConfigurationError(`${name}: expects one JSON object, such as { "port": 4566 }`);
  }
  return content;
}

function isSwitch(key: string): boolean {
  return isSettingKey(key) && settings[key].placeholder === undefined;
}

function unknownFlag(flag: string, known: readonly string[]): string {
  const meant = closest(flag, known);
  return meant === undefined
    ? `unknown option ${flag}; --help lists all`
    : `unknown option ${flag}; did you mean ${meant}?`;
}

function unknownKey(key: string): string {
  const meant = closest(key, settingKeys);
  const known = meant === undefined ? `known are ${settingKeys.join(", ")}` : `did you mean "${meant}"?`;
  return `unknown key ${JSON.stringify(key)}; ${known}`;
}
