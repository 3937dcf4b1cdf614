import type { Cognito } from "../cognito.ts";

/** The lines of an export, the header aside: what there is. */
export async function exportedLines(cognito: Pick<Cognito, "export">): Promise<readonly string[]> {
  const [, ...lines] = (await exportedText(cognito)).split("\n");
  return lines;
}

/** A whole export. */
export async function exportedText(cognito: Pick<Cognito, "export">): Promise<string> {
  let text = "";
  for await (const some of cognito.export()) text += some;
  return text;
}
