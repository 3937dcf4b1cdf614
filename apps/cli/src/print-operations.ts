import { type OperationCoverage, operationCoverage } from "@cogmock/core";
import { ConfigurationError } from "@cogmock/server";

const SERVICES = [
  ["user-pools", "User pools"],
  ["identity-pools", "Identity pools"],
] as const;

/**
 * Prints every operation of the services, and whether this version answers it.
 *
 * @throws ConfigurationError there are no options
 */
export function printOperations(argv: readonly string[]): void {
  if (argv.length > 0) throw new ConfigurationError(`operations takes no options, got ${JSON.stringify(argv[0])}`);
  const coverage = operationCoverage();
  process.stdout.write(SERVICES.map(([service, title]) => section(title, coverage, service)).join("\n"));
}

function section(title: string, coverage: readonly OperationCoverage[], service: string): string {
  const operations = coverage.filter((row) => row.service === service);
  const answered = operations.filter(({ implemented }) => implemented).length;
  const lines = operations.map(({ operation, implemented }) => `  ${implemented ? "yes" : " no"}  ${operation}`);
  return `${title}: ${answered} of ${operations.length} operations\n${lines.join("\n")}\n`;
}
