import { type Operation, userPoolOperations } from "@cogmock/protocol";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { operationCoverage } from "../operation-coverage.ts";
import { anyInput, givenThingsToNameIn } from "../testing/any-input.ts";
import { exportedLines } from "../testing/exported.ts";
import { startCognito, type TestCognito } from "../testing/start-cognito.ts";

const STEPS = 40;

const implemented = new Set(operationCoverage().flatMap(({ operation, implemented: is }) => (is ? [operation] : [])));
const operations = Object.values<Operation>(userPoolOperations).filter(
  ({ name }) => implemented.has(name) && !name.startsWith("DeleteUserPool"),
);

/** Does what is asked at random; what is refused leaves its traces too. */
async function doAnything(cognito: TestCognito, generate: fc.GeneratorValue): Promise<void> {
  const input = anyInput(generate);
  await givenThingsToNameIn(cognito, input);
  for (let step = 0; step < STEPS; step++) {
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
    if (answer.status === 200 && operation.output === "json") input.remember(JSON.parse(answer.body));
  }
}

describe("whatever was done", () => {
  test("an export of its import is the same export, and a snapshot brings the same back", async () => {
    await fc.assert(
      fc.asyncProperty(fc.gen(), async (generate) => {
        const cognito = await startCognito();
        await doAnything(cognito, generate);
        const lines = await exportedLines(cognito);

        const other = await startCognito();
        await other.import(cognito.export());
        expect(await exportedLines(other)).toEqual(lines);

        await cognito.snapshots.save("then");
        await doAnything(cognito, generate);
        await cognito.snapshots.restore("then");
        expect(await exportedLines(cognito)).toEqual(lines);
      }),
      { numRuns: 25, endOnFailure: true },
    );
  });
});
