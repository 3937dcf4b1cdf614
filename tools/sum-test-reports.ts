// Adds up the JSON reports that the test runners of all packages left, prints what failed and what was skipped, and
// ends with `N passed, N failed, N skipped`. Exits 1 when anything failed or a package left no report.
import { existsSync, globSync, readFileSync } from "node:fs";
import path from "node:path";

interface Report {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message: string;
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
  }[];
}

const packages = globSync([
  "packages/*/package.json",
  "apps/*/package.json",
  "tools/*/package.json",
  "e2e/package.json",
]);
let passed = 0;
let failed = 0;
let skipped = 0;

for (const manifest of packages) {
  const { name, scripts }: { name: string; scripts?: Record<string, string> } = JSON.parse(
    readFileSync(manifest, "utf8"),
  );
  if (!scripts?.["test"]) continue;
  const file = path.join(path.dirname(manifest), "test-report.json");
  if (!existsSync(file)) {
    process.stdout.write(`${name}: no test report\n`);
    failed += 1;
    continue;
  }
  const report: Report = JSON.parse(readFileSync(file, "utf8"));
  passed += report.numPassedTests;
  failed += report.numFailedTests;
  skipped += report.numPendingTests + report.numTodoTests;
  for (const result of report.testResults) {
    if (result.status === "failed" && result.assertionResults.every(({ status }) => status !== "failed")) {
      failed += 1;
      process.stdout.write(`failed to run: ${result.name}: ${result.message}\n`);
    }
    for (const { fullName, status } of result.assertionResults) {
      if (status !== "passed") process.stdout.write(`${status}: ${name}: ${fullName}\n`);
    }
  }
}

process.stdout.write(`${passed} passed, ${failed} failed, ${skipped} skipped\n`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
