import { readFileSync } from "node:fs";

/**
 * The version of cogmock. All published packages carry the same one, so this package's is right, and so is that of
 * `cogmock`, whose bundle has this module in `dist/`, just as far from its package.json as this file is from ours.
 */
export const version: string = readVersion();

function readVersion(): string {
  const manifest: unknown = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
  if (typeof manifest === "object" && manifest !== null && "version" in manifest) return String(manifest.version);
  throw new Error("package.json names no version");
}
