import path from "node:path";

/** A function of a module file. */
export interface FunctionFile {
  /** Absolute. */
  readonly file: string;
  /** The name of the export. */
  readonly handler: string;
}

/** Where a function is: in a module file, or behind an address of AWS's Lambda API. */
export type FunctionTarget =
  | ({ readonly kind: "file" } & FunctionFile)
  | { readonly kind: "endpoint"; readonly url: string };

/** Functions by ARN or by name. */
export type FunctionTargets = Readonly<Record<string, FunctionTarget>>;

/** As written: what is behind each name. */
export type WrittenTargets = ReadonlyMap<string, string>;

/** @see AWS Lambda API Reference, Invoke, `FunctionName` */
const FUNCTION = /^(arn:[\w-]+:lambda:[\w-]*:\d*:function:)?[\w-]{1,140}(:[\w$-]{1,128})?$/;

/** Reads `NAME=TARGET,NAME=TARGET`. `undefined` where it is not of that form, or names one function twice. */
export function parseFunctions(text: string): WrittenTargets | undefined {
  return collect(
    text.split(",").map((pair) => {
      const equals = pair.indexOf("=");
      return [pair.slice(0, Math.max(equals, 0)).trim(), pair.slice(equals + 1).trim()];
    }),
  );
}

/** Reads `{ "NAME": "TARGET" }`. */
export function parseFunctionsObject(value: object): WrittenTargets | undefined {
  return Array.isArray(value) ? undefined : collect(Object.entries(value));
}

function collect(pairs: readonly unknown[][]): WrittenTargets | undefined {
  const functions = new Map<string, string>();
  for (const [name, target] of pairs) {
    if (typeof name !== "string" || typeof target !== "string") return undefined;
    if (!FUNCTION.test(name) || !isTarget(target) || functions.has(name)) return undefined;
    functions.set(name, target);
  }
  return functions;
}

function isUrl(target: string): boolean {
  return /^https?:\/\//.test(target);
}

function isTarget(target: string): boolean {
  if (isUrl(target)) return parseLambdaEndpoint(target) !== undefined;
  return target !== "" && !target.startsWith("#") && !target.includes("\0");
}

/** Reads an address of AWS's Lambda API. */
export function parseLambdaEndpoint(text: string): string | undefined {
  const url = URL.parse(text);
  if (url === null || (url.protocol !== "http:" && url.protocol !== "https:")) return undefined;
  if (url.search !== "" || url.hash !== "" || url.username !== "" || url.password !== "") return undefined;
  return url.href;
}

/** The export that is meant where a file alone is named, as in most examples of AWS's. */
const DEFAULT_HANDLER = "handler";

/** Where functions are. @param directory what relative paths are relative to */
export function resolveFunctions(written: WrittenTargets, directory: string): FunctionTargets {
  const targets = Array.from(written, ([name, target]): [string, FunctionTarget] => {
    if (isUrl(target)) return [name, { kind: "endpoint", url: target }];
    const [, file = target, handler = DEFAULT_HANDLER] = /^(.*?)(?:#([\w$]+))?$/s.exec(target) ?? [];
    return [name, { kind: "file", file: path.resolve(directory, file), handler }];
  });
  return Object.fromEntries(targets);
}
