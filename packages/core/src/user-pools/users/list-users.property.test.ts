import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { startCognito } from "../../testing/start-cognito.ts";

/** Few letters, so that values share beginnings, and those that need care: case, quotes, escapes, what sorts oddly. */
const LETTERS = ["a", "A", "b", "é", "É", "😀", "\uFF5E", '"', "\\", "="];
const text = fc.array(fc.constantFrom(...LETTERS), { minLength: 1, maxLength: 3 }).map((letters) => letters.join(""));
const TEXT_ATTRIBUTES = ["name", "given_name", "family_name", "preferred_username"] as const;

const person = fc.record({
  Username: text,
  attributes: fc.record(Object.fromEntries(TEXT_ATTRIBUTES.map((name) => [name, text])), { requiredKeys: [] }),
  disabled: fc.boolean(),
});
const people = fc.uniqueArray(person, { maxLength: 12, selector: ({ Username }) => Username });
type Person = typeof person extends fc.Arbitrary<infer T> ? T : never;

const filter = fc.record({
  attribute: fc.constantFrom("username", "status", ...TEXT_ATTRIBUTES),
  operator: fc.constantFrom("=", "^="),
  value: fc.oneof(text, fc.constantFrom("", "Enabled", "Disabled", "En", "enabled")),
});
type Filter = typeof filter extends fc.Arbitrary<infer T> ? T : never;

const CASE_SENSITIVE = new Set(["username", "status"]);

/** What a filter says, taken literally. */
function describes({ attribute, operator, value }: Filter, { Username, attributes, disabled }: Person): boolean {
  const actual =
    attribute === "username"
      ? Username
      : attribute === "status"
        ? disabled
          ? "Disabled"
          : "Enabled"
        : attributes[attribute];
  if (actual === undefined) return false;
  const fold = (folded: string) => (CASE_SENSITIVE.has(attribute) ? folded : folded.toLowerCase());
  return operator === "=" ? fold(actual) === fold(value) : fold(actual).startsWith(fold(value));
}

async function givenPeople(everybody: readonly Person[]) {
  const cognito = await startCognito();
  const { UserPoolId } = await cognito.givenUserPool();
  for (const { Username, attributes, disabled } of everybody) {
    const UserAttributes = Object.entries(attributes).map(([Name, Value]) => ({ Name, Value }));
    await cognito.send("AdminCreateUser", { UserPoolId, Username, UserAttributes });
    if (disabled) await cognito.send("AdminDisableUser", { UserPoolId, Username });
  }
  return { cognito, UserPoolId };
}

describe("ListUsers", () => {
  test("answers for every accepted filter exactly the users whom it describes", async () => {
    await fc.assert(
      fc.asyncProperty(people, fc.array(filter, { minLength: 1, maxLength: 8 }), async (everybody, filters) => {
        const { cognito, UserPoolId } = await givenPeople(everybody);
        for (const each of filters) {
          const escaped = each.value.replace(/["\\]/g, String.raw`\$&`);
          const Filter = `${each.attribute} ${each.operator} "${escaped}"`;
          const { Users = [] } = await cognito.send("ListUsers", { UserPoolId, Filter });
          const expected = everybody.filter((candidate) => describes(each, candidate)).map(({ Username }) => Username);
          expect(new Set(Users.map(({ Username }) => Username)), Filter).toEqual(new Set(expected));
          expect(Users, Filter).toHaveLength(expected.length);
        }
      }),
      { numRuns: 60 },
    );
  });

  test("answers any text for a filter with users or with one of two errors", async () => {
    const { cognito, UserPoolId } = await givenPeople([]);
    const piece = fc.constantFrom(
      "email",
      "sub",
      '"',
      "\\",
      "=",
      "^=",
      " ",
      "x",
      "\u0000",
      "\uD800",
      "status",
      "__proto__",
    );
    const anyFilter = fc.oneof(
      fc.string({ unit: "binary", maxLength: 40 }),
      fc.array(piece, { maxLength: 9 }).map((pieces) => pieces.join("")),
    );
    await fc.assert(
      fc.asyncProperty(anyFilter, async (Filter) => {
        const outcome = await cognito.send("ListUsers", { UserPoolId, Filter }).catch((error: unknown) => error);
        if (outcome instanceof Error) {
          expect(outcome.name).toBe("InvalidParameterException");
          expect(outcome.message).toMatch(/^Error while parsing filter\.$|^Invalid search attribute: /);
        }
      }),
      { numRuns: 500 },
    );
  });

  test("shows everybody who stays exactly once, in order, whatever comes and goes between two pages", async () => {
    const change = fc.record({ create: fc.option(text), remove: fc.nat() });
    await fc.assert(
      fc.asyncProperty(
        people,
        fc.array(change, { maxLength: 12 }),
        fc.integer({ min: 1, max: 4 }),
        async (everybody, changes, Limit) => {
          const { cognito, UserPoolId } = await givenPeople(everybody);
          const staying = new Set(everybody.map(({ Username }) => Username));
          const present = new Set(staying);
          const shown: string[] = [];
          let PaginationToken: string | undefined;
          do {
            const page = await cognito.send("ListUsers", {
              UserPoolId,
              Limit,
              ...(PaginationToken === undefined ? {} : { PaginationToken }),
            });
            shown.push(...(page.Users ?? []).map(({ Username = "" }) => Username));
            ({ PaginationToken } = page);
            const { create, remove } = changes.shift() ?? { create: null, remove: 0 };
            if (create !== null && !present.has(create)) {
              await cognito.send("AdminCreateUser", { UserPoolId, Username: create });
              present.add(create);
            }
            const removed = remove > 0 ? [...present][remove % present.size] : undefined;
            if (removed !== undefined) {
              await cognito.send("AdminDeleteUser", { UserPoolId, Username: removed });
              present.delete(removed);
              staying.delete(removed);
            }
          } while (PaginationToken !== undefined);

          const bytewise = (left: string, right: string) => Buffer.compare(Buffer.from(left), Buffer.from(right));
          expect(shown).toEqual(shown.toSorted(bytewise));
          expect(new Set(shown).size).toBe(shown.length);
          expect(shown).toEqual(expect.arrayContaining([...staying]));
        },
      ),
      { numRuns: 60 },
    );
  });
});
