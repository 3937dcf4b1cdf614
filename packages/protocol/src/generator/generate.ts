import * as framework from "../errors/framework-exceptions.ts";
import { errorsFile } from "./errors-file.ts";
import { compareText, type Model } from "./model.ts";
import { operationsFile } from "./operations-file.ts";
import { schemasFile } from "./schemas-file.ts";
import { corrected } from "./service-knowledge.ts";
import { typesFile } from "./types-file.ts";

/**
 * Everything that is generated from the models: texts by their path below `src/generated`. The same models give the
 * same texts.
 *
 * @throws Error a model holds something that this generator does not know
 */
export function generate(given: readonly Model[]): ReadonlyMap<string, string> {
  const models = given.map(corrected);
  const files = new Map<string, string>();
  files.set("errors.ts", errorsFile(models, Object.keys(framework).toSorted(compareText)));
  for (const model of models) {
    files.set(`${model.service}/types.ts`, typesFile(model));
    files.set(`${model.service}/schemas.ts`, schemasFile(model));
    files.set(`${model.service}/operations.ts`, operationsFile(model));
  }
  return files;
}
