import { HEADER } from "./header.ts";
import {
  enumValues,
  isUnit,
  type Model,
  type ModelShape,
  type Reference,
  resolve,
  shapesOfType,
  trait,
} from "./model.ts";

/** The TypeScript types of a service: its structures, its enums, and what goes in and out of each operation. */
export function typesFile(model: Model): string {
  const body = [
    ...shapesOfType(model, "enum").map(({ name, shape }) => enumType(name, enumValues(shape) ?? [])),
    ...shapesOfType(model, "structure")
      .filter(({ shape }) => trait(shape, "error") === undefined)
      .map(({ name, shape }) => structureType(model, name, shape)),
    operationsType(model),
  ].join("\n");
  const jsonValue = /\bJsonValue\b/.test(body)
    ? 'import type { JsonValue } from "../../json-value.ts";\n\nexport type { JsonValue };\n\n'
    : "";
  return `${HEADER}${jsonValue}${body}`;
}

/** `UserPoolOperations`, `IdentityPoolOperations`. */
export function operationsTypeName(model: Model): string {
  return model.service === "user-pools" ? "UserPoolOperations" : "IdentityPoolOperations";
}

/** The type of what an operation takes or gives. */
export function typeOf(model: Model, reference: Reference | undefined): string {
  const { name, shape } = resolve(model, reference);
  switch (shape.type) {
    case "structure":
    case "enum":
      return name;
    case "string":
    case "blob":
      return "string";
    case "boolean":
      return "boolean";
    case "integer":
    case "long":
    case "timestamp":
      return "number";
    case "document":
      return "JsonValue";
    case "list":
      return `readonly ${typeOf(model, shape.member)}[]`;
    case "map":
      return `Readonly<Record<string, ${typeOf(model, shape.value)}>>`;
    default:
      throw new Error(
        `The model of ${model.service} has ${name} of type "${shape.type}", which has no TypeScript type here.`,
      );
  }
}

function enumType(name: string, values: readonly string[]): string {
  return `export type ${name} =${values.map((value) => `\n  | ${JSON.stringify(value)}`).join("")};\n`;
}

function structureType(model: Model, name: string, shape: ModelShape): string {
  const members = Object.entries(shape.members ?? {}).map(([member, reference]) => {
    const type = typeOf(model, reference);
    return trait(reference, "required") === undefined
      ? `  readonly ${member}?: ${type} | undefined;\n`
      : `  readonly ${member}: ${type};\n`;
  });
  return members.length === 0
    ? `export type ${name} = Readonly<Record<string, never>>;\n`
    : `export interface ${name} {\n${members.join("")}}\n`;
}

function operationsType(model: Model): string {
  const operations = shapesOfType(model, "operation").map(({ name, shape }) => {
    const input = isUnit(shape.input) ? "Readonly<Record<string, never>>" : typeOf(model, shape.input);
    const output = isUnit(shape.output) ? "void" : typeOf(model, shape.output);
    return `  readonly ${name}: { readonly input: ${input}; readonly output: ${output} };\n`;
  });
  return `/** What goes in and out of each operation; \`void\` is an empty body. */\nexport interface ${operationsTypeName(model)} {\n${operations.join("")}}\n`;
}
