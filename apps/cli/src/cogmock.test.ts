import { describe, expect, test } from "vitest";
import { type Ended, runCogmock } from "./testing/run-cogmock.ts";

const cogmock = (...argv: string[]): Promise<Ended> => runCogmock(argv);

describe.concurrent("cogmock", () => {
  test.each([[[]], [["--help"]], [["-h"]], [["help"]]])("with %j prints its commands", async (argv) => {
    const { exitCode, stdout, stderr } = await cogmock(...argv);
    expect([exitCode, stderr]).toEqual([0, ""]);
    expect(stdout).toContain("Usage: cogmock <command> [options]");
    expect(stdout).toMatch(/^ {2}start /m);
    expect(stdout).toMatch(/^ {2}export /m);
    expect(stdout).toMatch(/^ {2}import /m);
    expect(stdout).toMatch(/^ {2}clock /m);
    expect(stdout).toMatch(/^ {2}operations /m);
  });

  test("--version prints the version alone", async () => {
    expect(await cogmock("--version")).toMatchObject({
      exitCode: 0,
      stdout: expect.stringMatching(/^\d+\.\d+\.\d+.*\n$/),
    });
  });

  test.each([
    [["strat"], 'cogmock: unknown command "strat"; did you mean start?\n'],
    [["frobnicate"], 'cogmock: unknown command "frobnicate"; cogmock --help lists all\n'],
    [["toString"], 'cogmock: unknown command "toString"; cogmock --help lists all\n'],
    [
      ["--port", "1"],
      "cogmock: unknown option --port; the options of the server go behind start: cogmock start --port\n",
    ],
    [["start", "--prot"], "cogmock: unknown option --prot; did you mean --port?\n"],
    [["start", "now"], 'cogmock: unexpected argument "now"\n'],
    [["operations", "--all"], 'cogmock: operations takes no options, got "--all"\n'],
  ])("says in one line what is wrong with %j and exits with 2", async (argv, line) => {
    expect(await cogmock(...argv)).toEqual({ exitCode: 2, stdout: "", stderr: line });
  });
});

describe("cogmock start", () => {
  test("--help teaches its options under its own name", async () => {
    const { stdout } = await cogmock("start", "--help");
    expect(stdout).toMatch(/^Usage: cogmock start \[options\]\n/);
    expect(stdout).toContain("cogmock start --memory --port 5000");
  });
});

describe("cogmock operations", () => {
  test("lists every operation of both services, and which are answered", async () => {
    const { exitCode, stdout } = await cogmock("operations");
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^User pools: \d+ of 140 operations$/m);
    expect(stdout).toMatch(/^Identity pools: \d+ of 23 operations$/m);
    expect(stdout).toMatch(/^ {2}yes {2}CreateUserPool$/m);
    expect(stdout.match(/^ {2}(yes| no) {2}\w+$/gm)).toHaveLength(163);
  });
});
