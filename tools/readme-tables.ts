// Writes the tables of README.md that are computed from the code; with --check it only compares and exits 1 when the
// README says something else.
import { readFileSync, writeFileSync } from "node:fs";
import { type OperationCoverage, operationCoverage } from "@cogmock/core";
import { settingsMarkdown } from "@cogmock/server";

const README = new URL("../README.md", import.meta.url);

const SERVICES = [
  ["user-pools", "User pools"],
  ["identity-pools", "Identity pools"],
] as const;

function operationsTable(coverage: readonly OperationCoverage[]): string {
  const sections = SERVICES.map(([service, title]) => {
    const operations = coverage.filter((row) => row.service === service);
    const implemented = operations.filter((row) => row.implemented);
    const list = (rows: readonly OperationCoverage[]) => rows.map((row) => `\`${row.operation}\``).join(" · ");
    const missing = operations.filter((row) => !row.implemented);
    return [
      `| ${title} | ${implemented.length} of ${operations.length} |`,
      "| --- | --- |",
      ...(implemented.length > 0 ? [`| answered | ${list(implemented)} |`] : []),
      ...(missing.length > 0 ? [`| not yet: \`NotImplementedException\`, HTTP 501 | ${list(missing)} |`] : []),
    ].join("\n");
  });
  return sections.join("\n\n");
}

function replaceSection(readme: string, name: string, content: string): string {
  const [begin, end] = [`<!-- ${name}: generated -->`, `<!-- /${name} -->`];
  const from = readme.indexOf(begin);
  const to = readme.indexOf(end);
  if (from < 0 || to < 0) throw new Error(`README.md has no section ${begin} … ${end}`);
  return `${readme.slice(0, from + begin.length)}\n\n${content}\n\n${readme.slice(to)}`;
}

const before = readFileSync(README, "utf8");
const withSettings = replaceSection(before, "settings", settingsMarkdown());
const after = replaceSection(withSettings, "operations", operationsTable(operationCoverage()));

if (!process.argv.includes("--check")) {
  writeFileSync(README, after);
} else if (before !== after) {
  process.stderr.write("README.md is not what the code says: run `pnpm readme`\n");
  process.exitCode = 1;
}
