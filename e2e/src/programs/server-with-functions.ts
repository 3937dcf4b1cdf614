import { readConfiguration, startServer } from "@cogmock/server";
import { functions } from "./functions.ts";

/** A program that starts the product with functions of its own, from the same flags as the product itself. */
const configuration = readConfiguration({
  argv: process.argv.slice(2),
  environment: process.env,
  directory: process.cwd(),
});
const server = await startServer(configuration, { triggers: functions });
process.once("SIGTERM", () => void server.close());
process.stdout.write(`${server.url}\n`);
