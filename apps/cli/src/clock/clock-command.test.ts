import { describe, expect, test } from "vitest";
import { type Ended, runCogmock, startCogmock } from "../testing/run-cogmock.ts";

const clock = (...argv: string[]): Promise<Ended> => runCogmock(["clock", ...argv]);

describe("cogmock clock", () => {
  test("shows, moves, stops and resets the clock of a running server", async () => {
    const server = await startCogmock(["--memory", "--log-level", "warn"]);
    const at = (...argv: string[]): Promise<Ended> => clock(...argv, "--endpoint", server.url);
    expect((await at()).stdout).toMatch(/^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z, real time\n$/);
    expect((await at("advance", "1h30m")).stdout).toMatch(/Z, 1h30m ahead of real time\n$/);

    expect((await at("freeze")).stdout).toMatch(/Z, frozen, 1h\d+m\d*s? ahead of real time\n$/);
    const set = await at("set", "2020-01-01T00:00:00Z");
    expect(set.stdout).toMatch(/^2020-01-01T00:00:00\.000Z, frozen, \d+d.* behind real time\n$/);
    expect((await at("advance", "30d")).stdout).toMatch(/^2020-01-31T00:00:00\.000Z, frozen, /);
    const { UserPool } = await server.call("CreateUserPool", { PoolName: "people" });
    expect(UserPool).toMatchObject({ CreationDate: Date.parse("2020-01-31T00:00:00Z") / 1_000 });
    expect((await at("unfreeze")).stdout).toMatch(/^2020-01-31T.*Z, \d+d.* behind real time\n$/);
    expect((await at("reset")).stdout).toMatch(/^20\d\d-.*Z, real time\n$/);

    expect(await at("advance", "2 hours")).toEqual({
      exitCode: 2,
      stdout: "",
      stderr: 'cogmock: advance expects a duration such as "90s", "15m", "2h", "1h30m" or "30d", got "2 hours"\n',
    });
    expect(await at("advance", "-2h")).toEqual({
      exitCode: 2,
      stdout: "",
      stderr: "cogmock: The clock only advances; set or reset turns it back\n",
    });
  });

  test("--help teaches its changes", async () => {
    const { exitCode, stdout, stderr } = await clock("--help");
    expect([exitCode, stderr]).toEqual([0, ""]);
    expect(stdout).toMatch(/^Usage: cogmock clock \[change\] \[options\]\n/);
    for (const change of ["advance <duration>", "freeze", "unfreeze", "set <time>", "reset"])
      expect(stdout).toContain(`\n  ${change} `);
  });
});

describe.concurrent("cogmock clock, not understood", () => {
  test.each([
    [
      ["frieze"],
      'clock expects advance <duration>, freeze, unfreeze, set <time> or reset, got "frieze"; did you mean freeze?',
    ],
    [["2h"], 'clock expects advance <duration>, freeze, unfreeze, set <time> or reset, got "2h"'],
    [["advance"], "clock advance expects a duration such as 2h, got nothing"],
    [["set"], "clock set expects a time such as 2027-01-01T00:00:00Z, got nothing"],
    [["advance", "2h", "30m"], 'unexpected argument "30m"'],
    [["freeze", "now"], 'unexpected argument "now"'],
    [["freeze", "--enpoint", "x"], "unknown option --enpoint; did you mean --endpoint?"],
    [
      ["--endpoint", "localhost:4566"],
      '--endpoint expects the address of a running server, such as http://localhost:4566, got "localhost:4566"',
    ],
    [["--endpoint"], "--endpoint expects the address of a running server, such as http://localhost:4566, got nothing"],
  ])("says in one line what is wrong with %j and exits with 2", async (argv, line) => {
    expect(await clock(...argv)).toEqual({ exitCode: 2, stdout: "", stderr: `cogmock: ${line}\n` });
  });

  test("says that no server answers, and exits with 1", async () => {
    expect(await clock("--endpoint", "http://127.0.0.1:1")).toEqual({
      exitCode: 1,
      stdout: "",
      stderr: "cogmock: no server answers at http://127.0.0.1:1 (ECONNREFUSED)\n",
    });
  });
});
