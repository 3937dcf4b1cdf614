import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { proveSrpPassword, startSrpClient } from "./client.ts";
import { decoySrp } from "./decoy.ts";
import { N, toNumber } from "./group.ts";
import { srpHex, startSrp, verifySrpProof } from "./handshake.ts";

const input = { secret: Buffer.alloc(32, 1), poolName: "AbCdEf123", username: "nobody" };

test("a decoy is the same each time for the same name, pool and secret, and another one for others", () => {
  const decoy = decoySrp(input);
  expect(decoySrp({ ...input })).toEqual(decoy);
  const others = [
    decoySrp({ ...input, username: "nobody2" }),
    decoySrp({ ...input, poolName: "ZyXwVu987" }),
    decoySrp({ ...input, poolName: "AbCdEf123n", username: "obody" }),
    decoySrp({ ...input, secret: Buffer.alloc(32, 2) }),
  ];
  for (const other of others) {
    expect(other.salt).not.toEqual(decoy.salt);
    expect(other.userId).not.toBe(decoy.userId);
    expect(other.verifier).not.toEqual(decoy.verifier);
  }
});

test("a decoy looks like a user's salt, id and verifier", () => {
  const { salt, userId, verifier } = decoySrp(input);
  expect(salt).toHaveLength(16);
  expect(userId).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(verifier).toHaveLength(384);
  expect(toNumber(verifier) < N).toBe(true);
});

test("a sign-in against a decoy takes its whole course and fails", async () => {
  const { salt, userId, verifier } = decoySrp(input);
  const client = await startSrpClient(randomBytes);
  const handshake = await startSrp({ A: client.A, verifier, randomBytes });
  expect(handshake.B).not.toBe((await startSrp({ A: client.A, verifier, randomBytes })).B);
  const claim = { poolName: input.poolName, userId, secretBlock: "c2VjcmV0", timestamp: "Sat Nov 7 04:05:06 UTC 2026" };
  const secret = { ...client, password: "Correct-Horse-9!", salt: srpHex(salt), B: handshake.B };
  const signature = await proveSrpPassword({ ...claim, ...secret });
  expect(await verifySrpProof({ ...claim, verifier, handshake, signature })).toBe(false);
});
