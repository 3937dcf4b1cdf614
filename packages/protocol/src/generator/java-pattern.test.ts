import { describe, expect, test } from "vitest";
import { asSequence, translatePattern } from "./java-pattern.ts";

function matches(source: string, value: string): boolean {
  const { body, flags } = translatePattern(source);
  return new RegExp(body, flags).test(value);
}

describe("a Java pattern", () => {
  test("matches whole values, anchored or not, with alternatives", () => {
    for (const source of ["ab|c", "^(ab|c)$"]) {
      expect(matches(source, "ab")).toBe(true);
      expect(matches(source, "c")).toBe(true);
      expect(matches(source, "abc")).toBe(false);
      expect(matches(source, "ab\n")).toBe(false);
    }
  });

  test("has white space of ASCII only", () => {
    for (const space of ["\t", "\n", "\v", "\f", "\r", " "]) {
      expect(matches(String.raw`\s`, space)).toBe(true);
      expect(matches(String.raw`[\s]`, space)).toBe(true);
      expect(matches(String.raw`\S`, space)).toBe(false);
      expect(matches(String.raw`[\S]`, space)).toBe(false);
    }
    for (const other of ["\u00a0", "\u2003", "\ufeff", "x", "\u{1f600}"]) {
      expect(matches(String.raw`\s`, other)).toBe(false);
      expect(matches(String.raw`[\s_]`, other)).toBe(false);
      expect(matches(String.raw`\S`, other)).toBe(true);
      expect(matches(String.raw`[\S_]`, other)).toBe(true);
    }
  });

  test("has a dot that stops at Java's line terminators unless told otherwise", () => {
    for (const terminator of ["\n", "\r", "\u0085", "\u2028", "\u2029"]) {
      expect(matches(".*", `a${terminator}b`)).toBe(false);
      expect(matches("(?s).*", `a${terminator}b`)).toBe(true);
    }
  });

  test("has Unicode categories and counts characters, not code units", () => {
    expect(matches(String.raw`\p{L}`, "é")).toBe(true);
    expect(matches(String.raw`[\p{S}]`, "\u{1f600}")).toBe(true);
    expect(matches(String.raw`\P{L}`, "é")).toBe(false);
    expect(matches(".", "\u{1f600}")).toBe(true);
  });

  test.each(["[a&&b]", "[a[b]]", "a++", String.raw`\h`, "(?i)a", String.raw`\Qa\E`, "[a", "a{"])(
    "%s is refused rather than misread",
    (source) => {
      expect(() => new RegExp(translatePattern(source).body, "u")).toThrow();
    },
  );
});

describe("a sequence", () => {
  test("is a class, or classes around literals of that class", () => {
    expect(asSequence(String.raw`[\w+]+`)).toEqual({ outside: String.raw`[^\w+]`, literals: [], gaps: [1] });
    expect(asSequence("^[^ab]*$")).toEqual({ outside: "[ab]", literals: [], gaps: [0] });
    expect(asSequence(String.raw`[\p{P}\p{S}]*\{##[\p{P}\p{S}]+##\}[\p{P}\p{S}]*`)).toEqual({
      outside: String.raw`[^\p{P}\p{S}]`,
      literals: ["{##", "##}"],
      gaps: [0, 1, 0],
    });
  });

  test.each([
    ["its literal is not of the class", "[a-z]+@[a-z]+"],
    ["its classes differ", "[@a]+@[@b]+"],
    ["it ends with a literal", "[@a]+@"],
    ["its quantifier is lazy", "[a]+?"],
    ["it counts", "[a]{3}"],
    ["it has groups", "([a]+)"],
  ])("is none when %s", (_, source) => {
    expect(asSequence(source)).toBeUndefined();
  });
});
