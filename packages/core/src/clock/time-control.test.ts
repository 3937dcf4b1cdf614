import { describe, expect, test } from "vitest";
import { createMovableClock, type MovableClock } from "../ports/movable-clock.ts";
import { createMemoryStore } from "../store/memory-store.ts";
import type { Store } from "../store/store.ts";
import { exportedText } from "../testing/exported.ts";
import { startCognito, type TestCognito } from "../testing/start-cognito.ts";
import { createTestClock, type TestClock } from "../testing/test-clock.ts";
import { tokenSessions } from "../user-pools/tokens/token-sessions.collection.ts";
import { resumeClock } from "./resume-clock.ts";

const START = "2026-01-01T00:00:00Z";
const HOUR = 3_600_000;

const at = (time: string): number => Date.parse(time);

interface Moved {
  readonly real: TestClock;
  readonly clock: MovableClock;
  readonly store: Store;
  readonly cognito: TestCognito;
}

/** A Cognito whose clock can be moved, real time standing still. */
async function givenMovableClock(real: TestClock = createTestClock(START)): Promise<Moved> {
  const clock = createMovableClock(real);
  const store = createMemoryStore({ clock });
  return { real, clock, store, cognito: await startCognito({ clock, store }) };
}

/** Another Cognito on the same store, with a clock of its own. */
async function givenReplica({ real, store }: Moved): Promise<Moved> {
  const clock = createMovableClock(real);
  return { real, store, clock, cognito: await startCognito({ clock, store }) };
}

describe("a clock that nobody has moved", () => {
  test("goes by real time", async () => {
    const { real, cognito } = await givenMovableClock();
    expect(await cognito.time.read()).toEqual({ now: at(START), ahead: 0, isFrozen: false });
    real.advance({ hours: 1 });
    expect(await cognito.time.read()).toEqual({ now: at(START) + HOUR, ahead: 0, isFrozen: false });
  });
});

describe("a clock that was advanced", () => {
  test("goes on, and can be advanced again", async () => {
    const { real, clock, cognito } = await givenMovableClock();
    expect(await cognito.time.advance(2 * HOUR)).toEqual({
      now: at("2026-01-01T02:00:00Z"),
      ahead: 2 * HOUR,
      isFrozen: false,
    });
    real.advance({ minutes: 1 });
    expect(clock.now()).toBe(at("2026-01-01T02:01:00Z"));
    await cognito.time.advance(HOUR);
    expect(clock.now()).toBe(at("2026-01-01T03:01:00Z"));
  });

  test("has gone by every advance where several come at once", async () => {
    const moved = await givenMovableClock();
    const replica = await givenReplica(moved);
    await Promise.all(
      [moved, replica, moved, replica, moved, replica].map(({ cognito }) => cognito.time.advance(HOUR)),
    );
    for (const { cognito } of [moved, replica]) {
      expect(await cognito.time.read()).toMatchObject({ ahead: 6 * HOUR });
    }
  });

  test("does not go back by an advance", async () => {
    const { clock, cognito } = await givenMovableClock();
    await expect(cognito.time.advance(-1)).rejects.toThrow("The clock only advances; set or reset turns it back.");
    expect(clock.now()).toBe(at(START));
  });
});

describe("a frozen clock", () => {
  test("stands still until it is unfrozen, and goes on from there", async () => {
    const { real, clock, cognito } = await givenMovableClock();
    await cognito.time.advance(HOUR);
    expect(await cognito.time.freeze()).toEqual({ now: at(START) + HOUR, ahead: HOUR, isFrozen: true });
    real.advance({ hours: 3 });
    expect(await cognito.time.freeze()).toEqual({ now: at(START) + HOUR, ahead: -2 * HOUR, isFrozen: true });
    expect(await cognito.time.unfreeze()).toEqual({ now: at(START) + HOUR, ahead: -2 * HOUR, isFrozen: false });
    real.advance({ minutes: 1 });
    expect(clock.now()).toBe(at("2026-01-01T01:01:00Z"));
  });

  test("can be advanced and set, and stays frozen", async () => {
    const { real, clock, cognito } = await givenMovableClock();
    await cognito.time.freeze();
    await cognito.time.advance(HOUR);
    real.advance({ hours: 9 });
    expect(clock.now()).toBe(at(START) + HOUR);
    expect(await cognito.time.set(at("2025-06-01T00:00:00Z"))).toMatchObject({
      now: at("2025-06-01T00:00:00Z"),
      isFrozen: true,
    });
    real.advance({ hours: 9 });
    expect(clock.now()).toBe(at("2025-06-01T00:00:00Z"));
  });

  test("is only frozen: to unfreeze one that runs changes nothing", async () => {
    const { cognito } = await givenMovableClock();
    await cognito.time.advance(HOUR);
    expect(await cognito.time.unfreeze()).toEqual({ now: at(START) + HOUR, ahead: HOUR, isFrozen: false });
  });
});

describe("a clock that was set", () => {
  test("goes on from that time, be it earlier or later, until it is reset", async () => {
    const { real, clock, cognito } = await givenMovableClock();
    for (const time of [at("2027-01-01T00:00:00Z"), at("2020-01-01T00:00:00Z")]) {
      expect(await cognito.time.set(time)).toEqual({ now: time, ahead: time - real.now(), isFrozen: false });
      real.advance({ seconds: 5 });
      expect(clock.now()).toBe(time + 5_000);
    }
    await cognito.time.freeze();
    expect(await cognito.time.reset()).toEqual({ now: real.now(), ahead: 0, isFrozen: false });
  });

  test("goes from 1970 to the end of the year 9999", async () => {
    const { cognito } = await givenMovableClock();
    const message = "The clock goes from 1970-01-01T00:00:00.000Z to 9999-12-31T23:59:59.999Z, and no further.";
    const last = at("9999-12-31T23:59:59.999Z");
    for (const time of [-1, last + 1, Number.NaN]) await expect(cognito.time.set(time)).rejects.toThrow(message);
    expect(await cognito.time.set(0)).toMatchObject({ now: 0 });
    expect(await cognito.time.set(last)).toMatchObject({ now: last });
    for (const duration of [1, Infinity]) await expect(cognito.time.advance(duration)).rejects.toThrow(message);
  });
});

describe("the store", () => {
  test("keeps the setting for a Cognito that is started on it later", async () => {
    const moved = await givenMovableClock();
    await moved.cognito.time.set(at("2027-01-01T00:00:00Z"));
    await moved.cognito.time.freeze();
    const clock = createMovableClock(moved.real);
    await resumeClock({ store: moved.store, clock });
    expect(clock.now()).toBe(at("2027-01-01T00:00:00Z"));
  });

  test("tells others on it of a change, when they look", async () => {
    const moved = await givenMovableClock();
    const replica = await givenReplica(moved);
    await moved.cognito.time.advance(HOUR);
    expect(replica.clock.now()).toBe(at(START));
    expect(await replica.cognito.time.read()).toMatchObject({ ahead: HOUR });
    expect(replica.clock.now()).toBe(at(START) + HOUR);
    await moved.cognito.time.reset();
    await replica.cognito.time.read();
    expect(replica.clock.now()).toBe(at(START));
  });

  test("expires documents by the moved clock", async () => {
    const { cognito, store } = await givenMovableClock();
    const { UserPoolId, ClientId } = await cognito.givenUserPoolClient();
    await cognito.givenConfirmedUser({ UserPoolId, Username: "alice" });
    await cognito.givenTokens({ ClientId, Username: "alice" });
    const sessions = async (): Promise<number> => {
      let count = 0;
      for await (const batch of store.readAll([tokenSessions])) count += batch.length;
      return count;
    };
    expect(await sessions()).toBe(1);
    await cognito.time.advance(365 * 24 * HOUR);
    expect(await sessions()).toBe(0);
  });
});

describe("what comes and goes with the contents of a store", () => {
  test("is not the clock: a restored snapshot and an import leave it alone", async () => {
    const { cognito } = await givenMovableClock();
    await cognito.snapshots.save("before");
    const saved = await exportedText(cognito);
    await cognito.time.set(at("2027-01-01T00:00:00Z"));
    await cognito.snapshots.restore("before");
    expect(await cognito.time.read()).toMatchObject({ now: at("2027-01-01T00:00:00Z") });
    await cognito.import([saved], { replace: true });
    expect(await cognito.time.read()).toMatchObject({ now: at("2027-01-01T00:00:00Z") });
    expect(saved).not.toContain("clockSettings");
  });

  test("with a reset is the clock, too", async () => {
    const moved = await givenMovableClock();
    const replica = await givenReplica(moved);
    await moved.cognito.time.freeze();
    await moved.cognito.time.advance(HOUR);
    await moved.cognito.reset();
    expect(moved.clock.now()).toBe(at(START));
    expect(await replica.cognito.time.read()).toEqual({ now: at(START), ahead: 0, isFrozen: false });
  });
});

describe("a clock that is its owner's alone", () => {
  test("can be read and not be moved", async () => {
    const cognito = await startCognito();
    expect(await cognito.time.read()).toEqual({ now: at(START), ahead: 0, isFrozen: false });
    for (const move of [
      cognito.time.advance(1),
      cognito.time.freeze(),
      cognito.time.unfreeze(),
      cognito.time.set(1),
      cognito.time.reset(),
    ])
      await expect(move).rejects.toThrow("This clock cannot be moved.");
    await cognito.reset();
  });
});
