import { InvalidParameterException } from "@cogmock/protocol/errors";
import type { UserPoolClientSettings } from "./user-pool-client.ts";

/** The hosts to which AWS allows to redirect without TLS, for tests on the caller's own machine. */
const LOOPBACK_HOSTS: ReadonlySet<string> = new Set(["localhost", "127.0.0.1", "[::1]"]);

function isInsecure(url: string): boolean {
  if (!/^http:/i.test(url)) return false;
  return !URL.canParse(url) || !LOOPBACK_HOSTS.has(new URL(url).hostname);
}

/**
 * Redirect URIs use TLS unless they lead to the caller's own machine, and have no fragment (RFC 6749, section 3.1.2);
 * schemes of native applications, such as `myapp://example`, are welcome.
 *
 * @throws InvalidParameterException
 */
export function assertRedirectUrls(settings: UserPoolClientSettings): void {
  for (const url of [...(settings.CallbackURLs ?? []), ...(settings.LogoutURLs ?? [])]) {
    if (isInsecure(url)) throw new InvalidParameterException(`${url} cannot use the HTTP protocol.`);
    if (url.includes("#")) throw new InvalidParameterException(`${url} cannot use fragment`);
  }
  const fallback = settings.DefaultRedirectURI;
  if (fallback !== undefined && !settings.CallbackURLs?.includes(fallback)) {
    throw new InvalidParameterException(`The default redirect URI ${fallback} is not in the callback URIs list.`);
  }
}
