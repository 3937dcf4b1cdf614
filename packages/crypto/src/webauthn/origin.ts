/** How Android names an app; which apps may use a domain's passkeys, Android itself has found out from the domain. */
const androidApp = "android:apk-key-hash:";

/**
 * Whether a page of this origin may use the relying party's passkeys: its host is the relying party's id or lies below it,
 * and it came over TLS or from this machine.
 *
 * unconfirmed: that Android's apps are taken at their word.
 *
 * @see Web Authentication Level 3, section 13.4.9
 */
export function mayUsePasskeys(origin: string, rpId: string): boolean {
  if (origin.startsWith(androidApp)) return true;
  const url = URL.parse(origin);
  if (url?.origin !== origin) return false;
  if (url.hostname !== rpId && !url.hostname.endsWith(`.${rpId}`)) return false;
  return url.protocol === "https:" || (url.protocol === "http:" && isThisMachine(url.hostname));
}

function isThisMachine(hostname: string): boolean {
  return hostname === "localhost" || hostname.endsWith(".localhost");
}
