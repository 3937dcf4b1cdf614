import * as z from "zod/mini";

/** A rule on a value beyond its type, with AWS's wording of it: "Member must have length less than or equal to 55". */
export interface Constraint<T> {
  readonly text: string;
  holds(value: T): boolean;
}

/** The kinds of value that AWS's request layer tells apart when it names a wrong type. */
export type Kind =
  | "string"
  | "boolean"
  | "integer"
  | "long"
  | "timestamp"
  | "blob"
  | "document"
  | "list"
  | "map"
  | "structure";

/** A shape of the service model as values of it are checked and, in messages, named and printed. */
export interface Shape<T> {
  readonly kind: Kind;
  /** Messages do not show the value (the model's `sensitive`). */
  readonly hidden: boolean;
  /** Accepts exactly the values of this shape. */
  readonly schema: z.ZodMiniType<T>;
  /** Checks the type alone. A list or map checks its elements with this and states their constraints for itself. */
  readonly typeOnly: z.ZodMiniType<T>;
  /** The constraints of an element, in the order in which they are printed within a list's own. */
  readonly elementConstraints: readonly Constraint<T>[];
  /** The members of a structure. */
  readonly members?: Readonly<Record<string, Shape<unknown>>>;
  /** Members that messages call otherwise than by their lowerCamelCase name. */
  readonly memberNames?: Readonly<Record<string, string>>;
  /** The elements of a list, the values of a map. */
  readonly element?: Shape<unknown>;
}

/** Marks an issue as the breach of a constraint; every other issue of a schema is a wrong type or an absent value. */
const CONSTRAINT: { readonly constraint: true } = { constraint: true };

/** A schema that also demands the constraints, reporting each one that is broken, in this order. */
export function constrained<T>(schema: z.ZodMiniType<T>, constraints: readonly Constraint<T>[]): z.ZodMiniType<T> {
  const [first, ...others] = constraints.map((constraint) =>
    z.refine<T>((value) => constraint.holds(value), { error: constraint.text, params: CONSTRAINT }),
  );
  return first === undefined ? schema : schema.check(first, ...others);
}

/** Makes a value at its first use and keeps it: nothing of 163 operations is built before it is called. */
export function lazily<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
