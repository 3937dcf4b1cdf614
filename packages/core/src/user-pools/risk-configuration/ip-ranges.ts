/** The bits of an address; those of IPv4 as IPv6 has them (RFC 4291, section 2.5.5.2). */
type AddressBits = bigint;

const MAPPED: AddressBits = 0xffffn << 32n;
const BITS = 128;
const IPV4_BITS = 32;

const DECIMAL_OCTET = /^(?:0|[1-9]\d{0,2})$/;
const HEXADECIMAL_GROUP = /^[\da-f]{1,4}$/i;

function parseIpv4(text: string): AddressBits | undefined {
  const octets = text.split(".");
  if (octets.length !== 4 || !octets.every((octet) => DECIMAL_OCTET.test(octet) && Number(octet) <= 255)) {
    return undefined;
  }
  return octets.reduce((bits, octet) => (bits << 8n) | BigInt(octet), 0n);
}

/** The groups on one side of `::`, the last of which may be an IPv4 address. */
function groupsIn(text: string): readonly bigint[] | undefined {
  if (text === "") return [];
  const parts = text.split(":");
  const last = parts.at(-1) ?? "";
  const ipv4 = last.includes(".") ? parseIpv4(last) : undefined;
  const hexadecimal = ipv4 === undefined ? parts : parts.slice(0, -1);
  if (!hexadecimal.every((part) => HEXADECIMAL_GROUP.test(part))) return undefined;
  const groups = hexadecimal.map((part) => BigInt(`0x${part}`));
  return ipv4 === undefined ? groups : [...groups, ipv4 >> 16n, ipv4 & 0xffffn];
}

/** RFC 4291, section 2.2. */
function parseIpv6(text: string): AddressBits | undefined {
  const [head = "", tail, ...more] = text.split("::");
  const before = groupsIn(head);
  const after = tail === undefined ? [] : groupsIn(tail);
  if (!before || !after || more.length > 0) return undefined;
  // An IPv4 address stands at the end.
  if (tail !== undefined && head.includes(".")) return undefined;
  const missing = 8 - before.length - after.length;
  if (tail === undefined ? missing !== 0 : missing < 1) return undefined;
  const groups = [...before, ...Array.from({ length: missing }, () => 0n), ...after];
  return groups.reduce((bits, group) => (bits << 16n) | group, 0n);
}

function parseAddress(text: string): { readonly bits: AddressBits; readonly offset: number } | undefined {
  const ipv4 = parseIpv4(text);
  if (ipv4 !== undefined) return { bits: MAPPED | ipv4, offset: BITS - IPV4_BITS };
  const ipv6 = parseIpv6(text);
  return ipv6 === undefined ? undefined : { bits: ipv6, offset: 0 };
}

/** Addresses that begin with the same bits. */
interface IpRange {
  readonly bits: AddressBits;
  /** How many bits are not the same. */
  readonly free: bigint;
}

/** `192.0.2.0/24` or `2001:db8::/32`; nothing where a text is no such range. */
function parseIpRange(text: string): IpRange | undefined {
  const [, written = "", digits = ""] = /^([^/]+)\/(\d{1,3})$/.exec(text) ?? [];
  const address = parseAddress(written);
  const prefix = Number(digits) + (address?.offset ?? 0);
  return address && prefix <= BITS ? { bits: address.bits, free: BigInt(BITS - prefix) } : undefined;
}

/** Whether a text is a range of addresses in CIDR notation (RFC 4632, section 3.1; RFC 4291, section 2.3). */
export function isIpRange(text: string): boolean {
  return parseIpRange(text) !== undefined;
}

/** Whether an address is within one of these ranges. What is not known is within none. */
export function isWithin(ranges: readonly string[] | undefined, address: string | undefined): boolean {
  const asked = address === undefined ? undefined : parseAddress(address);
  if (!asked || !ranges) return false;
  return ranges.some((text) => {
    const range = parseIpRange(text);
    return range !== undefined && asked.bits >> range.free === range.bits >> range.free;
  });
}
