import { closeSync, openSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { emptyFolder } from "../testing/start-test-server.ts";
import { createLog } from "./log.ts";

test("flushing a log waits for lines that came while others were being written", async () => {
  const file = path.join(emptyFolder(), "log");
  const fileDescriptor = openSync(file, "a");
  onTestFinished(() => closeSync(fileDescriptor));
  const log = createLog({ level: "info", format: "json", fileDescriptor });
  log.logger.info("first");
  const first = log.flush();
  log.logger.info("second");
  await log.flush();
  const messages = readFileSync(file, "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line).msg);
  expect(messages).toEqual(["first", "second"]);
  await first;
});
