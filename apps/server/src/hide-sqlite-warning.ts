/**
 * Keeps Node 22 from printing that `node:sqlite` is experimental: true there, but nothing that a user of the command
 * can act on. Other warnings are printed as before. Newer Nodes do not warn.
 */
export function hideSqliteWarning(): void {
  const printers = process.listeners("warning");
  process.removeAllListeners("warning");
  process.on("warning", (warning) => {
    if (warning.name === "ExperimentalWarning" && warning.message.includes("SQLite")) return;
    for (const print of printers) print(warning);
  });
}
