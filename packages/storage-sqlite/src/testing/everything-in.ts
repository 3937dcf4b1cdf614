import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

/** Every file of a directory with its bytes and when they were last written. */
export function everythingIn(directory: string): ReadonlyMap<string, string> {
  return new Map(
    readdirSync(directory).map((name) => {
      const file = join(directory, name);
      return [name, `${statSync(file).mtimeMs} ${readFileSync(file).toString("base64")}`];
    }),
  );
}
