import * as z from "zod/mini";
import type { ServiceName } from "../operations/operation.ts";

interface Bounds {
  readonly min?: number | undefined;
  readonly max?: number | undefined;
}

/** The traits that this generator reads; it leaves the others alone. */
interface Traits {
  readonly "smithy.api#auth"?: readonly string[] | undefined;
  readonly "smithy.api#optionalAuth"?: unknown;
  readonly "smithy.api#enumValue"?: string | undefined;
  readonly "smithy.api#error"?: "client" | "server" | undefined;
  readonly "smithy.api#httpError"?: number | undefined;
  readonly "smithy.api#length"?: Bounds | undefined;
  readonly "smithy.api#range"?: Bounds | undefined;
  readonly "smithy.api#pattern"?: string | undefined;
  readonly "smithy.api#required"?: unknown;
  readonly "smithy.api#sensitive"?: unknown;
}

/** A reference to a shape from a member, list element or operation. */
export interface Reference {
  readonly target: string;
  readonly traits?: Traits | undefined;
}

/** One shape of a model, with the parts that this generator reads. */
export interface ModelShape {
  readonly type: string;
  readonly traits?: Traits | undefined;
  readonly members?: Readonly<Record<string, Reference>> | undefined;
  readonly member?: Reference | undefined;
  readonly key?: Reference | undefined;
  readonly value?: Reference | undefined;
  readonly input?: Reference | undefined;
  readonly output?: Reference | undefined;
  readonly errors?: readonly Reference[] | undefined;
}

const boundsSchema: z.ZodMiniType<Bounds> = z.object({ min: z.optional(z.number()), max: z.optional(z.number()) });

const traitsSchema: z.ZodMiniType<Traits> = z.object({
  "smithy.api#auth": z.optional(z.array(z.string())),
  "smithy.api#optionalAuth": z.optional(z.unknown()),
  "smithy.api#enumValue": z.optional(z.string()),
  "smithy.api#error": z.optional(z.enum(["client", "server"])),
  "smithy.api#httpError": z.optional(z.number()),
  "smithy.api#length": z.optional(boundsSchema),
  "smithy.api#range": z.optional(boundsSchema),
  "smithy.api#pattern": z.optional(z.string()),
  "smithy.api#required": z.optional(z.unknown()),
  "smithy.api#sensitive": z.optional(z.unknown()),
});

const referenceSchema: z.ZodMiniType<Reference> = z.object({
  target: z.string(),
  traits: z.optional(traitsSchema),
});

const shapeSchema: z.ZodMiniType<ModelShape> = z.object({
  type: z.string(),
  traits: z.optional(traitsSchema),
  members: z.optional(z.record(z.string(), referenceSchema)),
  member: z.optional(referenceSchema),
  key: z.optional(referenceSchema),
  value: z.optional(referenceSchema),
  input: z.optional(referenceSchema),
  output: z.optional(referenceSchema),
  errors: z.optional(z.array(referenceSchema)),
});

const fileSchema: z.ZodMiniType<{ readonly smithy: "2.0"; readonly shapes: Readonly<Record<string, ModelShape>> }> =
  z.object({ smithy: z.literal("2.0"), shapes: z.record(z.string(), shapeSchema) });

/** A service's model. */
export interface Model {
  readonly service: ServiceName;
  readonly shapes: Readonly<Record<string, ModelShape>>;
}

/** A model's shape with its bare name (`UserType`, without the namespace). */
export interface Named {
  readonly name: string;
  readonly shape: ModelShape;
}

/**
 * Reads a model out of the text of a Smithy JSON AST file.
 *
 * @throws Error the text is not a model of Smithy 2.0
 * @see https://smithy.io/2.0/spec/json-ast.html
 */
export function parseModel(service: ServiceName, text: string): Model {
  const parsed = z.safeParse(fileSchema, JSON.parse(text));
  if (!parsed.success) {
    throw new Error(`The model of ${service} is not a Smithy 2.0 JSON AST: ${z.prettifyError(parsed.error)}`);
  }
  return { service, shapes: parsed.data.shapes };
}

/** Whether a reference means "nothing": an operation without input or output. */
export function isUnit(reference: Reference | undefined): boolean {
  return reference === undefined || reference.target === "smithy.api#Unit";
}

/** `UserType` of `com.amazonaws.cognitoidentityprovider#UserType`. */
export function bareName(id: string): string {
  return id.slice(id.indexOf("#") + 1);
}

const PRELUDE: Readonly<Record<string, string>> = {
  "smithy.api#String": "string",
  "smithy.api#Boolean": "boolean",
  "smithy.api#PrimitiveBoolean": "boolean",
  "smithy.api#Integer": "integer",
  "smithy.api#PrimitiveInteger": "integer",
  "smithy.api#Long": "long",
  "smithy.api#PrimitiveLong": "long",
  "smithy.api#Timestamp": "timestamp",
  "smithy.api#Blob": "blob",
  "smithy.api#Document": "document",
};

/**
 * The shape that a reference means.
 *
 * @throws Error the model does not have it
 */
export function resolve(model: Model, reference: Reference | undefined): Named {
  const id = reference?.target ?? "";
  const prelude = PRELUDE[id];
  const shape = prelude === undefined ? model.shapes[id] : { type: prelude };
  if (shape === undefined) throw new Error(`The model of ${model.service} has no shape "${id}".`);
  return { name: bareName(id), shape };
}

/** All shapes of a type, sorted by name. */
export function shapesOfType(model: Model, ...types: readonly string[]): Named[] {
  return Object.entries(model.shapes)
    .filter(([, shape]) => types.includes(shape.type))
    .map(([id, shape]) => ({ name: bareName(id), shape }))
    .toSorted((a, b) => compareText(a.name, b.name));
}

/** Order by code units: the same on every machine. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

type TraitName = keyof Traits extends `smithy.api#${infer Name}` ? Name : never;

/** A trait's value, or undefined when the shape does not have the trait. */
export function trait<Name extends TraitName>(
  of: { readonly traits?: Traits | undefined },
  name: Name,
): Traits[`smithy.api#${Name}`] {
  return of.traits?.[`smithy.api#${name}`];
}

/** The values of an enum in the model's order. */
export function enumValues(shape: ModelShape): string[] | undefined {
  if (shape.type !== "enum") return undefined;
  return Object.entries(shape.members ?? {}).map(([name, member]) => trait(member, "enumValue") ?? name);
}
