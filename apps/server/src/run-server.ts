import { type RunningServer, readConfiguration, startServer, version } from "@cogmock/server";
import { banner } from "./banner.ts";
import { fail } from "./fail.ts";
import { hideSqliteWarning } from "./hide-sqlite-warning.ts";
import { startHelp } from "./start-help.ts";

/** A command line that starts a server. */
export interface ServerCommand {
  /** The words behind the command. */
  readonly argv: readonly string[];
  /** What a user types before the options, for the help. */
  readonly command: string;
}

/** The exit code after a second signal: 128 + SIGINT, as shells report it. */
const INTERRUPTED_EXIT_CODE = 130;
/** Ctrl-C behind `npm start` arrives twice, from the terminal and passed on by npm: this close together it is one signal. */
const SAME_SIGNAL_MS = 300;

/**
 * Starts a server as the command line, the environment and the configuration file say, and keeps it until SIGINT or
 * SIGTERM. The first signal lets requests finish, a second one ends the process at once.
 *
 * @throws ConfigurationError, StartError what the user has to mend
 */
export async function runServer({ argv, command }: ServerCommand): Promise<void> {
  // A reader of the banner may leave (`| head -3`); that is no reason to stop serving.
  process.stdout.on("error", () => {});
  if (argv.includes("--help") || argv.includes("-h")) {
    process.stdout.write(startHelp(command, process.stdout.columns));
    return;
  }
  if (argv.includes("--version")) {
    process.stdout.write(`${version}\n`);
    return;
  }
  const configuration = readConfiguration({ argv, environment: process.env, directory: process.cwd() });
  hideSqliteWarning();
  const starting = startServer(configuration);
  stopOnSignal(starting);
  const server = await starting;
  if (configuration.logLevel !== "silent") process.stdout.write(banner(server, configuration));
}

/** Listens for signals from the start on, for one may arrive as soon as the port is open. */
function stopOnSignal(starting: Promise<RunningServer>): void {
  let stoppingSince: number | undefined;
  const stop = (): void => {
    if (stoppingSince !== undefined) {
      if (performance.now() - stoppingSince > SAME_SIGNAL_MS) process.exit(INTERRUPTED_EXIT_CODE);
      return;
    }
    stoppingSince = performance.now();
    // Ends the process rather than waiting for it: a client that never lets go must not keep it.
    starting
      .then((server) => server.close())
      .then(() => process.exit(0))
      .catch((error: unknown) => {
        fail(error);
        process.exit();
      });
  };
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
}
