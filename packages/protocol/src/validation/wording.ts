import type { Kind, Shape } from "./shape.ts";
import { blobLength } from "./values.ts";

/** A broken constraint as AWS lists it: where, of what shape, which value, and the constraint's own text. */
export interface Violation {
  /** Names and 1-based indexes from the outside in: `["schema", 1, "member", "name"]`. */
  readonly path: readonly (string | number)[];
  readonly shape: Shape<unknown>;
  readonly value: unknown;
  readonly constraint: string;
}

/** unconfirmed: for Cognito; AWS's request layer stops listing here. */
const MAX_LISTED = 10;

/** `2 validation errors detected: …; …` */
export function violationsMessage(violations: readonly Violation[]): string {
  const listed = violations.toSorted(byPath).slice(0, MAX_LISTED);
  const count = `${listed.length} validation error${listed.length === 1 ? "" : "s"} detected`;
  return `${count}: ${listed.map(violationText).join("; ")}`;
}

/**
 * unconfirmed: the order of different members. AWS lists them neither as sent nor as the model has them; by name is
 * what most recordings have. Violations of one value keep their order.
 */
function byPath(a: Violation, b: Violation): number {
  for (const [index, left] of a.path.entries()) {
    const right = b.path[index];
    if (right === undefined) return 1;
    if (left !== right)
      return typeof left === "number" && typeof right === "number" ? left - right : compare(left, right);
  }
  return a.path.length - b.path.length;
}

function compare(a: string | number, b: string | number): number {
  return String(a) < String(b) ? -1 : 1;
}

function violationText({ path, shape, value, constraint }: Violation): string {
  const shown = hides(shape, value)
    ? ""
    : value === undefined || value === null
      ? " null"
      : ` '${print(shape, value)}'`;
  return `Value${shown} at '${path.join(".")}' failed to satisfy constraint: ${constraint}`;
}

/** Sensitive values do not appear, alone or within others. Where there is no value, only the shape itself counts. */
function hides(shape: Shape<unknown>, value: unknown): boolean {
  if (shape.hidden) return true;
  if (value === undefined || value === null) return false;
  const inside = [...Object.values(shape.members ?? {}), ...(shape.element === undefined ? [] : [shape.element])];
  return inside.some((part) => hides(part, value));
}

/** A value as Java's toString prints it. unconfirmed: structures, of which AWS prints the class and a hash. */
function print(shape: Shape<unknown>, value: unknown): string {
  const { kind, element, members } = shape;
  if (kind === "blob" && typeof value === "string") {
    const length = blobLength(value);
    return `java.nio.HeapByteBuffer[pos=0 lim=${length} cap=${length}]`;
  }
  if (element !== undefined && Array.isArray(value)) {
    return `[${value.map((item) => print(element, item)).join(", ")}]`;
  }
  if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value).flatMap(([name, item]) => {
      const part = element ?? members?.[name];
      return part === undefined ? [] : [`${name}=${print(part, item)}`];
    });
    return `{${entries.join(", ")}}`;
  }
  return String(value);
}

/**
 * The message of a `SerializationException`: what was found and what the shape wants. The wording is that of AWS's
 * request layer as recorded from Cognito and from other services with the same layer; "an String" is theirs.
 */
export function wrongTypeMessage(kind: Kind, value: unknown): string {
  if (typeof value === "object" && value !== null) {
    // unconfirmed: a document is only refused for its depth.
    if (kind === "document") return "";
    return Array.isArray(value)
      ? "Start of list found where not expected"
      : "Start of structure or map found where not expected.";
  }
  if (kind === "boolean" && typeof value === "string") return `'${value.toUpperCase()}' ${SCALAR_WANTED.boolean}`;
  if (kind === "blob" && typeof value === "string") return `'${value}' ${SCALAR_WANTED.blob}: ${blobFault(value)}`;
  const wanted = SCALAR_WANTED[kind];
  return wanted.startsWith("can not") ? `class ${javaClass(value)} ${wanted}` : wanted;
}

/** What is said when a scalar is of no use to a shape of this kind. */
const SCALAR_WANTED: Readonly<Record<Kind, string>> = {
  string: "can not be converted to an String",
  boolean: "can not be converted to an Boolean",
  integer: "can not be converted to an Integer",
  long: "can not be converted to an Long",
  timestamp: "can not be converted to milliseconds since epoch",
  blob: "can not be converted to a Blob",
  document: "",
  list: "Unexpected field type",
  map: "Expected map or null",
  structure: "Expected null",
};

function javaClass(value: unknown): string {
  if (typeof value === "boolean") return "java.lang.Boolean";
  if (typeof value === "number") return "com.amazon.coral.value.json.numbers.TruncatingBigNumber";
  return "java.lang.String";
}

function blobFault(value: string): string {
  if (value.length % 4 !== 0)
    return `Base64 encoded length is expected a multiple of 4 bytes but found: ${value.length}`;
  const character = /[^A-Za-z0-9+/=]|=(?!=?$)/.exec(value)?.[0] ?? "=";
  return `Invalid Base64 character: '${character}'`;
}
