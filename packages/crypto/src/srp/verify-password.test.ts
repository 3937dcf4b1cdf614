import { randomBytes } from "node:crypto";
import { describe, expect, test } from "vitest";
import { computeVerifier } from "./verifier.ts";
import { createPasswordVerifier, verifyPassword } from "./verify-password.ts";

const right = { poolName: "AbCdEf123", userId: "alice", password: "Correct-Horse-9!", salt: Uint8Array.of(1, 2, 3) };
const verifier = await computeVerifier(right);

const remembering = createPasswordVerifier({ randomBytes });
const smallMemory = createPasswordVerifier({ randomBytes, maxRemembered: 1 });

describe.each([
  { name: "verifyPassword", verify: verifyPassword },
  { name: "a password verifier", verify: remembering.verifyPassword },
  { name: "a password verifier that remembers one password", verify: smallMemory.verifyPassword },
])("$name", ({ verify }) => {
  test("accepts the right password, again and again", async () => {
    expect(await verify({ ...right, verifier })).toBe(true);
    expect(await verify({ ...right, verifier })).toBe(true);
  });

  test.each([
    ["another password", { password: "correct-Horse-9!" }],
    ["another user", { userId: "bob" }],
    ["another pool", { poolName: "ZyXwVu987" }],
    ["another salt", { salt: Uint8Array.of(1, 2, 4) }],
    ["a verifier cut short", { verifier: verifier.subarray(1) }],
    ["no verifier", { verifier: new Uint8Array() }],
  ])("refuses %s, also after the right one was accepted", async (_, change) => {
    expect(await verify({ ...right, verifier })).toBe(true);
    expect(await verify({ ...right, verifier, ...change })).toBe(false);
  });

  test("refuses the old password once there is a new one, and takes it back when it is set again", async () => {
    expect(await verify({ ...right, verifier })).toBe(true);
    const newVerifier = await computeVerifier({ ...right, password: "New-Horse-10!" });
    expect(await verify({ ...right, verifier: newVerifier })).toBe(false);
    expect(await verify({ ...right, password: "New-Horse-10!", verifier: newVerifier })).toBe(true);
    expect(await verify({ ...right, verifier })).toBe(true);
  });
});

test("a remembered password is accepted without computing the power again", async () => {
  const { verifyPassword: verify } = createPasswordVerifier({ randomBytes });
  await verify({ ...right, verifier });
  let turns = 0;
  const counting = setImmediate(() => {
    turns += 1;
  });
  // Computing waits for the turn of the event loop to end; remembering does not.
  expect(await verify({ ...right, verifier })).toBe(true);
  clearImmediate(counting);
  expect(turns).toBe(0);
});
