import { ConfigurationError } from "@cogmock/server";
import type { OptionKind } from "../options.ts";

const EXPECTED = "the address of a running server, such as http://localhost:4566";

/** `--endpoint`, for `readOptions`. */
export const endpointOption: Readonly<Record<"--endpoint", OptionKind>> = { "--endpoint": { expects: EXPECTED } };

/** The address that `--endpoint` names, without a trailing slash. @throws ConfigurationError it is none */
export function readEndpoint(text: string): string {
  const url = URL.parse(text);
  if (url === null || (url.protocol !== "http:" && url.protocol !== "https:"))
    throw new ConfigurationError(`--endpoint expects ${EXPECTED}, got ${JSON.stringify(text)}`);
  return `${url.origin}${url.pathname}`.replace(/\/+$/, "");
}
