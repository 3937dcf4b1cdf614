import { fail, runServer } from "@cogmock/app-server";
import { closest, ConfigurationError, version } from "@cogmock/server";
import { help } from "./help.ts";
import { printOperations } from "./print-operations.ts";

type Command = (argv: readonly string[]) => Promise<void> | void;

const commands: Readonly<Record<string, Command>> = {
  start: (argv) => runServer({ argv, command: "cogmock start" }),
  export: async (argv) => (await import("./transfer/export-command.ts")).exportCommand(argv),
  import: async (argv) => (await import("./transfer/import-command.ts")).importCommand(argv),
  clock: async (argv) => (await import("./clock/clock-command.ts")).clockCommand(argv),
  operations: printOperations,
  help: () => void process.stdout.write(help()),
  "--help": () => void process.stdout.write(help()),
  "-h": () => void process.stdout.write(help()),
  "--version": () => void process.stdout.write(`${version}\n`),
};

/**
 * Runs the command that a command line names; without one, prints the help. Sets the exit code of the process: 2 for a
 * command line that was not understood, 1 for a command that failed.
 *
 * @param argv the words behind `cogmock`
 */
export async function runCommand([name = "help", ...argv]: readonly string[]): Promise<void> {
  try {
    const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
    if (command === undefined) throw new ConfigurationError(notUnderstood(name));
    await command(argv);
  } catch (error) {
    fail(error);
  }
}

function notUnderstood(name: string): string {
  if (name.startsWith("-"))
    return `unknown option ${name}; the options of the server go behind start: cogmock start ${name}`;
  const meant = closest(name, Object.keys(commands));
  return `unknown command ${JSON.stringify(name)}; ${meant === undefined ? "cogmock --help lists all" : `did you mean ${meant}?`}`;
}
