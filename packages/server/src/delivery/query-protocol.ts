import { type AwsEndpoint, type AwsPlace, postSigned } from "./aws-endpoint.ts";
import { DeliveryFailed } from "./carrier.ts";

const HEADERS = { "content-type": "application/x-www-form-urlencoded; charset=utf-8" };

/** Of the answer's `<Error><Code>MessageRejected</Code>…`. */
const ERROR_CODE = /<Code>\s*([\w.:-]{1,100})\s*<\/Code>/;

/**
 * Calls an action of a service that speaks the AWS Query protocol.
 *
 * @param parameters those that are `undefined` are not sent
 * @throws DeliveryFailed there is no answer, or an error
 * @see "AWS Query protocol" in the Smithy specification
 */
export async function callAction(
  endpoint: AwsEndpoint,
  place: AwsPlace,
  parameters: Readonly<Record<string, string | undefined>>,
): Promise<void> {
  const form = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) if (value !== undefined) form.append(name, value);
  const { status, text } = await postSigned(endpoint, place, HEADERS, form.toString());
  if (status >= 200 && status < 300) return;
  const code = ERROR_CODE.exec(text)?.[1] ?? "no error code";
  throw new DeliveryFailed(`${endpoint.url.origin} answered ${status} (${code})`);
}
