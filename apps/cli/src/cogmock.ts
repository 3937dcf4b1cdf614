#!/usr/bin/env node
// The command. Turns on V8's compile cache before anything big is loaded, so that from the second start on the bundle
// need not be compiled again; hence the import at run time.
import { enableCompileCache } from "node:module";

enableCompileCache();
const { runCommand } = await import("./run-command.ts");
await runCommand(process.argv.slice(2));
