import type { PoolProvider } from "../provider/provider-of-pool.ts";
import type { ClientRequest } from "./hosted-request.ts";
import { type PageData, pageDataOf } from "./page-data.ts";

/** What somebody waits for a code to do. */
export interface AwaitedAction extends Omit<PageData, "clientId"> {
  /** Whether it was begun in the browser that goes on with it, so that its user may see what was sent. */
  readonly isOfThisBrowser: boolean;
}

/**
 * What a page that asks for a code is about: what this browser's user has begun or, where the form names somebody else, as
 * scripts may that post it without its page, what the form says.
 */
export function awaitedActionOf(
  provider: PoolProvider,
  request: ClientRequest,
  purpose: PageData["purpose"],
): AwaitedAction | undefined {
  const { form } = request;
  const begun = pageDataOf(provider, request, purpose);
  const username = form.get("username") ?? begun?.username;
  if (username === undefined) return undefined;
  if (begun?.username === username) return { ...begun, isOfThisBrowser: true };
  return { purpose, username, destination: form.get("destination") ?? undefined, isOfThisBrowser: false };
}
