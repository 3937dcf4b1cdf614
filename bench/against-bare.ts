import { load, type LoadSize } from "./load.ts";
import { rate, report } from "./report.ts";
import { ask, type BenchRequest } from "./request.ts";
import { type BareWork, processorMilliseconds, type Subject, startBareServer } from "./subject.ts";

/** How long to measure. */
export interface Pace {
  readonly rounds: number;
  readonly seconds: number;
}

/** What is asked, and how the answer is had. */
export interface Comparison {
  readonly work: BareWork;
  /** The share that is to be reached. */
  readonly least: number;
  readonly pace: Pace;
  /** What the bare server answers; what the product does, where that is one answer. */
  readonly answer?: string;
  /** See `LoadSize`. */
  readonly follow?: (location: string) => BenchRequest;
}

interface Measured {
  readonly rate: number;
  /** Processor time of the server for one request. */
  readonly milliseconds: number;
}

/**
 * Reports the rate of a request as a share of what the bare server reaches with the same request and the same answer. The
 * two take turns, because what else the machine does is never the same for long.
 */
export async function reportAgainstBare(
  what: string,
  product: Subject,
  request: BenchRequest,
  { work, least, pace, answer, follow }: Comparison,
): Promise<void> {
  const bare = await startBareServer(work, answer ?? (await ask(product.url, request)));
  const loadOf = (seconds: number) => ({ seconds, ...(follow && { follow }) });
  try {
    for (const subject of [bare, product]) await load(subject.url, request, loadOf(pace.seconds / 2));
    const limits: Measured[] = [];
    const reached: Measured[] = [];
    for (let round = 0; round < pace.rounds; round++) {
      limits.push(await measure(bare, request, loadOf(pace.seconds)));
      reached.push(await measure(product, request, loadOf(pace.seconds)));
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

async function measure(
  subject: Subject,
  request: BenchRequest,
  size: Pick<LoadSize, "follow"> & { readonly seconds: number },
): Promise<Measured> {
  const before = processorMilliseconds(subject);
  const perSecond = await load(subject.url, request, size);
  return { rate: perSecond, milliseconds: (processorMilliseconds(subject) - before) / (perSecond * size.seconds) };
}

function mean(measured: readonly Measured[]): Measured {
  const sumOf = (read: (one: Measured) => number) => measured.reduce((sum, one) => sum + read(one), 0);
  const { length } = measured;
  return { rate: sumOf((one) => one.rate) / length, milliseconds: sumOf((one) => one.milliseconds) / length };
}
