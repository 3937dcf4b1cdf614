// What other entry points start a server with.
export { runServer, type ServerCommand } from "./run-server.ts";
export { fail } from "./fail.ts";
