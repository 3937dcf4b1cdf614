import { type Clock, createMovableClock } from "@cogmock/core";
import { describe, expect, test } from "vitest";
import { startTestServer, type TestServer } from "../testing/start-test-server.ts";

const START = "2026-01-01T00:00:00.000Z";

/** A server for which real time stands still, so that a test can say to the millisecond what the clock shows. */
function startServer(real: Clock = { now: () => Date.parse(START) }): Promise<TestServer> {
  return startTestServer({ clock: createMovableClock(real) });
}

type Answer = readonly [number, unknown];

async function read(server: TestServer): Promise<Answer> {
  const response = await fetch(`${server.url}/_cogmock/clock`);
  return [response.status, await response.json()];
}

async function post(server: TestServer, body: string | object, headers: Record<string, string> = {}): Promise<Answer> {
  const response = await fetch(`${server.url}/_cogmock/clock`, {
    method: "POST",
    headers,
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
  return [response.status, await response.json()];
}

const shows = (now: string, offsetSeconds: number, frozen = false): Answer => [200, { now, offsetSeconds, frozen }];

describe("/_cogmock/clock", () => {
  test("shows real time until it is moved", async () => {
    expect(await read(await startServer())).toEqual(shows(START, 0));
  });

  test.each([
    ["90s", "2026-01-01T00:01:30.000Z", 90],
    ["15m", "2026-01-01T00:15:00.000Z", 900],
    ["2h", "2026-01-01T02:00:00.000Z", 7_200],
    ["30d", "2026-01-31T00:00:00.000Z", 2_592_000],
    ["1h30m", "2026-01-01T01:30:00.000Z", 5_400],
    ["1d2h3m4s", "2026-01-02T02:03:04.000Z", 93_784],
    ["90m", "2026-01-01T01:30:00.000Z", 5_400],
    ["0s", START, 0],
  ])("advances by %s", async (advance, now, offsetSeconds) => {
    const server = await startServer();
    expect(await post(server, { advance })).toEqual(shows(now, offsetSeconds));
    expect(await read(server)).toEqual(shows(now, offsetSeconds));
  });

  test("freezes, lets go, and goes back to real time", async () => {
    let now = Date.parse(START);
    const server = await startServer({ now: () => now });
    await post(server, { advance: "1h" });
    expect(await post(server, { freeze: true })).toEqual(shows("2026-01-01T01:00:00.000Z", 3_600, true));
    now += 1_500;
    expect(await read(server)).toEqual(shows("2026-01-01T01:00:00.000Z", 3_598.5, true));
    expect(await post(server, { advance: "1m" })).toEqual(shows("2026-01-01T01:01:00.000Z", 3_658.5, true));
    expect(await post(server, { freeze: false })).toEqual(shows("2026-01-01T01:01:00.000Z", 3_658.5));
    now += 500;
    expect(await read(server)).toEqual(shows("2026-01-01T01:01:00.500Z", 3_658.5));
    expect(await post(server, { reset: true })).toEqual(shows("2026-01-01T00:00:02.000Z", 0));
  });

  test.each([
    ["2027-01-01T00:00:00Z", "2027-01-01T00:00:00.000Z"],
    ["2027-01-01T00:00:00.25Z", "2027-01-01T00:00:00.250Z"],
    ["2027-01-01T00:00:00+02:00", "2026-12-31T22:00:00.000Z"],
    ["2027-01-01T12:30Z", "2027-01-01T12:30:00.000Z"],
    ["2028-02-29", "2028-02-29T00:00:00.000Z"],
    ["2020-06-01T00:00:00Z", "2020-06-01T00:00:00.000Z"],
  ])("is set to %s", async (set, now) => {
    const offsetSeconds = (Date.parse(now) - Date.parse(START)) / 1000;
    expect(await post(await startServer(), { set })).toEqual(shows(now, offsetSeconds));
  });

  test("is read as JSON whatever type the body is said to have", async () => {
    const server = await startServer();
    for (const type of ["application/json", "application/x-www-form-urlencoded", "text/plain"]) {
      expect((await post(server, { freeze: true }, { "content-type": type }))[0]).toBe(200);
    }
    const body = '{"advance":"2h"}';
    const answer = await server.sendRaw(
      `POST /_cogmock/clock HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
    );
    expect(answer).toContain('"offsetSeconds":7200');
  });
});

const EXPECTED =
  'The clock expects one of {"advance":"2h"}, {"freeze":true}, {"freeze":false}, {"set":"2027-01-01T00:00:00Z"} and {"reset":true}, got';
const DURATION = 'advance expects a duration such as "90s", "15m", "2h", "1h30m" or "30d", got';
const TIME = 'set expects a time such as "2027-01-01T00:00:00Z", got';
const RANGE = "The clock goes from 1970-01-01T00:00:00.000Z to 9999-12-31T23:59:59.999Z, and no further.";

describe("POST /_cogmock/clock", () => {
  test.each<readonly [string | object, string]>([
    ["", `${EXPECTED} nothing.`],
    ["advance 2h", `${EXPECTED} advance 2h.`],
    [[], `${EXPECTED} [].`],
    ["null", `${EXPECTED} null.`],
    ['"2h"', `${EXPECTED} "2h".`],
    [{}, `${EXPECTED} {}.`],
    [{ forward: "2h" }, `${EXPECTED} {"forward":"2h"}.`],
    [{ toString: "2h" }, `${EXPECTED} {"toString":"2h"}.`],
    [{ advance: "2h", freeze: true }, `${EXPECTED} {"advance":"2h","freeze":true}.`],
    ["x".repeat(1_000), `${EXPECTED} ${"x".repeat(100)}….`],
    [{ advance: "" }, `${DURATION} "".`],
    [{ advance: "-" }, `${DURATION} "-".`],
    [{ advance: "2" }, `${DURATION} "2".`],
    [{ advance: 2 }, `${DURATION} 2.`],
    [{ advance: null }, `${DURATION} null.`],
    [{ advance: "2 hours" }, `${DURATION} "2 hours".`],
    [{ advance: "1.5h" }, `${DURATION} "1.5h".`],
    [{ advance: "30m1h" }, `${DURATION} "30m1h".`],
    [{ advance: "2h\n" }, `${DURATION} "2h\\n".`],
    [{ advance: "-2h" }, "The clock only advances; set or reset turns it back."],
    [{ advance: "3000000d" }, RANGE],
    [{ advance: `${"9".repeat(400)}d` }, RANGE],
    [{ freeze: "yes" }, 'freeze expects true or false, got "yes".'],
    [{ set: "tomorrow" }, `${TIME} "tomorrow".`],
    [{ set: 0 }, `${TIME} 0.`],
    [{ set: "2027-01-01T00:00:00" }, `${TIME} "2027-01-01T00:00:00".`],
    [{ set: "2027-02-30" }, `${TIME} "2027-02-30".`],
    [{ set: "2027-02-30T00:00:00Z" }, `${TIME} "2027-02-30T00:00:00Z".`],
    [{ set: "2027-13-01T00:00:00Z" }, `${TIME} "2027-13-01T00:00:00Z".`],
    [{ set: "2027-01-01T25:00:00Z" }, `${TIME} "2027-01-01T25:00:00Z".`],
    [{ set: "1969-12-31T23:59:59Z" }, RANGE],
    [{ reset: false }, "reset expects true, got false."],
  ])("refuses %j, and leaves the clock alone", async (body, message) => {
    const server = await startServer();
    expect(await post(server, body)).toEqual([400, { message }]);
    expect(await read(server)).toEqual(shows(START, 0));
  });

  test("refuses a page of another origin", async () => {
    const server = await startServer();
    const [status] = await post(server, { freeze: true }, { origin: "https://evil.example" });
    expect(status).toBe(403);
    expect(await read(server)).toEqual(shows(START, 0));
  });

  test("says so where the clock is not the server's to move", async () => {
    const server = await startTestServer({ clock: { now: () => Date.parse(START) } });
    expect(await post(server, { freeze: true })).toEqual([409, { message: "This clock cannot be moved." }]);
    expect(await read(server)).toEqual(shows(START, 0));
  });
});

describe("POST /_cogmock/reset", () => {
  test("lets the clock go by real time again", async () => {
    const server = await startServer();
    await post(server, { advance: "2h" });
    await fetch(`${server.url}/_cogmock/reset`, { method: "POST" });
    expect(await read(server)).toEqual(shows(START, 0));
  });
});
