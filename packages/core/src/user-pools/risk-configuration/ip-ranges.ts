import { BlockList, isIP } from "node:net";

/** A range of addresses, as it is written in CIDR notation (RFC 4632, section 3.1; RFC 4291, section 2.3). */
interface IpRange {
  readonly address: string;
  readonly prefix: number;
  readonly family: "ipv4" | "ipv6";
}

function familyOf(address: string): IpRange["family"] | undefined {
  const version = isIP(address);
  if (version === 0) return undefined;
  return version === 4 ? "ipv4" : "ipv6";
}

const BITS: Readonly<Record<IpRange["family"], number>> = { ipv4: 32, ipv6: 128 };

/** `192.0.2.0/24` or `2001:db8::/32`; nothing where a text is no such range. */
function parseIpRange(text: string): IpRange | undefined {
  const [, address = "", digits = ""] = /^([^/]+)\/(\d{1,3})$/.exec(text) ?? [];
  const family = familyOf(address);
  const prefix = Number(digits);
  return family && prefix <= BITS[family] ? { address, prefix, family } : undefined;
}

/** Whether a text is a range of addresses in CIDR notation. */
export function isIpRange(text: string): boolean {
  return parseIpRange(text) !== undefined;
}

/** Whether an address is within one of these ranges. What is not known is within none. */
export function isWithin(ranges: readonly string[] | undefined, address: string | undefined): boolean {
  const family = familyOf(address ?? "");
  if (!ranges?.length || address === undefined || !family) return false;
  const list = new BlockList();
  for (const text of ranges) {
    const range = parseIpRange(text);
    if (range) list.addSubnet(range.address, range.prefix, range.family);
  }
  return list.check(address, family);
}
