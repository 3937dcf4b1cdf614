import { setImmediate as nextTurn } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { aloneOrAway } from "./alone-or-away.ts";

function startPlaces({ awayTakes }: { awayTakes: number }) {
  const ranHere: number[] = [];
  const ranAway: number[] = [];
  const finish: (() => void)[] = [];
  const square = aloneOrAway<number, number>({
    here(job) {
      ranHere.push(job);
      return job * job;
    },
    away(job) {
      if (finish.length >= awayTakes) return undefined;
      ranAway.push(job);
      return new Promise((resolve) => {
        finish.push(() => resolve(job * job));
      });
    },
  });
  return { square, ranHere, ranAway, finishAway: () => finish.splice(0).forEach((resolve) => resolve()) };
}

describe("aloneOrAway", () => {
  test("runs here what is alone", async () => {
    const { square, ranHere, ranAway } = startPlaces({ awayTakes: 10 });
    expect(await square(2)).toBe(4);
    expect(await square(3)).toBe(9);
    expect({ ranHere, ranAway }).toEqual({ ranHere: [2, 3], ranAway: [] });
  });

  test("runs the last of several here and the others away, also when each is asked for in a callback of its own", async () => {
    const { square, ranHere, ranAway, finishAway } = startPlaces({ awayTakes: 10 });
    const squares = [square(2), Promise.resolve().then(() => square(3)), square(4)];
    await nextTurn();
    await nextTurn();
    finishAway();
    expect(await Promise.all(squares)).toEqual([4, 9, 16]);
    expect({ ranHere, ranAway }).toEqual({ ranHere: [3], ranAway: [2, 4] });
  });

  test("keeps the event loop free while something is away, and no longer", async () => {
    const { square, ranHere, ranAway, finishAway } = startPlaces({ awayTakes: 10 });
    const first = [square(2), square(3)];
    await nextTurn();
    const second = square(4);
    await nextTurn();
    expect({ ranHere, ranAway }).toEqual({ ranHere: [3], ranAway: [2, 4] });
    finishAway();
    await Promise.all([...first, second]);
    expect(await square(5)).toBe(25);
    expect(ranHere).toEqual([3, 5]);
  });

  test("runs here what nobody takes, one a turn", async () => {
    const { square, ranHere } = startPlaces({ awayTakes: 0 });
    const squares = Promise.all([square(2), square(3), square(4)]);
    await nextTurn();
    expect(ranHere.length).toBeLessThan(3);
    expect(await squares).toEqual([4, 9, 16]);
    expect(ranHere).toEqual([2, 3, 4]);
  });

  test("hands an error to the one who asked, wherever it happened, and carries on", async () => {
    const run = aloneOrAway<string, string>({
      here(job) {
        if (job === "bad") throw new RangeError("here");
        return job;
      },
      away: async (job) => {
        if (job === "bad") throw new RangeError("away");
        return job;
      },
    });
    await expect(run("bad")).rejects.toThrow(new RangeError("here"));
    const [bad, good] = await Promise.allSettled([run("bad"), run("good")]);
    expect(bad).toMatchObject({ status: "rejected", reason: new RangeError("away") });
    expect(good).toEqual({ status: "fulfilled", value: "good" });
    expect(await run("good")).toBe("good");
  });
});
