// What other entry points start a server with, and end with.
export { runServer, type ServerCommand } from "./run-server.ts";
export { fail } from "./fail.ts";
export { CommandError } from "./command-error.ts";
export { hideSqliteWarning } from "./hide-sqlite-warning.ts";
