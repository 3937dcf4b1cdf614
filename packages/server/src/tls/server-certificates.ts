import { generateKeyPairSync } from "node:crypto";
import { isIP } from "node:net";
import { hostname, networkInterfaces } from "node:os";
import { createSecureContext, type SecureContext } from "node:tls";
import { type CertificateAuthority, issueServerCertificate } from "@cogmock/crypto/x509";
import { RecentlyUsed } from "@cogmock/crypto";

/** The certificates of one server, made as they are asked for. */
export interface ServerCertificates {
  /** For who names no host, as who goes by an IP address does, and for names of this machine. */
  readonly main: { readonly key: string; readonly cert: string };
  /**
   * For a name that a client asks for (Server Name Indication, RFC 6066, section 3): a custom domain, a domain below
   * localhost. Each has its own certificate, for clients do not accept `*.localhost`. `undefined` means `main`.
   */
  find(name: string): Promise<SecureContext | undefined>;
}

/** What certificates are made of. */
export interface ServerCertificatesOptions {
  readonly authority: CertificateAuthority;
  /** The address that is listened on. */
  readonly host: string;
  /** Real time, in epoch milliseconds. */
  readonly now: () => number;
}

/** Letters, digits, hyphens and, in names of containers, underscores. A certificate's names are ASCII. */
const HOST_NAME =
  /^(?=.{1,253}$)(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)*[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?$/;
/** Far more than anybody uses: who asks for more names is up to something, and gets them, but they are not kept. */
const MAX_NAMES = 500;

/** Makes the certificate for the machine at once, and those for other names when they are asked for. */
export async function createServerCertificates({
  authority,
  host,
  now,
}: ServerCertificatesOptions): Promise<ServerCertificates> {
  // One key for all of them: they are one server's.
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const key = privateKey.export({ type: "pkcs8", format: "pem" });
  const issue = (hosts: readonly string[]): Promise<string> => {
    const names = hosts.filter((name) => isIP(name) === 0);
    const addresses = hosts.filter((name) => isIP(name) !== 0);
    return issueServerCertificate(authority, { names, addresses, publicKey, now: now() });
  };
  const own = new Set(["localhost", "127.0.0.1", "::1", ...namesOf(host)]);
  const contexts = new RecentlyUsed<Promise<SecureContext>>(MAX_NAMES);
  return {
    main: { key, cert: await issue([...own]) },
    async find(asked) {
      const name = asked.toLowerCase();
      if (own.has(name) || !HOST_NAME.test(name)) return undefined;
      const known = contexts.get(name);
      if (known !== undefined) return known;
      const made = issue([name]).then((cert) => createSecureContext({ key, cert }));
      contexts.set(name, made);
      return made;
    },
  };
}

/** Under what names a listener is reached; of one on all networks, all of the machine's. */
function namesOf(host: string): readonly string[] {
  if (host !== "0.0.0.0" && host !== "::") return [host.toLowerCase()];
  const addresses = Object.values(networkInterfaces())
    .flatMap((entries) => entries ?? [])
    // An address with a zone is good on one link only, and in no certificate.
    .filter(({ family, scopeid }) => family === "IPv4" || scopeid === 0)
    .map(({ address }) => address);
  const name = hostname().toLowerCase();
  return HOST_NAME.test(name) ? [name, ...addresses] : addresses;
}
