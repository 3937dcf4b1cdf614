const WHERE = `  --data <file|url>  The data file or postgres:// URL, as cogmock start has it.
                     [.cogmock/cogmock.sqlite]
  --endpoint <url>   A running server instead, such as http://localhost:4566. A file
                     that a server has open is reached in no other way.
  --config <file>    JSON file with settings. [cogmock.config.json]
  --help             Print this and stop.

Environment variables and the configuration file count as for cogmock start.`;

/** The help of `cogmock export`. */
export const exportHelp: string = `Usage: cogmock export [options] > file

Writes everything that a cogmock knows, one JSON document a line: pools, clients,
users, groups, keys, sign-ins and messages. cogmock import reads it on whatever
storage. It holds private keys and password verifiers: keep it as you keep those.

Options:
  --output <file>    Write to this file, readable by its owner alone, and not to
                     standard output. The file is there when it is complete.
${WHERE}

Examples:
  cogmock export > backup.ndjson
  cogmock export --data ./dev.sqlite --output backup.ndjson
  cogmock export --endpoint http://localhost:4566 | gzip > backup.ndjson.gz
`;

/** The help of `cogmock import`. */
export const importHelp: string = `Usage: cogmock import <file> [options]

Reads what cogmock export wrote: all of it, or nothing where a line is wrong.
The file - is standard input.

Options:
  --replace          Put the import in the place of everything there is. Without it
                     an import is refused where there is anything.
${WHERE}

Examples:
  cogmock import backup.ndjson
  cogmock import backup.ndjson --data ./other.sqlite --replace
  gunzip -c backup.ndjson.gz | cogmock import - --endpoint http://localhost:4566
`;
