import { load } from "./load.ts";
import { rate, report } from "./report.ts";
import { ask, type BenchRequest } from "./request.ts";
import { processorMilliseconds, type Subject, startBareServer } from "./subject.ts";

/** How long to measure. */
export interface Pace {
  readonly rounds: number;
  readonly seconds: number;
}

interface Measured {
  readonly rate: number;
  /** Processor time of the server for one request. */
  readonly milliseconds: number;
}

/**
 * Reports the rate of a request as a share of what the bare server reaches with the same request and the same answer. The
 * two take turns, because what else the machine does is never the same for long.
 *
 * @param least the share that is to be reached
 */
export async function reportAgainstBare(
  what: string,
  product: Subject,
  request: BenchRequest,
  { work, least, pace }: { readonly work: "text" | "json" | "sign2"; readonly least: number; readonly pace: Pace },
): Promise<void> {
  const bare = await startBareServer(work, await ask(product.url, request));
  try {
    for (const subject of [bare, product]) await load(subject.url, request, { seconds: pace.seconds / 2 });
    const limits: Measured[] = [];
    const reached: Measured[] = [];
    for (let round = 0; round < pace.rounds; round++) {
      limits.push(await measure(bare, request, pace.seconds));
      reached.push(await measure(product, request, pace.seconds));
    }
    const limit = mean(limits);
    const figure = mean(reached);
    const share = figure.rate / limit.rate;
    report(
      what,
      `${rate(figure.rate)} of ${rate(limit.rate)}, ${figure.milliseconds.toFixed(3)} of ${limit.milliseconds.toFixed(3)} ms CPU = ${share.toFixed(2)}`,
      { text: `≥ ${least} of bare`, reached: share >= least },
    );
  } finally {
    await bare.stop();
  }
}

async function measure(subject: Subject, request: BenchRequest, seconds: number): Promise<Measured> {
  const before = processorMilliseconds(subject);
  const perSecond = await load(subject.url, request, { seconds });
  return { rate: perSecond, milliseconds: (processorMilliseconds(subject) - before) / (perSecond * seconds) };
}

function mean(measured: readonly Measured[]): Measured {
  const sumOf = (read: (one: Measured) => number) => measured.reduce((sum, one) => sum + read(one), 0);
  const { length } = measured;
  return { rate: sumOf((one) => one.rate) / length, milliseconds: sumOf((one) => one.milliseconds) / length };
}
