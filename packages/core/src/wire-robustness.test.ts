import { type Operation, userPoolOperations } from "@cogmock/protocol";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createMemoryStore, type Store } from "./index.ts";
import { operationCoverage } from "./operation-coverage.ts";
import { anyInput, givenThingsToNameIn } from "./testing/any-input.ts";
import { startCognito } from "./testing/start-cognito.ts";
import { createTestClock } from "./testing/test-clock.ts";

/** What the request layer answers for any operation, and what we answer for what is not built yet. */
const FRAMEWORK_ERRORS = ["SerializationException", "InvalidParameterException", "NotImplementedException"];

/** unconfirmed: what AWS's model does not name, and what every other operation on users answers. */
const UNDECLARED_ERRORS: Readonly<Record<string, readonly string[]>> = {
  AdminGetDevice: ["UserNotFoundException"],
  AdminListDevices: ["UserNotFoundException"],
};

/** A refused attempt may be counted, and nothing else of it may remain. */
const COUNTED_IN = ["attempts", "failures"];

/** What leaves less to ask about; asked for half as often as the rest. */
const RUINOUS = /^(Admin)?Delete|^AdminDisable/;

/** How long to wait after a request: mostly not at all, now and then until codes, tokens and passwords are out of date. */
const MINUTES = [...Array.from({ length: 60 }, () => 0), 1, 61, 1441];

const STEPS = 60;

/** A failure names the request that failed, which says more than what a minute of shrinking finds. */
const QUICKLY = { endOnFailure: true };

const implemented = new Set(operationCoverage().flatMap(({ operation, implemented: is }) => (is ? [operation] : [])));
const operations = Object.values<Operation>(userPoolOperations).filter(({ name }) => implemented.has(name));

/** A store in memory that tells which collections have been written to since it was last asked. */
function watchedStore(clock: ReturnType<typeof createTestClock>): {
  readonly store: Store;
  readonly takeWritten: () => string[];
} {
  const store = createMemoryStore({ clock });
  const commit = store.commit.bind(store);
  let written: string[] = [];
  store.commit = async (writes) => {
    await commit(writes);
    written.push(...writes.map(({ collection }) => collection.name));
  };
  return {
    store,
    takeWritten() {
      const taken = written;
      written = [];
      return taken;
    },
  };
}

/** Asks at random, and checks each answer; several requests at once where `atOnce` is above 1. */
async function askAnything(generate: fc.GeneratorValue, atOnce: number): Promise<void> {
  const clock = createTestClock("2026-01-01T00:00:00Z");
  const { store, takeWritten } = watchedStore(clock);
  const cognito = await startCognito({ store, clock });
  const input = anyInput(generate);
  await givenThingsToNameIn(cognito, input);
  takeWritten();

  const nextOperation = () => {
    // By number: a counterexample that fast-check prints holds what was generated.
    const anyNumber = () => fc.nat({ max: operations.length - 1 });
    const next = operations[generate(anyNumber)];
    const chosen = next && RUINOUS.test(next.name) ? operations[generate(anyNumber)] : next;
    if (!chosen) throw new Error("no operation is implemented");
    return chosen;
  };

  async function ask({ name, errors, output }: Operation, body: string): Promise<void> {
    const answer = await cognito.handle({
      method: "POST",
      url: "/",
      headers: {
        "content-type": "application/x-amz-json-1.1",
        "x-amz-target": `AWSCognitoIdentityProviderService.${name}`,
      },
      body: Buffer.from(body),
      baseUrl: "http://localhost:4566",
    });
    const { error, defect } = answer.outcome;
    const what = `${name} ${body}\nwas answered ${answer.body}`;
    expect(defect, what).toBeUndefined();
    if (error !== undefined)
      expect([...errors, ...FRAMEWORK_ERRORS, ...(UNDECLARED_ERRORS[name] ?? [])], what).toContain(error);
    else if (output === "json") input.remember(JSON.parse(answer.body));
    if (atOnce > 1) return;
    const traces = takeWritten().filter((collection) => error !== undefined && !COUNTED_IN.includes(collection));
    expect(traces, what).toEqual([]);
  }

  for (let step = 0; step < STEPS; step += atOnce) {
    const requests = Array.from({ length: atOnce }, () => {
      const operation = nextOperation();
      return { operation, body: JSON.stringify(input.of(operation)) };
    });
    await Promise.all(requests.map(({ operation, body }) => ask(operation, body)));
    clock.advance({ minutes: generate(() => fc.constantFrom(...MINUTES)) });
  }
}

describe("whatever is asked, in whatever order", () => {
  test("is done, or refused without a trace and with an error that the operation declares; it is never a defect", async () => {
    await fc.assert(
      fc.asyncProperty(fc.gen(), (generate) => askAnything(generate, 1)),
      { numRuns: 60, ...QUICKLY },
    );
  });

  test("is no defect when asked at the same time either", async () => {
    await fc.assert(
      fc.asyncProperty(fc.gen(), (generate) => askAnything(generate, 4)),
      { numRuns: 40, ...QUICKLY },
    );
  });
});
