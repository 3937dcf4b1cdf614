import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { playSignIns } from "../../testing/play-sign-ins.ts";
import { type Beginning, beginnings, type Move, moves, settings } from "../../testing/sign-in-moves.ts";

test("Nobody gets tokens by any sequence of answers without all that pool and user require, nor changes anything by a refused one", async () => {
  await fc.assert(
    fc.asyncProperty(settings, moves, async (situation, some) => {
      await playSignIns(situation, some);
    }),
    { numRuns: 120, endOnFailure: true },
  );
});

/** What somebody does who has everything: begins, and answers whatever is asked, as often as it takes. */
function honestly(by: Beginning, namesDevice: "no" | "own" = "no"): Move[] {
  const answer: Move = {
    does: "answer",
    session: 0,
    as: undefined,
    by: undefined,
    at: undefined,
    challenge: undefined,
    rightly: true,
    method: "sms",
    choice: "PASSWORD",
    email: false,
    namesDevice: "no",
    byServer: false,
  };
  return [
    { does: "begin", as: "alice", at: 0, by, rightly: true, namesDevice, stepsUp: undefined },
    ...Array.from({ length: 7 }, () => answer),
  ];
}

describe.each(["OFF", "OPTIONAL", "ON"] as const)("Whoever has everything gets in, MFA being %s", (mfa) => {
  const first = mfa === "ON" ? beginnings.filter((by) => !/Email|Sms|Passkey/.test(by)) : beginnings;
  test.each(first)("by %s", async (by) => {
    for (const methods of [["sms"], ["app"], ["email"]] as const) {
      const own = honestly(by, "own");
      expect(await playSignIns({ mfa, methods, devices: "none", temporary: true }, honestly(by))).toBe(1);
      expect(await playSignIns({ mfa, methods, devices: "besidesMfa", temporary: false }, own)).toBe(1);
      expect(await playSignIns({ mfa, methods, devices: "inPlaceOfMfa", temporary: false }, own)).toBe(1);
    }
  });
});
