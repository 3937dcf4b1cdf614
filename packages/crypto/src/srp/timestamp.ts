const weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

// unconfirmed: that the service reads GMT like UTC. It does not read an offset or another zone (reported by its users).
const form = /^([A-Z][a-z]{2}) ([A-Z][a-z]{2}) (\d{1,2}) (\d{1,2}):(\d{1,2}):(\d{1,2}) (?:UTC|GMT) (\d{4})$/;

/**
 * A moment as the `TIMESTAMP` of a password claim has it: `EEE MMM d HH:mm:ss z yyyy` in English and UTC, the day without
 * a leading zero, as in `Sat Nov 7 04:05:06 UTC 2026`.
 *
 * @param time milliseconds since the Unix epoch, in the years 0 to 9999
 */
export function formatSrpTimestamp(time: number): string {
  const date = new Date(time);
  const twoDigits = (number: number) => String(number).padStart(2, "0");
  const clock = [date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds()].map(twoDigits).join(":");
  const day = `${weekdays[date.getUTCDay()]} ${months[date.getUTCMonth()]} ${date.getUTCDate()}`;
  return `${day} ${clock} UTC ${String(date.getUTCFullYear()).padStart(4, "0")}`;
}

/**
 * Reads the `TIMESTAMP` of a password claim. Like the service it is lenient: a zero before the day or a wrong weekday
 * are read over, although a signature over such a text is never right (see `verifySrpProof`).
 *
 * @returns milliseconds since the Unix epoch; undefined when the text does not have the form, for which Cognito answers
 *   `TIMESTAMP format should be EEE MMM d HH:mm:ss z yyyy in english.`
 */
export function readSrpTimestamp(text: string): number | undefined {
  const [, weekday = "", month = "", ...numbers] = form.exec(text) ?? [];
  const monthIndex = months.indexOf(month);
  if (!weekdays.includes(weekday) || monthIndex === -1) return undefined;
  const [day = 0, hours = 0, minutes = 0, seconds = 0, year = 0] = numbers.map(Number);
  const date = new Date(0);
  // Not Date.UTC, which takes the years below 100 for those of the last century.
  date.setUTCFullYear(year, monthIndex, day);
  return date.setUTCHours(hours, minutes, seconds);
}
