/** Whether a figure is as it should be. Without a target there is nothing to miss. */
export interface Target {
  readonly text: string;
  readonly reached: boolean;
}

/** Prints a figure beside its target. */
export function report(what: string, measured: string, target?: Target): void {
  const verdict = target === undefined ? "" : target.reached ? "ok" : "missed";
  const line = `${what.padEnd(48)} ${measured.padStart(46)}   ${(target?.text ?? "").padEnd(34)} ${verdict}`;
  process.stdout.write(`${line.trimEnd()}\n`);
}

/** Prints what `measure` reports, or why it could not be measured; what comes after goes on. */
export async function row(what: string, measure: () => Promise<void>): Promise<void> {
  try {
    await measure();
  } catch (error) {
    report(what, "not measured");
    process.stdout.write(`  ${error instanceof Error ? error.message : String(error)}\n`);
  }
}

/** `12,345/s` */
export function rate(perSecond: number): string {
  return `${Math.round(perSecond).toLocaleString("en")}/s`;
}

/** The middle one of some values. */
export function median(values: readonly number[]): number {
  return values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)] ?? Number.NaN;
}
