import { signRequest } from "@cogmock/protocol";
import type { AwsCredentials } from "../configuration/aws-credentials.ts";
import { systemCodeOf } from "../start-error.ts";
import { DeliveryFailed } from "./carrier.ts";

/** A service of AWS's, or what stands for it. */
export interface AwsEndpoint {
  readonly url: URL;
  /** The signing name. */
  readonly service: string;
  /** With which requests are signed. Where there are none, the access key id is that of the account, as emulators read it. */
  readonly credentials: AwsCredentials | undefined;
}

/** Where a request takes place. */
export interface AwsPlace {
  readonly region: string;
  readonly accountId: string;
}

/** What a service answered. */
export interface AwsAnswer {
  readonly status: number;
  readonly text: string;
}

const TIME_LIMIT_MILLISECONDS = 10_000;

/**
 * Calls a service: one POST, signed by the time of the machine, which is the other side's, whatever ours is set to.
 *
 * @throws DeliveryFailed there is no answer
 */
export async function postSigned(
  { url, service, credentials }: AwsEndpoint,
  { region, accountId }: AwsPlace,
  headers: Readonly<Record<string, string>>,
  body: string,
): Promise<AwsAnswer> {
  const signer = credentials ?? { accessKeyId: accountId, secretAccessKey: "test" };
  const { host: _, ...signed } = signRequest(
    { method: "POST", url, headers, body },
    { ...signer, region, service, now: Date.now() },
  );
  const signal = AbortSignal.timeout(TIME_LIMIT_MILLISECONDS);
  try {
    const response = await fetch(url, { method: "POST", headers: signed, body, signal, redirect: "error" });
    return { status: response.status, text: await response.text() };
  } catch (error) {
    throw new DeliveryFailed(`no answer of ${url.origin} (${reasonOf(error)})`, { cause: error });
  }
}

/** `fetch` says what happened in the cause of its error. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return "unknown";
  return systemCodeOf(error.cause) ?? systemCodeOf(error) ?? error.name;
}
