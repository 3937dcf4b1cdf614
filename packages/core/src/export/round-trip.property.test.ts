import { type Operation, userPoolOperations } from "@cogmock/protocol";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { operationCoverage } from "../operation-coverage.ts";
import { type AnyInput, anyInput, givenThingsToNameIn } from "../testing/any-input.ts";
import { exportedLines } from "../testing/exported.ts";
import { startCognito, type TestCognito } from "../testing/start-cognito.ts";

const STEPS = 40;

const implemented = new Set(operationCoverage().flatMap(({ operation, implemented: is }) => (is ? [operation] : [])));
const operations = Object.values<Operation>(userPoolOperations).filter(
  ({ name }) => implemented.has(name) && !name.startsWith("DeleteUserPool"),
);

/** Asks for anything; what is refused leaves its traces too. */
async function ask(cognito: TestCognito, input: AnyInput, generate: fc.GeneratorValue): Promise<void> {
  const operation = operations[generate(() => fc.nat({ max: operations.length - 1 }))];
  if (!operation) throw new Error("no operation is implemented");
  const answer = await cognito.handle({
    method: "POST",
    url: "/",
    headers: {
      "content-type": "application/x-amz-json-1.1",
      "x-amz-target": `AWSCognitoIdentityProviderService.${operation.name}`,
    },
    body: Buffer.from(JSON.stringify(input.of(operation))),
    baseUrl: "http://localhost:4566",
  });
  expect(answer.outcome.defect, operation.name).toBeUndefined();
  if (answer.status === 200 && operation.output === "json") input.remember(JSON.parse(answer.body));
}

/** A Cognito in which much has been done, and what may be asked of it next. */
async function givenAnything(
  generate: fc.GeneratorValue,
): Promise<{ readonly cognito: TestCognito; readonly input: AnyInput }> {
  const cognito = await startCognito();
  const input = anyInput(generate);
  await givenThingsToNameIn(cognito, input);
  for (let step = 0; step < STEPS; step++) await ask(cognito, input, generate);
  return { cognito, input };
}

describe("whatever was done", () => {
  test("an export of its import is the same export", async () => {
    await fc.assert(
      fc.asyncProperty(fc.gen(), async (generate) => {
        const { cognito } = await givenAnything(generate);
        const other = await startCognito();
        await other.import(cognito.export());
        expect(await exportedLines(other)).toEqual(await exportedLines(cognito));
      }),
      { numRuns: 50, endOnFailure: true },
    );
  });

  test("a snapshot brings it back, and may do so while anything else is asked", async () => {
    await fc.assert(
      fc.asyncProperty(fc.gen(), async (generate) => {
        const { cognito, input } = await givenAnything(generate);
        const lines = await exportedLines(cognito);
        await cognito.snapshots.save("then");
        for (let step = 0; step < STEPS; step += 4) {
          const asking = Array.from({ length: 4 }, () => ask(cognito, input, generate));
          await Promise.all([...asking, step % 3 === 0 ? cognito.reset() : cognito.snapshots.restore("then")]);
        }
        await cognito.snapshots.restore("then");
        expect(await exportedLines(cognito)).toEqual(lines);
      }),
      { numRuns: 50, endOnFailure: true },
    );
  });
});
