import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { createInterface } from "node:readline";
import { expect, test } from "vitest";

const ROOT = path.resolve(import.meta.dirname, "../..");

test("the README's command serves, with flags of one's own", async () => {
  // The Node and npm that a newcomer has: without what a package manager adds to the environment of its scripts.
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_|^PNPM_|^NODE_/i.test(name)));
  const child = spawn("npm", ["start", "--", "--port", "0", "--memory"], {
    cwd: ROOT,
    env,
    detached: true,
    stdio: ["ignore", "pipe", "inherit"],
  });
  try {
    const url = await new Promise<string>((resolve, reject) => {
      createInterface({ input: child.stdout }).on("line", (line) => {
        const address = /http:\/\/[\w.[\]:]+:\d+/.exec(line);
        if (address) resolve(address[0]);
      });
      child.once("exit", (code) => reject(new Error(`npm start ended with ${code}`)));
    });
    const health = await fetch(`${url}/_cogmock/health`);
    expect(health.status).toBe(200);
    expect(await health.json()).toMatchObject({ status: "ok" });
  } finally {
    // npm starts a shell that starts the server: the whole group is ended.
    const gone = once(child, "exit");
    if (child.pid !== undefined) process.kill(-child.pid, "SIGTERM");
    await gone;
  }
});
