// Prints the table of settings that the README carries, so that a check can compare the two.
import { settingsMarkdown } from "./describe-settings.ts";

process.stdout.write(`${settingsMarkdown()}\n`);
