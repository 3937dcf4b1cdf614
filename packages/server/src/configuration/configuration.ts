import path from "node:path";
import { type AwsCredentials, readAwsCredentials } from "./aws-credentials.ts";
import { ConfigurationError } from "./configuration-error.ts";
import { type FunctionTargets, resolveFunctions } from "./function-targets.ts";
import type { Setting } from "./setting.ts";
import { isPostgresUrl, type SettingValues, settings } from "./settings.ts";
import { configFileOf, readDatabaseUrl, readFile, readFlags, readVariables, type Source } from "./sources.ts";

/** Where a server keeps its data. */
export type Storage =
  | { readonly kind: "memory" }
  | { readonly kind: "file"; readonly file: string }
  /** The URL has the password: `describeStorage` says it without. */
  | { readonly kind: "postgres"; readonly url: string };

/** A server's configuration, complete and checked. */
export interface Configuration extends Omit<SettingValues, "data" | "memory" | "functions"> {
  /** The file is an absolute path. */
  readonly storage: Storage;
  readonly functions: FunctionTargets;
  /** With which requests to AWS's other services are signed; absent where the environment has none. */
  readonly awsCredentials: AwsCredentials | undefined;
}

/** Where configuration is looked for. */
export interface ConfigurationInput {
  /** The command line behind the command's name. */
  readonly argv: readonly string[];
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The working directory. */
  readonly directory: string;
}

interface Resolved<Value> {
  readonly value: Value;
  readonly label: string;
  readonly directory: string;
  /** 0 for the source that wins over all others; the defaults come last. */
  readonly rank: number;
}

/**
 * Puts a configuration together: flags win over environment variables, those over the configuration file, that over
 * `DATABASE_URL`, which is not ours alone, and that over the defaults.
 *
 * @throws ConfigurationError a value, flag or key that is not understood; the message says which and what is expected
 */
export function readConfiguration({ argv, environment, directory }: ConfigurationInput): Configuration {
  const { flags, configFile } = readFlags(argv, directory);
  const sources = [
    flags,
    readVariables(environment, directory),
    readFile(configFile ?? configFileOf(environment, directory), directory),
    readDatabaseUrl(environment, directory),
  ];
  const resolve = <Key extends keyof SettingValues>(key: Key): Resolved<SettingValues[Key]> =>
    resolveSetting<SettingValues[Key]>(key, settings[key], sources, directory);
  const functions = resolve("functions");
  return {
    port: resolve("port").value,
    host: resolve("host").value,
    tls: resolve("tls").value,
    tlsPort: resolve("tlsPort").value,
    storage: decideStorage(resolve("memory"), resolve("data")),
    durability: resolve("durability").value,
    region: resolve("region").value,
    account: resolve("account").value,
    issuer: resolve("issuer").value,
    codes: resolve("codes").value,
    showCodes: resolve("showCodes").value,
    strictSignatures: resolve("strictSignatures").value,
    credentials: resolve("credentials").value,
    functions: resolveFunctions(functions.value, functions.directory),
    lambdaEndpoint: resolve("lambdaEndpoint").value,
    awsCredentials: readAwsCredentials(environment),
    trustProxy: resolve("trustProxy").value,
    smtp: resolve("smtp").value,
    sesEndpoint: resolve("sesEndpoint").value,
    snsEndpoint: resolve("snsEndpoint").value,
    kmsEndpoint: resolve("kmsEndpoint").value,
    logLevel: resolve("logLevel").value,
    logFormat: resolve("logFormat").value,
  };
}

function resolveSetting<Value>(
  key: keyof SettingValues,
  setting: Setting<Value>,
  sources: readonly Source[],
  directory: string,
): Resolved<Value> {
  for (const [rank, source] of sources.entries()) {
    const given = source.get(key);
    if (given === undefined) continue;
    const value = parseGiven(setting, given.value);
    if (value === undefined) {
      const got = setting.isSecret?.(given.value) === true ? "something else" : JSON.stringify(given.value);
      throw new ConfigurationError(`${given.label} expects ${setting.expects}, got ${got}`);
    }
    return { value, label: given.label, directory: given.directory, rank };
  }
  return { value: setting.default, label: key, directory, rank: sources.length };
}

function parseGiven<Value>(setting: Setting<Value>, value: unknown): Value | undefined {
  if (typeof value === "string") return setting.parse(value);
  if (typeof value === "number" || typeof value === "boolean") return setting.parse(String(value));
  if (typeof value === "object" && value !== null) return setting.parseStructure?.(value);
  return undefined;
}

/** Of memory and a file or database, the one from the stronger source wins; the same source cannot ask for both. */
function decideStorage(memory: Resolved<boolean>, data: Resolved<string>): Storage {
  if (memory.value && memory.rank === data.rank) {
    throw new ConfigurationError(`${data.label} and ${memory.label} exclude each other; leave one out`);
  }
  if (memory.value && memory.rank < data.rank) return { kind: "memory" };
  if (isPostgresUrl(data.value)) return { kind: "postgres", url: data.value };
  return { kind: "file", file: path.resolve(data.directory, data.value) };
}
