/** The first line of every generated file. */
export const HEADER = "// Generated from AWS's service model by `pnpm generate`. Do not edit.\n\n";
