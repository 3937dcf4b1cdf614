import { version } from "@cogmock/server";

/** What `cogmock` says about itself. */
export function help(): string {
  return `cogmock ${version}: Amazon Cognito on your own machine

Usage: cogmock <command> [options]

Commands:
  start        Start the server. cogmock start --help lists its options.
  export       Write everything to a file. cogmock export --help says how.
  import       Read everything from such a file, on whatever storage it was made.
  clock        Show or move the time of a running server. cogmock clock --help says how.
  operations   List the operations of Amazon Cognito, and which of them this version answers.

Options:
  --help       Print this and stop.
  --version    Print the version and stop.

Examples:
  cogmock start
  cogmock start --memory --port 5000
  cogmock export > backup.ndjson
`;
}
