import { expect, onTestFinished, test } from "vitest";
import { startServer } from "../running/running-server.ts";

const MB = 1024 * 1024;

/** An export of groups of three megabytes each, without its first line: more than any other request may have. */
function largeExport(): string {
  const lines = ["a", "b", "c", "d"].map((name) => ({
    collection: "groups",
    document: { userPoolId: "us-east-1_a", name, createdAt: 1, description: name.repeat(3 * MB) },
  }));
  return `${[...lines, { end: true, documents: lines.length }].map((line) => JSON.stringify(line)).join("\n")}\n`;
}

test("through nginx everything is exported, imported and brought back, whatever its size", async () => {
  const server = await startServer();
  onTestFinished(() => server.stop());
  const send = async (method: string, path: string, body?: string): Promise<string> => {
    const answer = await fetch(`${server.url}/_cogmock/${path}`, { method, ...(body !== undefined && { body }) });
    const text = await answer.text();
    expect(answer.ok, text.slice(0, 200)).toBe(true);
    return text;
  };
  const contents = async (): Promise<string> => {
    const text = await send("GET", "export");
    return text.slice(text.indexOf("\n") + 1);
  };
  const large = largeExport();
  await send("POST", "import", `{"format":"cogmock","version":1}\n${large}`);
  // As booleans, for a failure would print all of it.
  expect((await contents()) === large).toBe(true);
  await send("PUT", "snapshots/large");
  await send("POST", "reset");
  expect(await contents()).toBe('{"end":true,"documents":0}\n');
  await send("POST", "snapshots/large/restore");
  expect((await contents()) === large).toBe(true);
});
