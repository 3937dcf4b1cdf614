/** The help of `cogmock clock`. */
export const clockHelp: string = `Usage: cogmock clock [change] [options]

Shows the time that a running server goes by, or moves it: codes, sessions, tokens
and temporary passwords then expire without a wait. The server keeps it over a
restart, and all servers on one PostgreSQL follow within a second.

Changes:
  advance <duration>  Move on by 90s, 15m, 2h, 1h30m or 30d.
  freeze              Stop. A frozen clock can be advanced and set, too.
  unfreeze            Go on from there.
  set <time>          Go on from 2027-01-01T00:00:00Z, later or earlier.
  reset               Go by real time again.

Options:
  --endpoint <url>    The server. [http://localhost:4566]
  --help              Print this and stop.

Examples:
  cogmock clock
  cogmock clock advance 1h
  cogmock clock set 2027-01-01T00:00:00Z --endpoint http://localhost:5000
`;
