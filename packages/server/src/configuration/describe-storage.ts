import type { Storage } from "./configuration.ts";

/** Where data is, in words for people. Of a database's URL nothing that is secret: no password, no parameters but the schema. */
export function describeStorage(storage: Storage): string {
  if (storage.kind === "memory") return "in memory, gone after a stop";
  if (storage.kind === "file") return storage.file;
  const { protocol, username, host, pathname, searchParams } = new URL(storage.url);
  const user = username === "" ? "" : `${username}@`;
  const schema = searchParams.get("schema");
  return `${protocol}//${user}${host}${pathname}${schema === null ? "" : `?schema=${schema}`}`;
}
