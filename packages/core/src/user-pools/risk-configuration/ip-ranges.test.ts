import { assert, constantFrom, ipV4, ipV6, nat, oneof, property, string, tuple } from "fast-check";
import { describe, expect, test } from "vitest";
import { isIpRange, isWithin } from "./ip-ranges.ts";

const ipv4 = ipV4();
const ipv6 = ipV6();

/** An IPv6 address as URLs write it (URL Standard, "IPv6 serializer"); nothing where a text is none. */
function serialized(address: string): string | undefined {
  const url = `http://[${address}]/`;
  return URL.canParse(url) ? new URL(url).hostname.slice(1, -1) : undefined;
}

/** Ones and zeros. */
function binary(address: string): string {
  if (!address.includes(":")) {
    return address
      .split(".")
      .map((octet) => Number(octet).toString(2).padStart(8, "0"))
      .join("");
  }
  const [head = [], tail] = (serialized(address) ?? "").split("::").map((side) => (side === "" ? [] : side.split(":")));
  const before = [...head];
  const after = [...(tail ?? [])];
  const zeros = Array.from({ length: 8 - before.length - after.length }, () => "0");
  return [...before, ...zeros, ...after]
    .map((group) => Number.parseInt(group, 16).toString(2).padStart(16, "0"))
    .join("");
}

describe("A range of addresses", () => {
  test.each([
    ["192.0.2.0/24", "192.0.2.255", true],
    ["192.0.2.0/24", "192.0.3.0", false],
    ["192.0.2.7/24", "192.0.2.1", true],
    ["192.0.2.1/32", "192.0.2.1", true],
    ["192.0.2.1/32", "192.0.2.2", false],
    ["0.0.0.0/0", "203.0.113.9", true],
    ["0.0.0.0/0", "2001:db8::1", false],
    ["2001:db8::/32", "2001:db8:ffff::1", true],
    ["2001:db8::/32", "2001:db9::1", false],
    ["::/0", "2001:db8::1", true],
    ["192.0.2.0/24", "::ffff:192.0.2.9", true],
    ["::ffff:192.0.2.0/120", "192.0.2.9", true],
    ["192.0.2.0/24", "somewhere", false],
  ])("%s and %s: %s", (range, address, isInside) => {
    expect(isWithin(["10.9.9.9/32", range], address)).toBe(isInside);
  });

  test("of no addresses has none in it, nor has any what nobody knows", () => {
    expect(isWithin(undefined, "192.0.2.1")).toBe(false);
    expect(isWithin([], "192.0.2.1")).toBe(false);
    expect(isWithin(["0.0.0.0/0"], undefined)).toBe(false);
  });

  test("holds what begins with the same bits", () => {
    assert(
      property(oneof(tuple(ipv4, nat(32), ipv4), tuple(ipv6, nat(128), ipv6)), ([base, prefix, address]) => {
        const range = `${base}/${prefix}`;
        expect(isWithin([range], base)).toBe(true);
        const begins = binary(address).slice(0, prefix) === binary(base).slice(0, prefix);
        expect(isWithin([range], address)).toBe(begins);
      }),
    );
  });

  test("is written with an address of IPv4, or with one of IPv6 that URLs take", () => {
    assert(property(ipv4, (address) => isIpRange(`${address}/32`)));
    const nearly = string({ unit: constantFrom(...Array.from("0123456789abcf:.")), maxLength: 20 }).map(
      (text) => `:${text}`,
    );
    assert(
      property(oneof(ipv6, nearly), (address) => {
        expect(isIpRange(`${address}/0`)).toBe(serialized(address) !== undefined);
      }),
      { numRuns: 2_000 },
    );
  });
});
