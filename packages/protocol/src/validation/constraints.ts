import type { Pattern } from "./pattern.ts";
import type { Constraint } from "./shape.ts";

/** The least and the greatest allowed length or value, both inclusive. */
export interface Bounds {
  readonly min?: number;
  readonly max?: number;
}

/**
 * Length constraints, the lower bound first.
 *
 * @param lengthOf UTF-16 code units of a string, as Java counts (unconfirmed: AWS may count code points), elements of
 *   a list, entries of a map, bytes of a blob
 */
export function lengthConstraints<T>({ min, max }: Bounds, lengthOf: (value: T) => number): Constraint<T>[] {
  return bounds(min, max, "length", lengthOf);
}

/** Range constraints of a number, the lower bound first. */
export function rangeConstraints({ min, max }: Bounds): Constraint<number>[] {
  return bounds(min, max, "value", (value) => value);
}

function bounds<T>(min: number | undefined, max: number | undefined, of: string, measure: (value: T) => number) {
  const constraints: Constraint<T>[] = [];
  if (min !== undefined) {
    constraints.push({
      text: `Member must have ${of} greater than or equal to ${min}`,
      holds: (value) => measure(value) >= min,
    });
  }
  if (max !== undefined) {
    constraints.push({
      text: `Member must have ${of} less than or equal to ${max}`,
      holds: (value) => measure(value) <= max,
    });
  }
  return constraints;
}

/** The whole value must match; the message prints the pattern as it stands in the model. */
export function patternConstraint(pattern: Pattern): Constraint<string> {
  return {
    text: `Member must satisfy regular expression pattern: ${pattern.source}`,
    holds: (value) => pattern.matches(value),
  };
}

/** The values in the order in which AWS prints them. */
export function enumConstraint<T extends string>(values: readonly T[]): Constraint<T> {
  const allowed = new Set<string>(values);
  return {
    text: `Member must satisfy enum value set: [${values.join(", ")}]`,
    holds: (value) => allowed.has(value),
  };
}

/** Within a list AWS prints an element's upper bound before its lower bound, then pattern or enum. */
export function inElementOrder<T>(constraints: readonly Constraint<T>[]): Constraint<T>[] {
  const isLowerBound = ({ text }: Constraint<T>) => text.includes(" greater than ");
  const isUpperBound = ({ text }: Constraint<T>) => text.includes(" less than ");
  return [
    ...constraints.filter(isUpperBound),
    ...constraints.filter(isLowerBound),
    ...constraints.filter((constraint) => !isUpperBound(constraint) && !isLowerBound(constraint)),
  ];
}
