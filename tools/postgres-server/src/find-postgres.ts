import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import path from "node:path";

/** Where Debian puts every version that is installed. */
const DEBIAN = "/usr/lib/postgresql";

/**
 * The directory of PostgreSQL's programs: `COGMOCK_POSTGRES_BIN`, else the newest of Debian's, else what `pg_config` says.
 *
 * @returns undefined where PostgreSQL's server is not installed
 */
export function findPostgres(): string | undefined {
  const named = process.env["COGMOCK_POSTGRES_BIN"];
  if (named !== undefined && named !== "") return named;
  return [...debianDirectories(), ...configuredDirectory()].find(hasServer);
}

function debianDirectories(): readonly string[] {
  if (!existsSync(DEBIAN)) return [];
  const newestFirst = readdirSync(DEBIAN).toSorted((left, right) => Number(right) - Number(left));
  return newestFirst.map((version) => path.join(DEBIAN, version, "bin"));
}

function configuredDirectory(): readonly string[] {
  const { status, stdout } = spawnSync("pg_config", ["--bindir"], { encoding: "utf8" });
  return status === 0 ? [stdout.trim()] : [];
}

function hasServer(directory: string): boolean {
  return existsSync(path.join(directory, "initdb")) && existsSync(path.join(directory, "postgres"));
}
