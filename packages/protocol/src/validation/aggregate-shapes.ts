import * as z from "zod/mini";
import { type Bounds, lengthConstraints } from "./constraints.ts";
import { type Constraint, constrained, type Shape } from "./shape.ts";

/** The members of a structure T: an optional member's shape is made by `optional`. */
export type Members<T> = { readonly [K in keyof T]-?: Shape<T[K]> };

/** What the model says of a structure. */
export interface StructureOptions {
  readonly hidden?: boolean;
  /** Members that AWS's messages call otherwise than by their lowerCamelCase name. */
  readonly names?: Readonly<Record<string, string>>;
}

/** A structure. Members that it does not have are dropped, as AWS ignores them. */
export function structure<T extends object>(
  members: Members<T>,
  { hidden = false, names = {} }: StructureOptions = {},
): Shape<T> {
  const shapes: Readonly<Record<string, Shape<unknown>>> = members;
  const object: z.ZodMiniType = z.object(
    Object.fromEntries(Object.entries(shapes).map(([name, shape]) => [name, shape.schema])),
  );
  // Members<T> ties each member's schema to T; that is lost on the way through Object.entries.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const schema = object as z.ZodMiniType<T>;
  return {
    kind: "structure",
    hidden,
    schema,
    typeOnly: schema,
    elementConstraints: [],
    members: shapes,
    memberNames: names,
  };
}

/** A member that may be absent. */
export function optional<T>(shape: Shape<T>): Shape<T | undefined> {
  return {
    ...shape,
    schema: z.optional(shape.schema),
    typeOnly: z.optional(shape.typeOnly),
  };
}

/** What the model says of a list or map. */
export interface AggregateOptions extends Bounds {
  readonly hidden?: boolean;
}

/** A list. Broken constraints of simple elements are reported once, for the whole list. */
export function list<T>(element: Shape<T>, { hidden = false, ...bounds }: AggregateOptions = {}): Shape<readonly T[]> {
  const typeOnly: z.ZodMiniType<readonly T[]> = z.array(element.typeOnly);
  const constraints = [
    ...lengthConstraints<readonly T[]>(bounds, (values) => values.length),
    ...every<readonly T[], T>("Member must satisfy constraint", element.elementConstraints, (values) => values),
  ];
  return {
    kind: "list",
    hidden,
    typeOnly,
    schema: constrained(typeOnly, constraints),
    elementConstraints: constraints,
    element,
  };
}

/** A map. Broken constraints of keys and of simple values are reported once each, for the whole map. */
export function map<T>(
  key: Shape<string>,
  value: Shape<T>,
  { hidden = false, ...bounds }: AggregateOptions = {},
): Shape<Readonly<Record<string, T>>> {
  const typeOnly: z.ZodMiniType<Readonly<Record<string, T>>> = z.record(z.string(), value.typeOnly);
  const constraints = [
    ...lengthConstraints<Readonly<Record<string, T>>>(bounds, (entries) => Object.keys(entries).length),
    ...every<Readonly<Record<string, T>>, string>(
      "Map keys must satisfy constraint",
      key.elementConstraints,
      Object.keys,
    ),
    ...every<Readonly<Record<string, T>>, T>(
      "Map value must satisfy constraint",
      value.elementConstraints,
      Object.values,
    ),
  ];
  return {
    kind: "map",
    hidden,
    typeOnly,
    schema: constrained(typeOnly, constraints),
    elementConstraints: constraints,
    element: value,
  };
}

function every<T, E>(
  wording: string,
  constraints: readonly Constraint<E>[],
  elementsOf: (value: T) => readonly E[],
): Constraint<T>[] {
  if (constraints.length === 0) return [];
  return [
    {
      text: `${wording}: [${constraints.map(({ text }) => text).join(", ")}]`,
      holds: (value) => elementsOf(value).every((item) => constraints.every((constraint) => constraint.holds(item))),
    },
  ];
}
