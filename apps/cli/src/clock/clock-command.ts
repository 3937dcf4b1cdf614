import { Readable } from "node:stream";
import { closest, ConfigurationError } from "@cogmock/server";
import { readOptions } from "../options.ts";
import { endpointOption, readEndpoint } from "../running-server/endpoint.ts";
import { type Body, exchange, jsonOf, refusal } from "../running-server/exchange.ts";
import { clockHelp } from "./clock-help.ts";
import { describeClock, type ShownClock } from "./describe-clock.ts";

const DEFAULT_ENDPOINT = "http://localhost:4566";

/** What each change is at `/_cogmock/clock`, where it says no more; or what it expects to be said. */
const CHANGES: Readonly<Record<string, object | string>> = {
  advance: "a duration such as 2h",
  freeze: { freeze: true },
  unfreeze: { freeze: false },
  set: "a time such as 2027-01-01T00:00:00Z",
  reset: { reset: true },
};

/**
 * `cogmock clock`: shows the clock of a running server, after it has been changed where that is asked for.
 *
 * @throws ConfigurationError the command line is not understood, here or by the server
 * @throws CommandError the server does not answer, or cannot do it
 */
export async function clockCommand(argv: readonly string[]): Promise<void> {
  if (argv.includes("--help") || argv.includes("-h")) {
    process.stdout.write(clockHelp);
    return;
  }
  const { words, given } = readOptions(argv, endpointOption);
  const [, endpoint = DEFAULT_ENDPOINT] = given.at(-1) ?? [];
  const change = readChange(words);
  process.stdout.write(`${describeClock(await ask(readEndpoint(String(endpoint)), change))}\n`);
}

/** What is to be sent; nothing where the clock is only to be read. */
function readChange([name, value, ...others]: readonly string[]): object | undefined {
  if (name === undefined) return undefined;
  const change = Object.hasOwn(CHANGES, name) ? CHANGES[name] : undefined;
  if (change === undefined) throw new ConfigurationError(notUnderstood(name));
  const isWhole = typeof change === "object";
  if (!isWhole && value === undefined) throw new ConfigurationError(`clock ${name} expects ${change}, got nothing`);
  const unexpected = isWhole ? value : others[0];
  if (unexpected !== undefined) throw new ConfigurationError(`unexpected argument ${JSON.stringify(unexpected)}`);
  // Whether the value is one is for the server to say.
  return isWhole ? change : { [name]: value };
}

function notUnderstood(name: string): string {
  const meant = closest(name, Object.keys(CHANGES));
  const hint = meant === undefined ? "" : `; did you mean ${meant}?`;
  return `clock expects advance <duration>, freeze, unfreeze, set <time> or reset, got ${JSON.stringify(name)}${hint}`;
}

async function ask(endpoint: string, change: object | undefined): Promise<ShownClock> {
  const path = "/_cogmock/clock";
  const { response } =
    change === undefined
      ? await exchange(endpoint, "GET", path)
      : await exchange(endpoint, "POST", path, bodyOf(change));
  if (response.statusCode === 400) {
    const { message } = await jsonOf(response);
    throw new ConfigurationError(String(message).replace(/\.$/, ""));
  }
  if (response.statusCode !== 200) throw await refusal(endpoint, response);
  const { now, offsetSeconds, frozen } = await jsonOf(response);
  return { now: String(now), offsetSeconds: Number(offsetSeconds), frozen: frozen === true };
}

function bodyOf(content: object): Body {
  const bytes = Buffer.from(JSON.stringify(content));
  return { chunks: Readable.from([bytes]), size: bytes.length };
}
