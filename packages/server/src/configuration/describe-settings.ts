import { DEFAULT_CONFIG_FILE } from "./sources.ts";
import { flagOf, type Setting, variableOf } from "./setting.ts";
import { type SettingValues, settingKeys, settings } from "./settings.ts";

interface Row {
  readonly key: string;
  readonly flag: string;
  readonly variable: string;
  readonly defaultText: string;
  readonly description: string;
}

function rows(): Row[] {
  const listed = settingKeys.map((key) => toRow(key, settings[key]));
  const config: Row = {
    key: "",
    flag: "--config <file>",
    variable: variableOf("config"),
    defaultText: DEFAULT_CONFIG_FILE,
    description: "JSON file with settings; the default file need not exist.",
  };
  return [...listed, config];
}

function toRow(key: keyof SettingValues, setting: Setting<SettingValues[keyof SettingValues]>): Row {
  return {
    key,
    flag: setting.placeholder === undefined ? flagOf(key) : `${flagOf(key)} ${setting.placeholder}`,
    variable: variableOf(key),
    defaultText: setting.defaultText ?? JSON.stringify(setting.default).replaceAll('"', ""),
    description: setting.description,
  };
}

/** What is an option of a command line only. */
const PRINTING: readonly Pick<Row, "flag" | "description">[] = [
  { flag: "--help", description: "Print this and stop." },
  { flag: "--version", description: "Print the version and stop." },
];

/**
 * All options of a command that starts a server, as the list of its `--help`.
 *
 * @param width columns of the terminal
 */
export function settingsHelp(width: number): string {
  const lines: string[] = [];
  const listed: readonly (Pick<Row, "flag" | "description"> & Partial<Row>)[] = [...rows(), ...PRINTING];
  const margin = Math.max(...listed.map(({ flag }) => flag.length)) + 4;
  for (const { flag, description, defaultText } of listed) {
    const isObvious = defaultText === undefined || defaultText === "false";
    const text = isObvious ? description : `${description} [${defaultText}]`;
    for (const [index, line] of wrap(text, Math.max(width - margin, 30)).entries()) {
      lines.push(`${(index === 0 ? `  ${flag}` : "").padEnd(margin)}${line}`);
    }
  }
  return lines.join("\n");
}

/** All settings as a Markdown table. */
export function settingsMarkdown(): string {
  const header = ["Flag", "Variable", "Key in the file", "Default", "Meaning"];
  const lines = rows().map(({ key, flag, variable, defaultText, description }) => [
    `\`${flag}\``,
    `\`${variable}\``,
    key === "" ? "" : `\`${key}\``,
    `\`${defaultText}\``,
    description,
  ]);
  return [header, header.map(() => "---"), ...lines]
    .map((cells) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`)
    .join("\n");
}

function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line !== "" && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return [...lines, line];
}
