import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from "node:crypto";

/** The library that writes certificates. It takes 80 ms and some 30 MiB to load, so this is done where one is written. */
async function loadX509(): Promise<typeof import("@peculiar/x509")> {
  await import("reflect-metadata");
  return import("@peculiar/x509");
}

const DAY_MS = 24 * 60 * 60_000;
/** For clocks that are not quite right. */
const LEEWAY_MS = DAY_MS;
/** Nobody wants to trust it anew every year. */
const AUTHORITY_MS = 10 * 365 * DAY_MS;
/** Below 825 days, above which Apple's systems refuse a server's certificate, whoever signed it. */
const SERVER_MS = 820 * DAY_MS;
const P256 = { name: "ECDSA", namedCurve: "P-256" } as const;
/** RFC 5280, section 4.2.1.12. */
const SERVER_AUTHENTICATION = "1.3.6.1.5.5.7.3.1";

/** Who vouches for servers to those who trust it. */
export interface CertificateAuthority {
  /** PEM. */
  readonly certificate: string;
  /** PKCS #8, PEM. */
  readonly privateKey: string;
  /** Epoch milliseconds. */
  readonly notAfter: number;
}

/** What a certificate for a server says. */
export interface ServerCertificateInput {
  /** Host names. */
  readonly names: readonly string[];
  /** Of IPv4 and IPv6. */
  readonly addresses: readonly string[];
  readonly publicKey: KeyObject;
  /** Real time, in epoch milliseconds. */
  readonly now: number;
}

/**
 * Makes an authority that is good for ten years, for servers' certificates and no other authority's.
 *
 * @param now real time, in epoch milliseconds
 */
export async function createCertificateAuthority(now: number): Promise<CertificateAuthority> {
  const x509 = await loadX509();
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: P256.namedCurve });
  const notAfter = now + AUTHORITY_MS;
  const subjectKeyIdentifier = await x509.SubjectKeyIdentifierExtension.create(verifyingKey(publicKey));
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    // Whoever trusts several authorities tells them apart by their names.
    name: `CN=cogmock authority ${subjectKeyIdentifier.keyId.slice(0, 8)}`,
    keys: { privateKey: signingKey(privateKey), publicKey: verifyingKey(publicKey) },
    notBefore: new Date(now - LEEWAY_MS),
    notAfter: new Date(notAfter),
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      subjectKeyIdentifier,
    ],
  });
  return {
    certificate: `${certificate.toString("pem")}\n`,
    privateKey: privateKey.export({ type: "pkcs8", format: "pem" }),
    notAfter,
  };
}

/** Whether what an authority signs now would outlive it. @param now real time, in epoch milliseconds */
export function isTooOld({ notAfter }: CertificateAuthority, now: number): boolean {
  return now + SERVER_MS > notAfter;
}

/** Certifies that a key is a server's of these names and addresses, for 820 days. @returns PEM */
export async function issueServerCertificate(
  authority: CertificateAuthority,
  { names, addresses, publicKey, now }: ServerCertificateInput,
): Promise<string> {
  const x509 = await loadX509();
  const authorityKey = createPrivateKey(authority.privateKey);
  const certificate = await x509.X509CertificateGenerator.create({
    subject: "CN=cogmock",
    issuer: new x509.X509Certificate(authority.certificate).subject,
    publicKey: verifyingKey(publicKey),
    signingKey: signingKey(authorityKey),
    notBefore: new Date(now - LEEWAY_MS),
    notAfter: new Date(now + SERVER_MS),
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([SERVER_AUTHENTICATION]),
      new x509.SubjectAlternativeNameExtension([
        ...names.map((value) => ({ type: "dns" as const, value })),
        ...addresses.map((address) => ({ type: "ip" as const, value: inHexadecimal(address) })),
      ]),
      await x509.SubjectKeyIdentifierExtension.create(verifyingKey(publicKey)),
      await x509.AuthorityKeyIdentifierExtension.create(verifyingKey(createPublicKey(authorityKey))),
    ],
  });
  return `${certificate.toString("pem")}\n`;
}

/** An IPv6 address as URLs have it: the library misreads one that ends as IPv4 does. */
function inHexadecimal(address: string): string {
  return address.includes(":") ? new URL(`http://[${address}]`).hostname.slice(1, -1) : address;
}

type WebKey = ReturnType<KeyObject["toCryptoKey"]>;

function signingKey(privateKey: KeyObject): WebKey {
  return privateKey.toCryptoKey(P256, false, ["sign"]);
}

function verifyingKey(publicKey: KeyObject): WebKey {
  return publicKey.toCryptoKey(P256, true, ["verify"]);
}
