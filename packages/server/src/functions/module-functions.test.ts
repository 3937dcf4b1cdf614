import { existsSync, mkdirSync, utimesSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setImmediate as turnOfTheEventLoop } from "node:timers/promises";
import { describe, expect, onTestFinished, test } from "vitest";
import { emptyFolder } from "../testing/start-test-server.ts";
import { createModuleFunctions } from "./module-functions.ts";

const EVENT = { triggerSource: "PreSignUp_SignUp", userName: "Zoë" };
let tick = 1_700_000_000;

/** A folder, what writes files into it, and what runs the function of one of them. */
function givenFolder() {
  const folder = emptyFolder();
  // Node.js looks for one in every folder above, to know what a file is that does not say so itself.
  writeFileSync(path.join(folder, "package.json"), "{}");
  const functions = createModuleFunctions();
  onTestFinished(() => functions.close());
  const write = (name: string, text: string) => {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
    // File systems may not tell apart what changes within a moment.
    tick += 1;
    utimesSync(file, tick, tick);
  };
  const run = (name: string, { handler = "handler", signal }: { handler?: string; signal?: AbortSignal } = {}) =>
    functions.run(
      { file: path.join(folder, name), handler },
      {
        functionName: "hook",
        functionVersion: "$LATEST",
        invokedFunctionArn: "arn:aws:lambda:us-east-1:000000000000:function:hook",
        awsRequestId: "11111111-2222-3333-4444-555555555555",
        deadline: Date.now() + 5_000,
        payload: JSON.stringify(EVENT),
      },
      signal,
    );
  /** Resolves when a function has written this file. */
  const begun = async () => {
    while (!existsSync(path.join(folder, "begun"))) await turnOfTheEventLoop();
  };
  return { write, run, begun };
}

const returned = (value: unknown) => ({ kind: "returned", payload: JSON.stringify(value) });
const threw = (errorMessage: unknown) => ({ kind: "threw", errorMessage });

describe("A handler is found in", () => {
  const body = "async (event) => ({ greeted: event.userName })";

  test.each([
    ["an ES module", "hook.mjs", `export const handler = ${body};`],
    ["an ES module by its syntax alone", "hook.js", `export const handler = ${body};`],
    ["a CommonJS module", "hook.cjs", `exports.handler = ${body};`],
    ["a CommonJS module that is a function", "hook.cjs", `module.exports = ${body};`],
    ["a CommonJS module by its syntax alone", "hook.js", `exports.handler = ${body};`],
    [
      "TypeScript",
      "hook.ts",
      `interface Event { userName: string }\nexport const handler = async (event: Event): Promise<unknown> => ({ greeted: event.userName });`,
    ],
    [
      "TypeScript of ES modules",
      "hook.mts",
      `export const handler = async (event: any) => ({ greeted: event.userName });`,
    ],
    ["a default export", "hook.mjs", `export default ${body};`],
    ["a default export of several", "hook.mjs", `export default { handler: ${body} };`],
  ])("%s", async (_, name, text) => {
    const { write, run } = givenFolder();
    write(name, text);
    expect(await run(name)).toEqual(returned({ greeted: "Zoë" }));
  });

  test("a module that has several, by name", async () => {
    const { write, run } = givenFolder();
    write("hooks.mjs", "export const one = () => 1; export const two = async () => 2;");
    expect(await run("hooks.mjs", { handler: "two" })).toEqual(returned(2));
    expect(await run("hooks.mjs", { handler: "one" })).toEqual(returned(1));
  });
});

describe("A handler", () => {
  test("is told of its invocation", async () => {
    const { write, run } = givenFolder();
    write(
      "hook.mjs",
      "export const handler = async (event, context) => [context, context.getRemainingTimeInMillis()];",
    );
    const outcome = await run("hook.mjs");
    expect(outcome.kind).toBe("returned");
    const [context, remaining] = JSON.parse(("payload" in outcome && outcome.payload) || "[]");
    expect(context).toMatchObject({
      functionName: "hook",
      functionVersion: "$LATEST",
      invokedFunctionArn: "arn:aws:lambda:us-east-1:000000000000:function:hook",
      awsRequestId: "11111111-2222-3333-4444-555555555555",
    });
    expect(remaining).toBeGreaterThan(0);
    expect(remaining).toBeLessThanOrEqual(5_000);
  });

  test("may answer through its callback", async () => {
    const { write, run } = givenFolder();
    write("hook.cjs", "exports.handler = (event, context, callback) => { setImmediate(callback, null, event); };");
    expect(await run("hook.cjs")).toEqual(returned(EVENT));
  });

  test("keeps what it remembers from call to call", async () => {
    const { write, run } = givenFolder();
    write("hook.mjs", "let calls = 0; export const handler = () => ++calls;");
    expect([await run("hook.mjs"), await run("hook.mjs")]).toEqual([returned(1), returned(2)]);
  });
});

describe("A function fails, and no more than that, where", () => {
  test.each<[string, string, unknown]>([
    ["it throws", "export const handler = () => { throw new TypeError('no'); };", "no"],
    ["it rejects", "export const handler = async () => { throw 'no'; };", "no"],
    [
      "it ends its process",
      "export const handler = () => process.exit(129);",
      "RequestId: 11111111-2222-3333-4444-555555555555 Error: Runtime exited with error: exit status 129",
    ],
    [
      "something that it began fails, and nobody catches it",
      "export const handler = () => new Promise(() => { setImmediate(() => { throw new Error('later'); }); });",
      "later",
    ],
    ["its file cannot be loaded", "throw new Error('broken');", "broken"],
    [
      "its file has no handler",
      "export const other = 1;",
      expect.stringContaining('"handler" is undefined or not exported'),
    ],
    ["its file is no program", "export const = ;", expect.stringContaining("Unexpected token")],
    [
      "its file imports what is not there",
      "import './missing.mjs'; export const handler = () => 1;",
      expect.stringContaining("missing.mjs"),
    ],
  ])("%s; once it is mended, it runs", async (_, text, message) => {
    const { write, run } = givenFolder();
    write("hook.mjs", text);
    expect(await run("hook.mjs")).toEqual(threw(message));
    write("hook.mjs", "export const handler = () => 'well';");
    expect(await run("hook.mjs")).toEqual(returned("well"));
  });

  test("its file is not there; once it is, it runs", async () => {
    const { write, run } = givenFolder();
    expect(await run("hook.mjs")).toEqual(threw(expect.stringContaining("hook.mjs")));
    write("hook.mjs", "export const handler = () => 'well';");
    expect(await run("hook.mjs")).toEqual(returned("well"));
  });

  test("it loops without end: it is given up, and the next call has another thread", async () => {
    const { write, run, begun } = givenFolder();
    write(
      "hook.mjs",
      `import { existsSync, writeFileSync } from "node:fs";
       const file = import.meta.dirname + "/begun";
       export const handler = () => {
         if (existsSync(file)) return "well";
         writeFileSync(file, "");
         for (;;);
       };`,
    );
    const wait = new AbortController();
    const stuck = run("hook.mjs", { signal: wait.signal });
    await begun();
    wait.abort();
    expect(await stuck).toEqual({ kind: "timedOut" });
    expect(await run("hook.mjs")).toEqual(returned("well"));
  });

  test("it never answers: others of the same file do", async () => {
    const { write, run } = givenFolder();
    write(
      "hook.mjs",
      "let calls = 0, release; export const handler = () => new Promise((resolve) => { if (++calls === 1) release = resolve; else setImmediate(resolve, calls); });",
    );
    const wait = new AbortController();
    const [silent, other] = [run("hook.mjs", { signal: wait.signal }), run("hook.mjs")];
    wait.abort();
    expect(await silent).toEqual({ kind: "timedOut" });
    expect(await other).toEqual(returned(2));
  });
});

describe("A function is loaded anew", () => {
  test.each([
    ["mjs", "export const handler = () => ", ""],
    ["cjs", "exports.handler = () => ", ""],
    ["ts", "export const handler = (): string => ", " as string"],
  ])("when its file changes: %s", async (extension, before, after) => {
    const { write, run } = givenFolder();
    write(`hook.${extension}`, `${before}"one"${after};`);
    expect(await run(`hook.${extension}`)).toEqual(returned("one"));
    write(`hook.${extension}`, `${before}"two"${after};`);
    expect(await run(`hook.${extension}`)).toEqual(returned("two"));
  });

  test.each([
    [
      "hook.mjs",
      "import { word } from './lib/word.mjs'; export const handler = () => word;",
      "lib/word.mjs",
      "export const word = ",
    ],
    [
      "hook.cjs",
      "const lib = require('./lib/word.cjs'); exports.handler = () => lib.word;",
      "lib/word.cjs",
      "exports.word = ",
    ],
    [
      "hook.mjs",
      "export const handler = async () => (await import('./word.mjs')).word;",
      "word.mjs",
      "export const word = ",
    ],
  ])("when a file changes that it has loaded: %s, %s", async (name, text, library, definition) => {
    const { write, run } = givenFolder();
    write(library, `${definition}"one";`);
    write(name, text);
    expect(await run(name)).toEqual(returned("one"));
    write(library, `${definition}"two";`);
    expect(await run(name)).toEqual(returned("two"));
  });

  test("and what runs meanwhile comes to its end", async () => {
    const { write, run, begun } = givenFolder();
    write(
      "hook.mjs",
      `import { existsSync, writeFileSync } from "node:fs";
       export const handler = () => new Promise((resolve) => {
         writeFileSync(import.meta.dirname + "/begun", "");
         const look = () => (existsSync(import.meta.dirname + "/go") ? resolve("old") : setImmediate(look));
         look();
       });`,
    );
    const old = run("hook.mjs");
    await begun();
    write("hook.mjs", "export const handler = () => 'new';");
    expect(await run("hook.mjs")).toEqual(returned("new"));
    write("go", "");
    expect(await old).toEqual(returned("old"));
  });
});
