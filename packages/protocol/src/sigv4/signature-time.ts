const BASIC = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z$/;

/**
 * The moment that a signature names: `20260131T120000Z` of `X-Amz-Date`, or an HTTP date of `Date`.
 *
 * @returns epoch milliseconds, or undefined when it names none
 */
export function parseTime(text: string): number | undefined {
  const parts = BASIC.exec(text);
  const iso = parts === null ? text : text.replace(BASIC, "$1-$2-$3T$4:$5:$6Z");
  // HTTP dates (RFC 9110, section 5.6.7) begin with the name of the day.
  if (parts === null && !/^[A-Z][a-z]{2}, /.test(text)) return undefined;
  const time = Date.parse(iso);
  return Number.isNaN(time) ? undefined : time;
}

/** Epoch milliseconds as `20260131T120000Z`. */
export function formatTime(epochMilliseconds: number): string {
  return new Date(epochMilliseconds)
    .toISOString()
    .replace(/\.\d+Z$/, "Z")
    .replace(/[:-]/g, "");
}
