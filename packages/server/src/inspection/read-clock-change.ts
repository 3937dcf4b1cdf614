import type { EpochMilliseconds } from "@cogmock/core";
import { Refusal } from "./endpoint.ts";

/** What a caller wants of the clock. */
export type ClockChange =
  | { readonly advance: number }
  | { readonly freeze: boolean }
  | { readonly set: EpochMilliseconds }
  | { readonly reset: true };

/** How the value of each member is read. */
const MEMBERS: Readonly<Record<string, (value: unknown) => ClockChange>> = {
  advance: (value) => ({ advance: readDuration(value) }),
  freeze: (value) => {
    if (typeof value !== "boolean") throw new Refusal(400, `freeze expects true or false, got ${show(value)}.`);
    return { freeze: value };
  },
  set: (value) => ({ set: readTime(value) }),
  reset: (value) => {
    if (value !== true) throw new Refusal(400, `reset expects true, got ${show(value)}.`);
    return { reset: true };
  },
};

const EXPECTED =
  'The clock expects one of {"advance":"2h"}, {"freeze":true}, {"freeze":false}, {"set":"2027-01-01T00:00:00Z"} and {"reset":true}';

/** The change that the body of a request asks for. @throws Refusal it asks for none, or for two */
export function readClockChange(body: unknown): ClockChange {
  const text = body instanceof Uint8Array ? Buffer.from(body).toString() : "";
  const [member, ...others] = membersIn(text);
  if (member === undefined || others.length > 0) throw new Refusal(400, `${EXPECTED}, got ${shorten(text)}.`);
  const [name, value] = member;
  const read = Object.hasOwn(MEMBERS, name) ? MEMBERS[name] : undefined;
  if (read === undefined) throw new Refusal(400, `${EXPECTED}, got ${shorten(text)}.`);
  return read(value);
}

function membersIn(text: string): [string, unknown][] {
  try {
    const content: unknown = JSON.parse(text);
    return typeof content === "object" && content !== null && !Array.isArray(content) ? Object.entries(content) : [];
  } catch {
    return [];
  }
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const DURATION = /^(?<sign>-?)(?:(?<days>\d+)d)?(?:(?<hours>\d+)h)?(?:(?<minutes>\d+)m)?(?:(?<seconds>\d+)s)?$/;

/** @returns milliseconds, below 0 for a duration with a minus before it */
function readDuration(value: unknown): number {
  const { sign, ...units } = DURATION.exec(typeof value === "string" ? value : "")?.groups ?? {};
  const { days, hours, minutes, seconds } = units;
  if (Object.values(units).every((count) => count === undefined)) {
    throw new Refusal(
      400,
      `advance expects a duration such as "90s", "15m", "2h", "1h30m" or "30d", got ${show(value)}.`,
    );
  }
  const count = (text = "0", unit: number): number => Number(text) * unit;
  const length = count(days, DAY) + count(hours, HOUR) + count(minutes, MINUTE) + count(seconds, SECOND);
  return sign === "-" ? -length : length;
}

/** ISO 8601: a day, which begins at midnight UTC, or a time with its zone. */
const TIME = /^(?<day>\d{4}-\d\d-\d\d)(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d))?$/;

function readTime(value: unknown): EpochMilliseconds {
  const text = typeof value === "string" ? value : "";
  const day = TIME.exec(text)?.groups?.["day"];
  const time = Date.parse(text);
  if (day === undefined || Number.isNaN(time) || !isDay(day)) {
    throw new Refusal(400, `set expects a time such as "2027-01-01T00:00:00Z", got ${show(value)}.`);
  }
  return time;
}

/** JavaScript takes the 30th of February for the 2nd of March. */
function isDay(day: string): boolean {
  return new Date(day).toISOString().startsWith(day);
}

function show(value: unknown): string {
  return shorten(JSON.stringify(value));
}

/** How much of what was sent is sent back. */
const SHOWN_CHARACTERS = 100;

function shorten(text: string): string {
  if (text.trim() === "") return "nothing";
  return text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS)}…` : text;
}
