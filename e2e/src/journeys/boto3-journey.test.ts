import { execFile, spawnSync } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { startServer } from "../running/running-server.ts";

/** Debian's own Python has the package `python3-boto3`; another Python on PATH may not. */
const PYTHON = ["/usr/bin/python3", "python3"].find((python) => spawnSync(python, ["-c", "import boto3"]).status === 0);
const JOURNEY = path.resolve(import.meta.dirname, "../../python/journey.py");

test.skipIf(PYTHON === undefined)(
  `boto3 goes from an empty server to users signed up, signed in and signed out${PYTHON ? "" : " (not installed: Debian package python3-boto3)"}`,
  async () => {
    const server = await startServer();
    try {
      const { stdout } = await promisify(execFile)(PYTHON ?? "", [JOURNEY, server.url]);
      expect(stdout.trim()).toBe("ok");
    } finally {
      await server.stop();
    }
  },
);
