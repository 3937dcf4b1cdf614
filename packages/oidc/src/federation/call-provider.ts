import { ProviderFailure } from "./provider-failure.ts";

/** What a provider answered. */
export interface ProviderAnswer {
  readonly status: number;
  readonly isSuccess: boolean;
  readonly text: string;
}

/** What the application is told where a provider does not answer. */
export interface NoAnswer {
  readonly timeout: string;
  readonly connection: string;
}

/** Calls an identity provider. @throws ProviderFailure there is no answer in time, or too long a one */
export type CallProvider = (url: string, init: RequestInit, noAnswer: NoAnswer) => Promise<ProviderAnswer>;

/** unconfirmed: how long AWS waits. */
const TIME_LIMIT_MILLISECONDS = 5000;

/** More than any provider has to say. */
const MAX_BYTES = 1_048_576;

async function textOf(response: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  let bytes = 0;
  // Left before its end, the stream cancels itself.
  for await (const chunk of response.body ?? []) {
    bytes += chunk.length;
    if (bytes > MAX_BYTES) throw new Error(`more than ${MAX_BYTES} bytes`);
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

/**
 * Makes what calls identity providers, at whatever address an administrator has named: within a time that the body of the
 * answer has to keep to as well, up to a size, and without following redirects.
 */
export function createProviderCaller(timeLimitMilliseconds: number = TIME_LIMIT_MILLISECONDS): CallProvider {
  return async (url, init, noAnswer) => {
    const signal = AbortSignal.timeout(timeLimitMilliseconds);
    try {
      const response = await fetch(url, { ...init, redirect: "error", signal });
      return { status: response.status, isSuccess: response.ok, text: await textOf(response) };
    } catch (error) {
      throw new ProviderFailure(signal.aborted ? noAnswer.timeout : noAnswer.connection, { cause: error });
    }
  };
}

/** A value of JSON where it is an object; `undefined` where it is something else. */
export function asObject(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : undefined;
}

/** The object in a text of JSON; `undefined` where it holds something else. */
export function objectIn(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    return asObject(JSON.parse(text));
  } catch {
    return undefined;
  }
}
