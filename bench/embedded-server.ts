// The product inside of a program that hands it a function, as test suites and other emulators have it: on a SQLite file,
// served on a free port. Prints its address when it listens.
//   node --conditions=@cogmock/source embedded-server.ts <file>
import { createCognito, createMovableClock, type TriggerEvent } from "@cogmock/core";
import { createLog, createServer, openStore, readConfiguration } from "@cogmock/server";

const [, , file = ""] = process.argv;
const argv = ["--data", file, "--log-level", "warn"];
const configuration = readConfiguration({ argv, environment: {}, directory: import.meta.dirname });
const store = await openStore(configuration, createMovableClock(), () => {});
const echo = async (event: TriggerEvent): Promise<TriggerEvent> => event;
const cognito = createCognito({ store, triggers: { echo } });
const { logger } = createLog({ level: "warn", format: "json" });
const address = await createServer({ cognito, logger }).listen({ host: "127.0.0.1", port: 0 });
process.stdout.write(`${address}\n`);
