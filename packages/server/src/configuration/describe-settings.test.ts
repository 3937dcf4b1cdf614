import { describe, expect, test } from "vitest";
import { settingsHelp, settingsMarkdown } from "./describe-settings.ts";
import { flagOf, variableOf } from "./setting.ts";
import { settingKeys } from "./settings.ts";

describe("settingsHelp", () => {
  test("explains every flag within the width of the terminal", () => {
    const help = settingsHelp(80);
    for (const key of [...settingKeys, "config"]) expect(help).toMatch(new RegExp(`^ {2}${flagOf(key)}\\b`, "m"));
    for (const line of help.split("\n")) expect(line.length).toBeLessThanOrEqual(80);
  });

  test("shows the default of what takes a value", () => {
    expect(settingsHelp(200)).toContain("Port to listen on; 0 takes a free one and prints it. [4566]");
  });
});

describe("settingsMarkdown", () => {
  test("has a row for every setting with its flag, variable and default", () => {
    const lines = settingsMarkdown().split("\n");
    expect(lines).toHaveLength(2 + settingKeys.length + 1);
    for (const key of settingKeys) {
      expect(lines.some((line) => line.includes(flagOf(key)) && line.includes(variableOf(key)))).toBe(true);
    }
    for (const line of lines) expect(line.split(" | ")).toHaveLength(5);
  });
});
