const CONTROL_CHARACTERS = /[\u0000-\u001f\u007f-\u009f]/g;

/**
 * A JSON log line as one line for people: `12:00:00.123 SignUp us-east-1_Ab12Cd34E ok 200 1.2ms`. A defect's stack
 * follows on lines of its own.
 */
export function toTextLine(json: string): string {
  const record: Readonly<Record<string, unknown>> = JSON.parse(json);
  const { time, level, msg, operation, method, path, userPoolId, outcome, status, durationMs, requestId, defect } = record;
  const words: unknown[] = [String(time).slice(11, 23)];
  if (level !== "info") words.push(String(level).toUpperCase());
  words.push(msg, operation, method, path, userPoolId, outcome, status);
  if (durationMs !== undefined) words.push(`${String(durationMs)}ms`);
  if (level !== "info") words.push(requestId);
  const line = words
    .filter((word) => word !== undefined)
    .map((word) => String(word).replace(CONTROL_CHARACTERS, "?"))
    .join(" ");
  return defect === undefined ? `${line}\n` : `${line}\n${String(defect)}\n`;
}
