import * as z from "zod/mini";
import type { JsonValue } from "../json-value.ts";
import {
  type Bounds,
  enumConstraint,
  inElementOrder,
  lengthConstraints,
  patternConstraint,
  rangeConstraints,
} from "./constraints.ts";
import type { Pattern } from "./pattern.ts";
import { type Constraint, constrained, type Kind, type Shape } from "./shape.ts";
import { blobLength, isBlob, isBooleanLike, isShallow, toBoolean, toInteger, toLong } from "./values.ts";

function simple<T>(
  kind: Kind,
  typeOnly: z.ZodMiniType<T>,
  constraints: readonly Constraint<T>[] = [],
  hidden = false,
): Shape<T> {
  return {
    kind,
    hidden,
    typeOnly,
    schema: constrained(typeOnly, constraints),
    elementConstraints: inElementOrder(constraints),
  };
}

/** What the model says of a string. */
export interface StringOptions extends Bounds {
  readonly pattern?: Pattern;
  readonly hidden?: boolean;
}

/** A string with its length and pattern. */
export function string({ pattern, hidden = false, ...bounds }: StringOptions = {}): Shape<string> {
  const constraints = [
    ...lengthConstraints<string>(bounds, (value) => value.length),
    ...(pattern === undefined ? [] : [patternConstraint(pattern)]),
  ];
  return simple("string", z.string(), constraints, hidden);
}

/** A string out of a set; `values` in the order in which AWS prints them. */
export function enumeration<const T extends string>(values: readonly T[]): Shape<T> {
  return simple(
    "string",
    z.custom<T>((value) => typeof value === "string"),
    [enumConstraint(values)],
  );
}

/** A whole number of 32 bits. Like AWS, takes a fraction for its whole part and stops at the greatest and least int. */
export function integer(bounds: Bounds = {}): Shape<number> {
  return simple("integer", z.number().check(z.overwrite(toInteger)), rangeConstraints(bounds));
}

/** A whole number, as far as JSON carries one exactly. */
export function long(bounds: Bounds = {}): Shape<number> {
  return simple("long", z.number().check(z.overwrite(toLong)), rangeConstraints(bounds));
}

/** A boolean, or one of the words that AWS takes for one. */
export function boolean(): Shape<boolean> {
  return simple("boolean", z.custom<boolean>(isBooleanLike).check(z.overwrite(toBoolean)));
}

/** Seconds since the Unix epoch. */
export function timestamp(): Shape<number> {
  return simple("timestamp", z.number());
}

/** Bytes in base64; the length counts the bytes. */
export function blob(bounds: Bounds = {}): Shape<string> {
  return simple("blob", z.custom<string>(isBlob), lengthConstraints<string>(bounds, blobLength));
}

/** Any JSON value, up to a depth that can be handled safely. */
export function document(): Shape<JsonValue> {
  return simple(
    "document",
    z.custom<JsonValue>((value) => value !== undefined && value !== null && isShallow(value)),
  );
}
