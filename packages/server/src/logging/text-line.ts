const CONTROL_CHARACTERS = /\p{Cc}/gu;

/** What is shown of a line, in this order; of lines that are no warning and no error, the request id is left out. */
const SHOWN = ["msg", "operation", "method", "path", "userPoolId", "outcome", "status"];

/**
 * A JSON log line as one line for people: `12:00:00.123 SignUp us-east-1_Ab12Cd34E ok 200 1.2ms`. A defect's stack
 * follows on lines of its own.
 */
export function toTextLine(json: string): string {
  const record: Readonly<Record<string, unknown>> = JSON.parse(json);
  const text = (name: string): string | undefined => textOf(record[name]);
  const isOrdinary = record.level === "info";
  const words = [
    text("time")?.slice(11, 23),
    isOrdinary ? undefined : text("level")?.toUpperCase(),
    ...SHOWN.map(text),
    record.durationMs === undefined ? undefined : `${text("durationMs")}ms`,
    isOrdinary ? undefined : text("requestId"),
  ];
  const line = words.filter((word) => word !== undefined).join(" ");
  return typeof record.defect === "string" ? `${line}\n${record.defect}\n` : `${line}\n`;
}

function textOf(value: unknown): string | undefined {
  if (typeof value === "number") return String(value);
  return typeof value === "string" ? value.replace(CONTROL_CHARACTERS, "?") : undefined;
}
