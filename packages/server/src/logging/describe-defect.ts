/**
 * What is logged of something thrown that should not have been: the stacks of the error and its causes. Other members
 * of an error are left out, and so is anything thrown that is no error, for they can hold what a caller sent.
 */
export function describeDefect(thrown: unknown): string {
  const stacks: string[] = [];
  for (let error = thrown; stacks.length < 5; error = error.cause) {
    if (!(error instanceof Error)) break;
    stacks.push(error.stack ?? error.name);
  }
  return stacks.length === 0 ? `thrown: ${typeof thrown}` : stacks.join("\ncaused by ");
}
