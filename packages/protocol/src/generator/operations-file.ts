import { HEADER } from "./header.ts";
import { bareName, compareText, isUnit, type Model, type ModelShape, resolve, shapesOfType, trait } from "./model.ts";
import { operationsTypeName } from "./types-file.ts";

/** The table of a service's operations. */
export function operationsFile(model: Model): string {
  const type = operationsTypeName(model);
  const constant = `${type.charAt(0).toLowerCase()}${type.slice(1)}`;
  const operations = shapesOfType(model, "operation");
  const inputs = operations.map(({ shape }) => inputName(model, shape)).toSorted(compareText);
  return [
    HEADER,
    'import type { Operation } from "../../operations/operation.ts";\n',
    `import {\n${[...new Set(inputs)].map((name) => `  ${name},\n`).join("")}} from "./schemas.ts";\n`,
    `import type { ${type} } from "./types.ts";\n\n`,
    `export const ${constant}: {\n  readonly [Name in keyof ${type}]: Operation<${type}[Name]["input"]>;\n} = {\n`,
    ...operations.map(
      ({ name, shape }) =>
        `  ${name}: {\n` +
        `    service: ${JSON.stringify(model.service)},\n` +
        `    name: ${JSON.stringify(name)},\n` +
        `    signed: ${isSigned(shape)},\n` +
        `    output: ${JSON.stringify(isUnit(shape.output) ? "empty" : "json")},\n` +
        `    errors: ${JSON.stringify((shape.errors ?? []).map(({ target }) => bareName(target)).toSorted(compareText))},\n` +
        `    input: ${inputName(model, shape)},\n` +
        "  },\n",
    ),
    "};\n",
  ].join("");
}

function inputName(model: Model, operation: ModelShape): string {
  return `${resolve(model, operation.input).name}Shape`;
}

/** `auth: []` or `optionalAuth`: a public operation, which SDKs send without a signature. */
function isSigned(operation: ModelShape): boolean {
  return trait(operation, "optionalAuth") === undefined && trait(operation, "auth")?.length !== 0;
}
