import { HEADER } from "./header.ts";
import { asSequence, translatePattern } from "./java-pattern.ts";
import {
  bareName,
  compareText,
  enumValues,
  isUnit,
  type Model,
  type ModelShape,
  type Named,
  type Reference,
  resolve,
  shapesOfType,
  trait,
} from "./model.ts";
import { inPrintedOrder, MESSAGE_NAMES, SHOWN_THOUGH_SENSITIVE } from "./service-knowledge.ts";
import { typeOf } from "./types-file.ts";

/**
 * The shapes of all inputs, with a zod schema each, built when first asked for.
 *
 * @throws Error an input contains itself: that needs a lazy schema, which no service has needed so far
 */
export function schemasFile(model: Model): string {
  const shapes = inputShapes(model);
  const inputs = new Set(shapesOfType(model, "operation").map(({ shape }) => bareName(shape.input?.target ?? "")));
  const definitions = shapes.map((named) => definition(model, named, inputs.has(named.name)));
  const body = definitions.join("\n");
  const types = [...new Set(shapes.map(({ name, shape }) => typeName(model, name, shape)).flatMap(importedNames))];
  return [
    HEADER,
    importLine(
      ["document", "boolean", "integer", "long", "timestamp", "blob", "string", "enumeration"],
      body,
      "simple-shapes",
    ),
    importLine(["list", "map", "optional", "structure"], body, "aggregate-shapes"),
    importLine(["expression", "sequence"], body, "pattern"),
    'import { lazily, type Shape } from "../../validation/shape.ts";\n',
    `import type {\n${types
      .toSorted(compareText)
      .map((name) => `  ${name},\n`)
      .join("")}} from "./types.ts";\n\n`,
    body,
  ].join("");
}

function importLine(names: readonly string[], body: string, file: string): string {
  const used = names.filter((name) => new RegExp(`\\b${name}[<(]`).test(body)).toSorted(compareText);
  return used.length === 0 ? "" : `import { ${used.join(", ")} } from "../../validation/${file}.ts";\n`;
}

function importedNames(type: string): string[] {
  return (type.match(/\b[A-Z]\w*/g) ?? []).filter((name) => name !== "Readonly" && name !== "Record");
}

/** Everything that an input consists of, each shape after those that it consists of. */
function inputShapes(model: Model): Named[] {
  const found = new Map<string, Named>();
  const visit = (reference: Reference | undefined, within: readonly string[]): void => {
    const named = resolve(model, reference);
    if (within.includes(named.name)) throw new Error(`${named.name} contains itself: ${within.join(" > ")}`);
    if (found.has(named.name)) return;
    const { members = {}, member, key, value, type } = named.shape;
    const inside =
      type === "enum" ? [] : [...Object.values(members), ...[member, key, value].filter((part) => part !== undefined)];
    for (const part of inside) visit(part, [...within, named.name]);
    found.set(named.name, named);
  };
  for (const { shape } of shapesOfType(model, "operation")) {
    if (!isUnit(shape.input)) visit(shape.input, []);
  }
  return [...found.values()];
}

function typeName(model: Model, name: string, shape: ModelShape): string {
  return shape.type === "structure" || enumValues(shape) !== undefined
    ? name
    : typeOf({ ...model, shapes: { ...model.shapes, [`self#${name}`]: shape } }, { target: `self#${name}` });
}

function definition(model: Model, { name, shape }: Named, isInput: boolean): string {
  const exported = isInput ? "export " : "";
  return `${exported}const ${name}Shape: () => Shape<${typeName(model, name, shape)}> = lazily(() =>\n  ${expressionOf(model, name, shape)},\n);\n`;
}

function expressionOf(model: Model, name: string, shape: ModelShape): string {
  const values = enumValues(shape);
  if (values !== undefined) return `enumeration(${JSON.stringify(inPrintedOrder(name, values))})`;
  const reference = (to: Reference | undefined) => `${resolve(model, to).name}Shape()`;
  switch (shape.type) {
    case "structure":
      return structureExpression(name, shape, reference);
    case "list":
      return `list(${[reference(shape.member), ...options(name, shape)].join(", ")})`;
    case "map":
      return `map(${[reference(shape.key), reference(shape.value), ...options(name, shape)].join(", ")})`;
    default:
      return `${shape.type}(${options(name, shape).join("")})`;
  }
}

function structureExpression(name: string, shape: ModelShape, reference: (to: Reference) => string): string {
  const members = Object.entries(shape.members ?? {}).map(([member, to]) =>
    trait(to, "required") === undefined
      ? `    ${member}: optional(${reference(to)}),\n`
      : `    ${member}: ${reference(to)},\n`,
  );
  const names = MESSAGE_NAMES[name];
  const given = [
    ...(isHidden(name, shape) ? ["hidden: true"] : []),
    ...(names === undefined ? [] : [`names: ${JSON.stringify(names)}`]),
  ];
  return `structure<${name}>({\n${members.join("")}  }${given.length === 0 ? "" : `, { ${given.join(", ")} }`})`;
}

/** The constraints of a shape as an options object, or nothing. */
function options(name: string, shape: ModelShape): string[] {
  const { min, max } = trait(shape, "length") ?? trait(shape, "range") ?? {};
  const pattern = trait(shape, "pattern");
  const given = [
    ...(min === undefined ? [] : [`min: ${min}`]),
    ...(max === undefined ? [] : [`max: ${max}`]),
    ...(pattern === undefined ? [] : [`pattern: ${patternExpression(pattern)}`]),
    ...(isHidden(name, shape) ? ["hidden: true"] : []),
  ];
  return given.length === 0 ? [] : [`{ ${given.join(", ")} }`];
}

function isHidden(name: string, shape: ModelShape): boolean {
  return trait(shape, "sensitive") !== undefined && !SHOWN_THOUGH_SENSITIVE.includes(name);
}

function patternExpression(source: string): string {
  const sequence = asSequence(source);
  if (sequence === undefined) {
    const { body, flags } = translatePattern(source);
    const given = [source, body, ...(flags === "u" ? [] : [flags])];
    assertCompiles(body, flags);
    return `expression(${given.map((text) => JSON.stringify(text)).join(", ")})`;
  }
  const { outside, literals, gaps } = sequence;
  assertCompiles(outside, "u");
  return `sequence(${[source, outside, literals, gaps].map((part) => JSON.stringify(part)).join(", ")})`;
}

/** Throws a SyntaxError now rather than at a request. */
function assertCompiles(body: string, flags: string): void {
  RegExp(body, flags);
}
