/** What a user agent is of. */
export interface CallingDevice {
  /** `Chrome 125` */
  readonly app?: string | undefined;
  /** `macOS 15.0` */
  readonly system?: string | undefined;
}

/** Browsers name others after themselves: the first that fits is the one. */
const BROWSERS: readonly (readonly [name: string, version: RegExp])[] = [
  ["Edge", /\bEdg(?:e|A|iOS)?\/(\d+)/],
  ["Opera", /\bOPR\/(\d+)/],
  ["Samsung Internet", /\bSamsungBrowser\/(\d+)/],
  ["Firefox", /\b(?:Firefox|FxiOS)\/(\d+)/],
  ["Chrome", /\b(?:Chrome|CriOS)\/(\d+)/],
  ["Safari", /\bVersion\/(\d+)[^(]{0,40}\bSafari\//],
];

const SYSTEMS: readonly (readonly [name: string, version: RegExp])[] = [
  ["Windows", /\bWindows NT (\d+)/],
  ["iOS", /\b(?:iPhone )?OS (\d+)[._](\d+)(?=[^)]{0,40} like Mac OS X)/],
  ["macOS", /\bMac OS X (\d+)[._](\d+)/],
  ["Android", /\bAndroid (\d+)/],
  ["ChromeOS", /\bCrOS\b/],
  // `os/` as AWS's SDKs write it.
  ["Windows", /\bos\/windows/i],
  ["macOS", /\bos\/macos/i],
  ["Linux", /\bLinux\b/i],
];

/** Programs that are no browsers begin with their own name: `aws-sdk-js/3.980.0`, `curl/8.5.0`. */
const PROGRAM = /^(?!Mozilla\/)([\w.-]{1,60})\/(\d+)/;

function firstFit(table: typeof BROWSERS, userAgent: string): string | undefined {
  for (const [name, pattern] of table) {
    const match = pattern.exec(userAgent);
    if (match) return [name, match.slice(1).join(".")].filter(Boolean).join(" ");
  }
  return undefined;
}

/**
 * The device that a request was made on, as its user agent tells it. unconfirmed: what AWS makes of user agents, of which
 * it documents one example, `Chrome 125 / macOS 15.0`.
 *
 * @param userAgent the header of the request
 */
export function deviceOfUserAgent(userAgent: string | undefined): CallingDevice {
  if (userAgent === undefined) return {};
  const [, program, version] = PROGRAM.exec(userAgent) ?? [];
  return {
    app: program === undefined ? firstFit(BROWSERS, userAgent) : `${program} ${version}`,
    system: firstFit(SYSTEMS, userAgent),
  };
}
