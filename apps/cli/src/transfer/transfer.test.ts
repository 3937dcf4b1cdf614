import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  createWriteStream,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:http";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { emptyFolder, runCogmock, startCogmock } from "../testing/run-cogmock.ts";

const EMPTY = '{"format":"cogmock","version":1}\n{"end":true,"documents":0}\n';
const GROUP = '{"collection":"groups","document":{"userPoolId":"us-east-1_a","name":"admins","createdAt":1}}\n';
const ONE_GROUP = EMPTY.replace("\n", `\n${GROUP}`).replace(":0}", ":1}");

/** A folder with a data file that holds one group, and an export of it. */
async function givenGroup(): Promise<string> {
  const directory = emptyFolder();
  writeFileSync(path.join(directory, "group.ndjson"), ONE_GROUP);
  expect(await runCogmock(["import", "group.ndjson"], { directory })).toEqual({
    exitCode: 0,
    stdout: "",
    stderr: "imported 1 document\n",
  });
  return directory;
}

describe("cogmock export", () => {
  test("writes data alone to standard output, and a summary to standard error", async () => {
    const directory = await givenGroup();
    const { exitCode, stdout, stderr } = await runCogmock(["export"], { directory });
    expect([exitCode, stderr]).toEqual([0, "exported 1 document\n"]);
    const [header = "", ...lines] = stdout.split("\n");
    expect(JSON.parse(header)).toMatchObject({ format: "cogmock", version: 1, cogmock: expect.any(String) });
    expect(lines.join("\n")).toBe(ONE_GROUP.slice(ONE_GROUP.indexOf("\n") + 1));
  });

  test("finds the data as start does: by variable and by configuration file", async () => {
    const directory = await givenGroup();
    const data = path.join(directory, ".cogmock", "cogmock.sqlite");
    const byVariable = await runCogmock(["export"], { environment: { COGMOCK_DATA: data } });
    expect(byVariable.stderr).toBe("exported 1 document\n");
    const elsewhere = emptyFolder();
    writeFileSync(path.join(elsewhere, "cogmock.config.json"), JSON.stringify({ data }));
    expect((await runCogmock(["export"], { directory: elsewhere })).stderr).toBe("exported 1 document\n");
    const config = path.join(elsewhere, "cogmock.config.json");
    expect((await runCogmock(["export", "--config", config])).stderr).toBe("exported 1 document\n");
  });

  test("with --output writes a file for its owner's eyes, over what was there", async () => {
    const directory = await givenGroup();
    const file = path.join(directory, "out.ndjson");
    writeFileSync(file, "something else", { mode: 0o644 });
    const ended = await runCogmock(["export", "--output", "out.ndjson"], { directory });
    expect(ended).toEqual({ exitCode: 0, stdout: "", stderr: "exported 1 document\n" });
    expect(readFileSync(file, "utf8")).toContain(GROUP);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(directory).toSorted()).toEqual([".cogmock", "group.ndjson", "out.ndjson"]);
  });

  test("writes to a device without replacing it", async () => {
    const directory = await givenGroup();
    expect((await runCogmock(["export", "--output", "/dev/null"], { directory })).exitCode).toBe(0);
    expect(statSync("/dev/null").isCharacterDevice()).toBe(true);
  });

  test("ends quietly when its reader has had enough", async () => {
    const directory = emptyFolder();
    const many = Array.from({ length: 20_000 }, (_, name) => GROUP.replace("admins", `g${name}`)).join("");
    const input = EMPTY.replace("\n", `\n${many}`).replace(":0}", ":20000}");
    await runCogmock(["import", "-"], { directory, input });
    const command = fileURLToPath(new URL("../cogmock.ts", import.meta.url));
    const line = `"${process.execPath}" --conditions=@cogmock/source "${command}" export | head -n 1 | wc -l; echo "\${PIPESTATUS[0]}"`;
    const shell = spawn("bash", ["-c", line], {
      cwd: directory,
      env: { PATH: process.env.PATH },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let [stdout, stderr] = ["", ""];
    shell.stdout.on("data", (text) => {
      stdout += String(text);
    });
    shell.stderr.on("data", (text) => {
      stderr += String(text);
    });
    await new Promise((resolve) => {
      shell.on("close", resolve);
    });
    expect([stdout, stderr]).toEqual(["1\n141\n", ""]);
  });

  test("takes for expired what is so by the clock that the data's server goes by", async () => {
    const directory = emptyFolder();
    const server = await startCogmock(["--log-level", "warn"], directory);
    await runCogmock(["clock", "set", "2020-01-01T00:00:00Z", "--endpoint", server.url]);
    const expiresAt = Date.parse("2020-01-02T00:00:00Z");
    const code = JSON.stringify({
      collection: "verificationCodes",
      document: { userPoolId: "us-east-1_a", sub: "ann", purpose: "SignUp", code: "123456", expiresAt },
    });
    const input = ONE_GROUP.replace(GROUP, `${code}\n`);
    expect((await runCogmock(["import", "-", "--endpoint", server.url], { input })).exitCode).toBe(0);
    await server.stop();
    const { stdout } = await runCogmock(["export"], { directory });
    expect(stdout).toContain(code);
    expect(stdout).toContain('"exportedAt":"2020-01-01T00:');
  });

  test("makes no data file where there is none", async () => {
    const directory = emptyFolder();
    const file = path.join(directory, ".cogmock", "cogmock.sqlite");
    expect(await runCogmock(["export"], { directory })).toEqual({
      exitCode: 1,
      stdout: "",
      stderr: `cogmock: there is no ${file}; name the file with --data, or a running server with --endpoint <url>\n`,
    });
    expect(existsSync(path.dirname(file))).toBe(false);
  });

  test("says how to reach data that a server has open", async () => {
    const directory = await givenGroup();
    const server = await startCogmock([], directory);
    const file = path.join(directory, ".cogmock", "cogmock.sqlite");
    expect(await runCogmock(["export"], { directory })).toEqual({
      exitCode: 1,
      stdout: "",
      stderr: `cogmock: ${file} is in use by another process; stop that one, or choose another file (--data); of a running server: --endpoint http://localhost:4566\n`,
    });
    expect(await runCogmock(["export", "--endpoint", `${server.url}/`])).toMatchObject({
      exitCode: 0,
      stderr: "exported 1 document\n",
    });
    await server.stop();
  });

  test("says what is wrong with where it is to write", async () => {
    const directory = await givenGroup();
    mkdirSync(path.join(directory, "folder"));
    expect(await runCogmock(["export", "--output", "nowhere/out"], { directory })).toEqual({
      exitCode: 1,
      stdout: "",
      stderr: "cogmock: cannot write nowhere/out (ENOENT)\n",
    });
    expect(await runCogmock(["export", "--output", "folder"], { directory })).toMatchObject({
      stderr: "cogmock: cannot write folder (EISDIR)\n",
    });
  });
});

test("an import and an export of more than there is memory for go through, a line at a time", async () => {
  const directory = emptyFolder();
  const [documents, megabytes, heap] = [18_000, 72, 60];
  const description = "d".repeat(Math.ceil((megabytes * 1024 * 1024) / documents));
  const file = createWriteStream(path.join(directory, "large.ndjson"));
  file.write('{"format":"cogmock","version":1}\n');
  for (let count = 0; count < documents; count++) {
    const document = { userPoolId: "us-east-1_a", name: String(count).padStart(6, "0"), createdAt: 1, description };
    if (!file.write(`${JSON.stringify({ collection: "groups", document })}\n`)) await once(file, "drain");
  }
  file.end(`${JSON.stringify({ end: true, documents })}\n`);
  await once(file, "close");

  const options = { directory, environment: { NODE_OPTIONS: `--max-old-space-size=${heap}` } };
  const imported = { exitCode: 0, stdout: "", stderr: "imported 18,000 documents\n" };
  expect(await runCogmock(["import", "large.ndjson"], options)).toEqual(imported);
  const exported = { exitCode: 0, stdout: "", stderr: "exported 18,000 documents\n" };
  expect(await runCogmock(["export", "--output", "again.ndjson"], options)).toEqual(exported);
  const [large, again] = ["large.ndjson", "again.ndjson"].map((name) => {
    const bytes = readFileSync(path.join(directory, name));
    return bytes.subarray(bytes.indexOf("\n"));
  });
  // As a boolean, for a failure would print all of it.
  expect(large?.equals(again ?? Buffer.alloc(0))).toBe(true);
  rmSync(directory, { recursive: true });
}, 120_000);

describe("cogmock import", () => {
  test("refuses data that is not empty, unless it is to be replaced", async () => {
    const directory = await givenGroup();
    const file = path.join(directory, ".cogmock", "cogmock.sqlite");
    const refused = await runCogmock(["import", "-"], { directory, input: EMPTY });
    expect(refused).toEqual({
      exitCode: 1,
      stdout: "",
      stderr: `cogmock: ${file} is not empty; --replace puts the import in the place of everything in it\n`,
    });
    expect((await runCogmock(["export"], { directory })).stderr).toBe("exported 1 document\n");
    const replaced = await runCogmock(["import", "-", "--replace"], { directory, input: EMPTY });
    expect(replaced.stderr).toBe("imported 0 documents\n");
    expect((await runCogmock(["export"], { directory })).stderr).toBe("exported 0 documents\n");
  });

  test("names file and line of what is no export, and leaves the data as it was", async () => {
    const directory = await givenGroup();
    writeFileSync(path.join(directory, "cut.ndjson"), ONE_GROUP.slice(0, 60));
    expect(await runCogmock(["import", "cut.ndjson", "--replace"], { directory })).toEqual({
      exitCode: 1,
      stdout: "",
      stderr: "cogmock: cut.ndjson: line 2: not JSON; nothing was imported\n",
    });
    expect(await runCogmock(["import", "-", "--replace"], { directory, input: "" })).toEqual({
      exitCode: 1,
      stdout: "",
      stderr:
        'cogmock: standard input: line 1: not the header of an export, {"format":"cogmock","version":1,…}; nothing was imported\n',
    });
    expect((await runCogmock(["export"], { directory })).stderr).toBe("exported 1 document\n");
  });

  test("into a running server is refused by that server's rules", async () => {
    const server = await startCogmock(["--memory"]);
    const importing = (input: string, ...flags: string[]) =>
      runCogmock(["import", "-", "--endpoint", server.url, ...flags], { input });
    expect(await importing(ONE_GROUP)).toEqual({ exitCode: 0, stdout: "", stderr: "imported 1 document\n" });
    expect(await importing(EMPTY)).toEqual({
      exitCode: 1,
      stdout: "",
      stderr: `cogmock: ${server.url} is not empty; --replace puts the import in the place of everything there\n`,
    });
    const long = `no export\n${"x".repeat(5_000_000)}`;
    expect(await importing(long, "--replace")).toEqual({
      exitCode: 1,
      stdout: "",
      stderr: `cogmock: ${server.url} answers 400: Nothing was imported: line 1: not the header of an export, {"format":"cogmock","version":1,…}.\n`,
    });
    expect((await importing(EMPTY, "--replace")).stderr).toBe("imported 0 documents\n");
    await server.stop();
  });

  test("says what is wrong with what it is to read", async () => {
    const directory = emptyFolder();
    expect(await runCogmock(["import", "nowhere"], { directory })).toEqual({
      exitCode: 1,
      stdout: "",
      stderr: "cogmock: cannot read nowhere (ENOENT)\n",
    });
    expect(await runCogmock(["import", "."], { directory })).toMatchObject({
      stderr: "cogmock: cannot read . (it is a folder)\n",
    });
    expect(readdirSync(directory)).toEqual([]);
  });
});

describe.concurrent("cogmock export and import", () => {
  test("explain themselves, in lines that fit a terminal", async () => {
    const [forExport, forImport] = await Promise.all([runCogmock(["export", "--help"]), runCogmock(["import", "-h"])]);
    expect(forExport.stdout).toMatch(/^Usage: cogmock export \[options\] > file\n/);
    expect(forImport.stdout).toMatch(/^Usage: cogmock import <file> \[options\]\n/);
    for (const line of [...forExport.stdout.split("\n"), ...forImport.stdout.split("\n")])
      expect(line.length).toBeLessThanOrEqual(90);
  });

  test.each([
    [["export", "file"], 'unexpected argument "file"; a file is named with --output'],
    [["export", "--outptu", "x"], "unknown option --outptu; did you mean --output?"],
    [["export", "--replace"], "unknown option --replace; --help lists all"],
    [["export", "--port", "1"], "unknown option --port; --help lists all"],
    [["export", "--output"], "--output expects the path of a file, got nothing"],
    [["import"], "import expects a file, or - for standard input"],
    [["import", "a", "b"], 'unexpected argument "b"'],
    [["import", "a", "--replace=yes"], "--replace takes no value"],
    [
      ["import", "a", "--endpoint", "localhost:4566"],
      '--endpoint expects the address of a running server, such as http://localhost:4566, got "localhost:4566"',
    ],
    [
      ["import", "a", "--endpoint"],
      "--endpoint expects the address of a running server, such as http://localhost:4566, got nothing",
    ],
    [
      ["import", "a", "--endpoint", "http://localhost", "--data", "b"],
      "--endpoint and --data exclude each other; leave one out",
    ],
  ])("say in one line what is wrong with %j and exit with 2", async (argv, line) => {
    expect(await runCogmock(argv)).toEqual({ exitCode: 2, stdout: "", stderr: `cogmock: ${line}\n` });
  });

  test("need a server where nothing is kept", async () => {
    const environment = { COGMOCK_MEMORY: "true" };
    expect(await runCogmock(["export"], { environment })).toEqual({
      exitCode: 1,
      stdout: "",
      stderr: "cogmock: nothing is kept with --memory; --endpoint <url> exports from a running server\n",
    });
    expect(await runCogmock(["import", "-"], { environment })).toMatchObject({
      exitCode: 1,
      stderr: "cogmock: nothing is kept with --memory; --endpoint <url> imports into a running server\n",
    });
  });

  test.each([
    ["cuts the connection", false, (url: string) => `${url} broke off; the export is not complete (ECONNRESET)`],
    ["seems to have ended", true, () => "the export has no last line; it is not complete"],
  ])("write no file when a server %s in the middle", async (_, isEnded, problem) => {
    const server = createServer((request, response) => {
      response.write(EMPTY.split("\n")[0], () => (isEnded ? response.end() : request.socket.destroy()));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    const url = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
    const directory = emptyFolder();
    const ended = await runCogmock(["export", "--endpoint", url, "--output", "out"], { directory });
    server.close();
    expect(ended).toEqual({ exitCode: 1, stdout: "", stderr: `cogmock: ${problem(url)}\n` });
    expect(readdirSync(directory)).toEqual([]);
  });

  test("say what else a server answers", async () => {
    const server = createServer((_, response) => response.writeHead(404).end("nothing\nhere"));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    const url = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
    for (const argv of [["export"], ["import", "-"]]) {
      const { exitCode, stderr } = await runCogmock([...argv, "--endpoint", url], { input: EMPTY });
      expect([exitCode, stderr]).toEqual([1, `cogmock: ${url} answers 404: nothing\n`]);
    }
    server.close();
  });

  test("say that no server answers", async () => {
    const url = "http://127.0.0.1:1";
    for (const argv of [["export"], ["import", "-"]]) {
      expect(await runCogmock([...argv, "--endpoint", url], { input: EMPTY })).toEqual({
        exitCode: 1,
        stdout: "",
        stderr: `cogmock: no server answers at ${url} (ECONNREFUSED)\n`,
      });
    }
  });
});
