/** Whether everything is to be proved at length, as `pnpm crash` does, or in the short form that runs with all tests. */
const IS_FULL = process.env["COGMOCK_CRASH_ROUNDS"] === "full";

/** How often, or for how long. */
export function extent({ short, full }: { readonly short: number; readonly full: number }): number {
  return IS_FULL ? full : short;
}
