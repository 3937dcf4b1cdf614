import { HEADER } from "./header.ts";
import { compareText, type Model, shapesOfType, trait } from "./model.ts";

interface ErrorClass {
  readonly name: string;
  readonly fault: string;
  readonly status: number;
}

/**
 * One class per error name over all services, and beside them the errors of the request layer, which no model lists.
 *
 * @throws Error two services mean different things by one name
 */
export function errorsFile(models: readonly Model[], frameworkErrors: readonly string[]): string {
  const classes = new Map<string, ErrorClass>();
  for (const model of models) {
    for (const { name, shape } of shapesOfType(model, "structure")) {
      const fault = trait(shape, "error");
      if (fault === undefined) continue;
      // Whatever status a model gives to a client's fault, the wire says 400.
      const error = {
        name,
        fault,
        status: fault === "client" ? 400 : (trait(shape, "httpError") ?? 500),
      };
      const other = classes.get(name) ?? error;
      if (other.fault !== error.fault || other.status !== error.status) {
        throw new Error(`The services do not agree on the fault or status of ${name}.`);
      }
      classes.set(name, error);
    }
  }
  const names = [...classes.values()].toSorted((a, b) => compareText(a.name, b.name));
  return [
    HEADER,
    'import { type Fault, ServiceException } from "../errors/service-exception.ts";\n\n',
    `export {\n${frameworkErrors.map((name) => `  ${name},\n`).join("")}} from "../errors/framework-exceptions.ts";\n`,
    'export { type Fault, ServiceException, type ServiceExceptionOptions } from "../errors/service-exception.ts";\n',
    ...names.map(
      ({ name, fault, status }) =>
        `\nexport class ${name} extends ServiceException {\n  override readonly name = ${JSON.stringify(name)} as const;\n` +
        (fault === "client"
          ? ""
          : `  override readonly fault: Fault = "server";\n  override readonly httpStatus: number = ${status};\n`) +
        "}\n",
    ),
  ].join("");
}
