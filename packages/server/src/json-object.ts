/** The members of an object of JSON; none where the text is something else, as servers answer that are not what they should be. */
export function jsonObjectIn(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}
