import { constants, createPublicKey, publicEncrypt } from "node:crypto";
import { aloneOrAway } from "../alone-or-away.ts";
import { createFixedBasePower } from "./fixed-base-power.ts";
import { createGeneralPower } from "./general-power.ts";
import { g, N } from "./group.ts";
import { createPowerThreads, type Power } from "./power-threads.ts";

const generalPower = createGeneralPower(N, { constants, createPublicKey, publicEncrypt });
let powerOfGHere: ((exponent: Uint8Array) => bigint) | undefined;

function computeHere({ base, exponent }: Power): bigint {
  if (base !== undefined) return generalPower(base, exponent);
  // Not at import: the tables take 8 ms, and a server should have started by then.
  powerOfGHere ??= createFixedBasePower({ base: g, modulus: N });
  return powerOfGHere(exponent);
}

// One queue for all powers, so that a sign-in does not count as alone while verifiers are computed.
const compute: (power: Power) => Promise<bigint> = aloneOrAway({
  here: computeHere,
  away: createPowerThreads({ base: g, modulus: N }, computeHere),
});

/** g^exponent mod N, for 32 bytes of exponent; 0.25 ms, after tables were made for g by the first (8 ms). */
export async function powerOfG(exponent: Uint8Array): Promise<bigint> {
  return compute({ exponent });
}

/** base^exponent mod N; 0.4 ms for 32 bytes of exponent. */
export async function powerOf(base: bigint, exponent: Uint8Array): Promise<bigint> {
  return compute({ base, exponent });
}
