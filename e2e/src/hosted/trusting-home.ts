import { execFile, spawnSync } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";

/** Whether there is the program by which the users of Chromium on Linux say whom they trust. */
export const HAS_CERTUTIL: boolean = spawnSync("certutil", ["--version"]).error === undefined;

/** What the name of a test says where there is not. */
export const WITHOUT_CERTUTIL: string = HAS_CERTUTIL ? "" : " (not installed: Debian package libnss3-tools)";

/** A home folder whose user trusts an authority. */
export interface TrustingHome {
  readonly folder: string;
  /** The file of the authority's certificate, in PEM. */
  readonly certificate: string;
  remove(): Promise<void>;
}

/** Makes the home folder of somebody who has imported the certificate of a server's own authority. */
export async function makeTrustingHome(serverUrl: string): Promise<TrustingHome> {
  const folder = await mkdtemp(path.join(tmpdir(), "cogmock-home-"));
  const certificate = path.join(folder, "cogmock-ca.pem");
  await writeFile(certificate, await (await fetch(`${serverUrl}/_cogmock/ca.pem`)).text());
  const database = path.join(folder, ".pki", "nssdb");
  await mkdir(database, { recursive: true });
  const certutil = (...words: string[]) => promisify(execFile)("certutil", ["-d", `sql:${database}`, ...words]);
  await certutil("-N", "--empty-password");
  await certutil("-A", "-n", "cogmock", "-t", "C,,", "-i", certificate);
  return { folder, certificate, remove: () => rm(folder, { recursive: true, force: true }) };
}
