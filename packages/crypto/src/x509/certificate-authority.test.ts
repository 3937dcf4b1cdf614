import { generateKeyPairSync, X509Certificate } from "node:crypto";
import { describe, expect, test } from "vitest";
import { createCertificateAuthority, isTooOld, issueServerCertificate } from "./certificate-authority.ts";

const NOW = Date.parse("2026-01-01T00:00:00Z");
const DAY_MS = 86_400_000;
const SERVER_AUTHENTICATION = "1.3.6.1.5.5.7.3.1";

const authority = await createCertificateAuthority(NOW);
const authorityCertificate = new X509Certificate(authority.certificate);

async function issue(names: readonly string[], addresses: readonly string[] = []): Promise<X509Certificate> {
  const { publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  return new X509Certificate(await issueServerCertificate(authority, { names, addresses, publicKey, now: NOW }));
}

describe("createCertificateAuthority", () => {
  test("makes an authority that vouches for itself, for ten years", () => {
    expect(authorityCertificate.ca).toBe(true);
    expect(authorityCertificate.verify(authorityCertificate.publicKey)).toBe(true);
    expect(Date.parse(authorityCertificate.validTo)).toBe(authority.notAfter);
    expect(authority.notAfter - NOW).toBe(3650 * DAY_MS);
    expect(authority.privateKey).toMatch(/^-----BEGIN PRIVATE KEY-----\n/);
  });

  test("gives each its own name, so that those who trust several can tell them apart", async () => {
    const other = new X509Certificate((await createCertificateAuthority(NOW)).certificate);
    expect(other.subject).toMatch(/^CN=cogmock authority [0-9a-f]{8}$/);
    expect(other.subject).not.toBe(authorityCertificate.subject);
  });
});

describe("issueServerCertificate", () => {
  test("certifies names and addresses, and no others", async () => {
    const certificate = await issue(["localhost", "auth.example.com"], ["127.0.0.1", "::1", "2001:db8::192.0.2.7"]);
    expect(certificate.checkHost("localhost")).toBe("localhost");
    expect(certificate.checkHost("AUTH.example.com")).toBeDefined();
    expect(certificate.checkHost("example.com")).toBeUndefined();
    for (const address of ["127.0.0.1", "::1", "2001:db8::c000:207"])
      expect(certificate.checkIP(address)).toBe(address);
    expect(certificate.checkIP("127.0.0.2")).toBeUndefined();
  });

  test("makes what its authority alone has signed, and what can sign nothing itself", async () => {
    const certificate = await issue(["localhost"]);
    expect(certificate.checkIssued(authorityCertificate)).toBe(true);
    expect(certificate.verify(authorityCertificate.publicKey)).toBe(true);
    expect(certificate.ca).toBe(false);
    expect(certificate.keyUsage).toEqual([SERVER_AUTHENTICATION]);
    const other = new X509Certificate((await createCertificateAuthority(NOW)).certificate);
    expect(certificate.verify(other.publicKey)).toBe(false);
  });

  test("is good from a day before, for clocks that are slow, and for less than the 825 days that Apple allows", async () => {
    const { validFrom, validTo } = await issue(["localhost"]);
    expect(Date.parse(validFrom)).toBe(NOW - DAY_MS);
    expect(Date.parse(validTo) - Date.parse(validFrom)).toBeLessThan(825 * DAY_MS);
  });

  test("never gives two certificates one serial number", async () => {
    expect((await issue(["localhost"])).serialNumber).not.toBe((await issue(["localhost"])).serialNumber);
  });
});

test("an authority is too old as soon as a server's certificate would outlive it", () => {
  const last = authority.notAfter - 820 * DAY_MS;
  expect(isTooOld(authority, last)).toBe(false);
  expect(isTooOld(authority, last + 1)).toBe(true);
});
