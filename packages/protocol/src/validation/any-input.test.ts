import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ServiceException } from "../errors/service-exception.ts";
import { decodeRequest, identityPoolOperations, type Operation, userPoolOperations } from "../index.ts";
import type { Shape } from "./shape.ts";

const operations: readonly Operation[] = [
  ...Object.values(userPoolOperations),
  ...Object.values(identityPoolOperations),
];

function decode({ service, name }: Operation, body: string) {
  const prefix = service === "user-pools" ? "AWSCognitoIdentityProviderService" : "AWSCognitoIdentityService";
  return decodeRequest({ target: `${prefix}.${name}`, contentType: "application/x-amz-json-1.1", body });
}

/** Strings of which each shape of the services accepts at least one. */
const STRINGS = [
  "us-east-1_abcdefghi",
  "us-east-1_00000000-0000-4000-8000-000000000000",
  "us-east-1:00000000-0000-4000-8000-000000000000",
  "00000000-0000-4000-8000-000000000000",
  "arn:aws:iam::000000000000:role/cognito-authenticated",
  "arn:aws:s3:::bucket",
  "import-abc",
  "123456",
  "abcdefghijklmnopqrstuvwxyz0123456789",
  "tknabcdefghijklmnopqrstuvwxy",
  "alice@example.com",
  "cognito:default",
  "terms-of-use",
  "authenticated",
  "Your code is {####}",
  "Click {##here##}",
  "{username} {####}",
  "a",
];
const NUMBERS = [0, 1, 3, 6, 10, 60, 3600];

function isRequired([, member]: [string, Shape<unknown>]): boolean {
  return !member.schema.safeParse(undefined).success;
}

/** Values of a shape, by construction and not by asking the validator. Only simple values are picked by it. */
function valuesOf(shape: Shape<unknown>): fc.Arbitrary<unknown> {
  const { kind, element, members } = shape;
  const accepted = (values: readonly unknown[]) => {
    const picked = values.filter((value) => shape.schema.safeParse(value).success);
    if (picked.length === 0)
      throw new Error(`No sample of ${shape.elementConstraints.map(({ text }) => text).join(", ")}`);
    return fc.constantFrom(...picked);
  };
  switch (kind) {
    case "structure": {
      const entries = Object.entries(members ?? {});
      return fc.record(Object.fromEntries(entries.map(([name, member]) => [name, valuesOf(member)])), {
        requiredKeys: entries.filter(isRequired).map(([name]) => name),
        noNullPrototype: true,
      });
    }
    case "list":
      return element === undefined ? fc.constant([]) : fc.array(valuesOf(element), { minLength: 1, maxLength: 2 });
    case "map": {
      const keys = STRINGS.filter((key) => shape.schema.safeParse({ [key]: sampleOf(element) }).success);
      return element === undefined
        ? fc.constant({})
        : fc.dictionary(fc.constantFrom(...keys), valuesOf(element), { minKeys: 1, maxKeys: 2, noNullPrototype: true });
    }
    case "boolean":
      return fc.boolean();
    case "blob":
      return fc.constantFrom("", "AAAA", "AAA=");
    case "document":
      return fc.jsonValue().filter((value) => value !== null);
    case "string": {
      const [, values] = /enum value set: \[(.*)\]$/.exec(shape.elementConstraints.at(-1)?.text ?? "") ?? [];
      return values === undefined ? accepted(STRINGS) : fc.constantFrom(...values.split(", "));
    }
    default:
      return accepted(NUMBERS);
  }
}

function sampleOf(shape: Shape<unknown> | undefined): unknown {
  return shape === undefined ? undefined : fc.sample(valuesOf(shape), { numRuns: 1, seed: 1 })[0];
}

describe("any input", () => {
  test("is accepted or refused as the caller's fault, never anything else", () => {
    const members = [...new Set(operations.flatMap((operation) => Object.keys(operation.input().members ?? {})))];
    const value = fc.oneof(fc.jsonValue(), fc.constantFrom<unknown>("", null, {}, [], [null], [{}], { "": null }));
    const key = fc.constantFrom(...members, "__proto__", "constructor", "toString");
    const input = fc.oneof(value, fc.dictionary(key, value));
    fc.assert(
      fc.property(fc.constantFrom(...operations), input, (operation, sent) => {
        try {
          decode(operation, JSON.stringify(sent));
        } catch (error) {
          expect(error).toBeInstanceOf(ServiceException);
          expect(error).toMatchObject({ fault: "client", httpStatus: 400 });
        }
      }),
      { numRuns: 3000 },
    );
  });

  test("that is no JSON at all is a SerializationException", () => {
    fc.assert(
      fc.property(fc.constantFrom(...operations), fc.string(), (operation, body) => {
        fc.pre(!isJson(body));
        expect(() => decode(operation, body)).toThrow(expect.objectContaining({ name: "SerializationException" }));
      }),
    );
  });
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return text === "";
  }
}

describe("a valid input", () => {
  test.each(operations.map((operation) => [`${operation.service} ${operation.name}`, operation] as const))(
    "of %s comes out as it went in",
    (_, operation) => {
      fc.assert(
        fc.property(valuesOf(operation.input()), (sent) => {
          expect(decode(operation, JSON.stringify(sent)).input).toEqual(JSON.parse(JSON.stringify(sent)));
        }),
        { numRuns: 15 },
      );
    },
  );
});
