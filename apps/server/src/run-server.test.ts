import { writeFileSync } from "node:fs";
import { connect } from "node:net";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { emptyFolder, endpointIn, runMain } from "./testing/run-command.ts";

const CREATE_USER_POOL = {
  method: "POST",
  headers: {
    "content-type": "application/x-amz-json-1.1",
    "x-amz-target": "AWSCognitoIdentityProviderService.CreateUserPool",
  },
  body: '{"PoolName":"people"}',
};

describe("npm start", () => {
  test("prints a banner with the address, serves there, and logs what it served", async () => {
    const directory = emptyFolder();
    const command = runMain(["--port", "0"], { directory });
    const banner = await command.printed("_cogmock/messages");
    expect(banner).toMatch(/cogmock \d+\.\d+\.\d+ - Amazon Cognito on your own machine/);
    expect(banner).toContain(path.join(directory, ".cogmock", "cogmock.sqlite"));
    expect(banner).toContain("us-east-1, account 000000000000");
    const response = await fetch(endpointIn(banner), CREATE_USER_POOL);
    expect(response.status).toBe(200);
    command.process.kill("SIGTERM");
    const { exitCode, stdout, stderr } = await command.ended;
    expect(exitCode).toBe(0);
    expect(stderr).toBe("");
    expect(stdout).toContain('"operation":"CreateUserPool"');
  });

  test("with --tls says where HTTPS is and how to trust it, and never shows a private key", async () => {
    const command = runMain(["--port", "0", "--memory", "--tls", "--tls-port", "0", "--log-level", "trace"]);
    const banner = await command.printed("_cogmock/messages");
    const url = endpointIn(banner);
    expect(banner).toMatch(/^ {2}https +https:\/\/localhost:\d+$/m);
    expect(banner).toContain(`curl -so cogmock-ca.pem ${url}/_cogmock/ca.pem`);
    expect(banner).toContain("NODE_EXTRA_CA_CERTS=cogmock-ca.pem");
    expect(banner).toContain("curl --cacert cogmock-ca.pem");
    expect(await (await fetch(`${url}/_cogmock/ca.pem`)).text()).toContain("BEGIN CERTIFICATE");
    command.process.kill("SIGTERM");
    const { exitCode, stdout, stderr } = await command.ended;
    expect([exitCode, stderr]).toEqual([0, ""]);
    expect(stdout).toContain("/_cogmock/ca.pem");
    expect(stdout).not.toContain("PRIVATE KEY");
  });

  test("without --tls says nothing of it", async () => {
    const command = runMain(["--port", "0", "--memory"]);
    expect(await command.printed("_cogmock/messages")).not.toMatch(/https|ca\.pem/);
  });

  test("with --log-level silent prints nothing at all", async () => {
    const directory = emptyFolder();
    const probe = runMain(["--port", "0", "--memory"], { directory });
    const { port } = new URL(endpointIn(await probe.printed("_cogmock/messages")));
    probe.process.kill("SIGTERM");
    await probe.ended;

    const command = runMain(["--memory", "--log-level", "silent"], { environment: { COGMOCK_PORT: port } });
    await answering(Number(port));
    command.process.kill("SIGINT");
    expect(await command.ended).toEqual({ exitCode: 0, stdout: "", stderr: "" });
  });

  test("reminds of a clock that was moved before the last stop", async () => {
    const directory = emptyFolder();
    const first = runMain(["--port", "0"], { directory });
    const url = endpointIn(await first.printed("_cogmock/messages"));
    const change = (body: string) => fetch(`${url}/_cogmock/clock`, { method: "POST", body });
    await change('{"freeze":true}');
    await change('{"set":"2042-01-01T00:00:00Z"}');
    first.process.kill("SIGTERM");
    expect((await first.ended).stdout).not.toContain("where it was left");
    const second = runMain(["--port", "0"], { directory });
    const reminder = await second.printed("brings it back");
    expect(reminder).toContain(
      "the clock is frozen at 2042-01-01T00:00:00.000Z, where it was left; cogmock clock reset brings it back",
    );
  });

  test("takes settings from flags, variables and the file", async () => {
    const directory = emptyFolder();
    writeFileSync(path.join(directory, "cogmock.config.json"), '{ "account": "111111111111", "memory": true }');
    const environment = { COGMOCK_REGION: "eu-west-1", COGMOCK_ACCOUNT: "222222222222" };
    const command = runMain(["--port=0", "--account", "333333333333"], { directory, environment });
    const banner = await command.printed("_cogmock/messages");
    expect(banner).toContain("eu-west-1, account 333333333333");
    expect(banner).toContain("in memory");
  });

  test("stopped by a signal, ends the request under way and then itself", async () => {
    const command = runMain(["--port", "0", "--memory", "--host", "127.0.0.1"]);
    const { port } = new URL(endpointIn(await command.printed("_cogmock/messages")));
    const request = await beginRequest(Number(port));
    command.process.kill("SIGTERM");
    await refusing(Number(port));
    request.finish();
    expect(await command.ended).toMatchObject({ exitCode: 0, stderr: "" });
    expect(request.answer()).toContain("HTTP/1.1 200 OK");
  });

  test("ends at once on a second signal", async () => {
    const command = runMain(["--port", "0", "--memory", "--host", "127.0.0.1"]);
    const { port } = new URL(endpointIn(await command.printed("_cogmock/messages")));
    await beginRequest(Number(port));
    command.process.kill("SIGINT");
    await refusing(Number(port));
    const again = setInterval(() => command.process.kill("SIGINT"), 50);
    const { exitCode } = await command.ended;
    clearInterval(again);
    expect(exitCode).toBe(130);
  });
});

describe("npm start, not understood", () => {
  test.each([
    [["--port", "http"], 'cogmock: --port expects 0–65535, got "http"\n'],
    [["--prot", "1"], "cogmock: unknown option --prot; did you mean --port?\n"],
    [["--memory", "--data", "x"], "cogmock: --data and --memory exclude each other; leave one out\n"],
  ])("says why %j is wrong in one line and exits with 2", async (argv, line) => {
    expect(await runMain(argv).ended).toEqual({ exitCode: 2, stdout: "", stderr: line });
  });

  test("says that the port is in use in one line and exits with 1", async () => {
    const first = runMain(["--port", "0", "--memory", "--host", "127.0.0.1"]);
    const { port } = new URL(endpointIn(await first.printed("_cogmock/messages")));
    expect(await runMain(["--port", port, "--memory", "--host", "127.0.0.1"]).ended).toEqual({
      exitCode: 1,
      stdout: "",
      stderr: `cogmock: port ${port} is in use on 127.0.0.1; choose another with --port, or 0 for a free one\n`,
    });
  });

  test("says that the port of HTTPS is in use in one line and exits with 1", async () => {
    const first = runMain(["--port", "0", "--memory", "--host", "127.0.0.1"]);
    const { port } = new URL(endpointIn(await first.printed("_cogmock/messages")));
    const flags = ["--port", "0", "--memory", "--host", "127.0.0.1", "--tls", "--tls-port", port];
    expect(await runMain(flags).ended).toEqual({
      exitCode: 1,
      stdout: "",
      stderr: `cogmock: port ${port} is in use on 127.0.0.1; choose another with --tls-port, or 0 for a free one\n`,
    });
  });

  test("says that the data file cannot be made in one line and exits with 1", async () => {
    const directory = emptyFolder();
    writeFileSync(path.join(directory, "file"), "");
    const { exitCode, stdout, stderr } = await runMain(["--data", "file/x.sqlite"], { directory }).ended;
    expect([exitCode, stdout]).toEqual([1, ""]);
    expect(stderr).toMatch(/^cogmock: .*choose another file \(--data\)\n$/);
    expect(stderr).toContain(path.join(directory, "file", "x.sqlite"));
  });
});

describe("npm start -- --help", () => {
  test("teaches every option and ends with 0", async () => {
    const { exitCode, stdout, stderr } = await runMain(["--port", "oops", "--help"]).ended;
    expect([exitCode, stderr]).toEqual([0, ""]);
    expect(stdout).toMatch(/^Usage: npm start -- \[options\]\n/);
    for (const flag of ["--port", "--host", "--data", "--memory", "--region", "--account", "--issuer", "--codes"]) {
      expect(stdout).toContain(`  ${flag}`);
    }
    for (const line of stdout.split("\n")) expect(line.length).toBeLessThanOrEqual(80);
  });

  test("--version prints the version alone", async () => {
    expect(await runMain(["--version"]).ended).toEqual({
      exitCode: 0,
      stdout: expect.stringMatching(/^\d+\.\d+\.\d+.*\n$/),
      stderr: "",
    });
  });
});

interface Request {
  /** Sends the body. */
  finish(): void;
  /** What came back so far. */
  answer(): string;
}

/** A request that the server has begun to read: its head is sent, its body held back. */
function beginRequest(port: number): Promise<Request> {
  const { body, headers } = CREATE_USER_POOL;
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  const socket = connect(port, "127.0.0.1");
  let answer = "";
  socket.write(
    `POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: ${body.length}\r\n${lines.join("")}\r\n`,
  );
  return new Promise((resolve) => {
    // A server that ends at once resets the connection.
    socket.on("error", () => {});
    socket.setEncoding("latin1").on("data", (text: string) => {
      answer += text;
      if (answer.includes("100 Continue")) resolve({ finish: () => socket.write(body), answer: () => answer });
    });
  });
}

/** Resolves once somebody listens on a port. */
async function answering(port: number): Promise<void> {
  while (!(await isListening(port)));
}

/** Resolves once nobody listens on a port any more. */
async function refusing(port: number): Promise<void> {
  while (await isListening(port));
}

function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.on("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.on("error", () => resolve(false));
  });
}
