import { fail } from "./fail.ts";
import { runServer } from "./run-server.ts";

runServer({ argv: process.argv.slice(2), command: "npm start --" }).catch(fail);
