import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Operation, userPoolOperations, validateInput } from "../index.ts";
import { sequence } from "./pattern.ts";

/** Texts put together from these parts. */
function textsOf(...parts: readonly string[]): fc.Arbitrary<string> {
  return fc.array(fc.constantFrom(...parts), { maxLength: 9 }).map((chosen) => chosen.join(""));
}

describe("a sequence", () => {
  const link = sequence(String.raw`[a{#}]*\{##[a{#}]*##\}[a{#}]*`, "[^a{#}]", ["{##", "##}"], [0, 0, 0]);
  const address = sequence("[a@]+@[a@]+", "[^a@]", ["@"], [1, 1]);

  test("matches what the expression matches that it stands for", () => {
    fc.assert(
      fc.property(textsOf("a", "{", "#", "}", "!", "{##", "##}"), (value) => {
        expect(link.matches(value)).toBe(/^[a{#}]*\{##[a{#}]*##\}[a{#}]*$/.test(value));
      }),
      { numRuns: 2000 },
    );
    fc.assert(
      fc.property(textsOf("a", "@", "!"), (value) => {
        expect(address.matches(value)).toBe(/^[a@]+@[a@]+$/.test(value));
      }),
      { numRuns: 2000 },
    );
  });
});

test("message templates of the greatest length are judged at once, however they are built", () => {
  const started = performance.now();
  for (const text of [
    "{##".repeat(6666),
    "{##}".repeat(5000),
    "{####}".repeat(3333),
    `${"{##a##}".repeat(2857)}\u0001`,
  ]) {
    for (const member of ["EmailMessage", "EmailMessageByLink", "SmsMessage"]) {
      const input = { PoolName: "p", VerificationMessageTemplate: { [member]: text } };
      try {
        validateInput(userPoolOperations.CreateUserPool, input);
      } catch (error) {
        expect(error).toHaveProperty("name", "InvalidParameterException");
      }
    }
  }
  expect(performance.now() - started).toBeLessThan(2000);
});

test("a value of ten million characters is judged by every kind of pattern without overflowing", () => {
  const long = `${"a_:é".repeat(2_500_000)} `;
  const { DescribeUserPool, AdminGetDevice, GetUser, CreateGroup, DescribeTerms } = userPoolOperations;
  const cases: readonly (readonly [Operation, object])[] = [
    [DescribeUserPool, { UserPoolId: long }],
    [AdminGetDevice, { DeviceKey: long }],
    [GetUser, { AccessToken: long }],
    [CreateGroup, { RoleArn: `arn:${long}` }],
    [DescribeTerms, { TermsId: long }],
  ];
  for (const [operation, input] of cases) {
    expect(() => validateInput(operation, input)).toThrow(/regular expression pattern/);
  }
});
