import { SettingsService } from "@simplewebauthn/server";
import { createHash, type KeyObject, sign } from "node:crypto";

// It works only where reflect-metadata was loaded before, as @simplewebauthn/server does.
const x509 = await import("@peculiar/x509");

/** What an authenticator attests to. */
export interface Registered {
  readonly id: Buffer;
  readonly publicKey: KeyObject;
  /** COSE's number of the passkey's algorithm. */
  readonly algorithm: number;
  readonly authData: Buffer;
  readonly clientDataHash: Buffer;
  readonly signWithPasskey: (data: Uint8Array) => Buffer;
}

type Statement = Map<string, unknown>;

const es256 = -7;
const ecdsa = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
// What CBOR is made of: plain arrays of bytes, not Node's.
const bytesOf = (bytes: Uint8Array) => new Uint8Array(bytes);
const sha256 = (data: Uint8Array) => createHash("sha256").update(data).digest();
const validity = { notBefore: new Date(Date.now() - 86_400_000), notAfter: new Date(Date.now() + 86_400_000) };
const notACertificateAuthority = new x509.BasicConstraintsExtension(false);

/** The formats of attestation statements (Web Authentication Level 3, section 8), each made as its section says. */
export const attestations = {
  none: async (): Promise<Statement> => new Map(),

  packed: async ({ algorithm, signWithPasskey, ...made }: Registered): Promise<Statement> =>
    new Map<string, unknown>([
      ["alg", algorithm],
      ["sig", bytesOf(signWithPasskey(signedBy(made)))],
    ]),

  "packed-x5c": async (made: Registered): Promise<Statement> => {
    const batch = await certifiedKey("C=AT, O=Testing, OU=Authenticator Attestation, CN=Batch 1", []);
    return new Map<string, unknown>([
      ["alg", es256],
      ["sig", batch.sign(signedBy(made))],
      ["x5c", [batch.certificate]],
    ]);
  },

  "fido-u2f": async ({ id, publicKey, authData, clientDataHash }: Registered): Promise<Statement> => {
    const batch = await certifiedKey("CN=Batch 1", []);
    const { x, y } = pointOf(publicKey);
    const rpIdHash = authData.subarray(0, 32);
    const signed = Buffer.concat([Buffer.of(0), rpIdHash, clientDataHash, id, Buffer.of(4), x, y]);
    return new Map<string, unknown>([
      ["sig", batch.sign(signed)],
      ["x5c", [batch.certificate]],
    ]);
  },

  tpm: async (made: Registered): Promise<Statement> => {
    const { x, y } = pointOf(made.publicKey);
    // TPMT_PUBLIC: ECC, SHA-256, attributes, no policy, no symmetric algorithm, no scheme, P-256, no derivation.
    const publicArea = Buffer.concat([
      Buffer.from("0023000b00060472000000100010000300100020", "hex"),
      x,
      Buffer.from("0020", "hex"),
      y,
    ]);
    // TPMS_ATTEST: magic and type, no signer, what is attested to, clock and firmware, the key's name, no qualified name.
    const certInfo = Buffer.concat([
      Buffer.from("ff544347801700000020", "hex"),
      sha256(signedBy(made)),
      Buffer.alloc(25),
      Buffer.from("0022000b", "hex"),
      sha256(publicArea),
      Buffer.from("0000", "hex"),
    ]);
    const identity = await certifiedKey("", [
      new x509.SubjectAlternativeNameExtension([
        { type: "dn", value: "2.23.133.2.1=id:414D4400, 2.23.133.2.2=Model, 2.23.133.2.3=id:13" },
      ]),
      new x509.ExtendedKeyUsageExtension(["2.23.133.8.3"]),
    ]);
    return new Map<string, unknown>([
      ["ver", "2.0"],
      ["alg", es256],
      ["x5c", [identity.certificate]],
      ["sig", identity.sign(certInfo)],
      ["certInfo", bytesOf(certInfo)],
      ["pubArea", bytesOf(publicArea)],
    ]);
  },

  "android-key": async (made: Registered): Promise<Statement> => {
    // KeyDescription: versions and security levels, the challenge, no unique id and nothing enforced.
    const description = Buffer.concat([
      Buffer.from("30340201030a01000201040a01000420", "hex"),
      made.clientDataHash,
      Buffer.from("040030003000", "hex"),
    ]);
    const extension = new x509.Extension("1.3.6.1.4.1.11129.2.1.17", false, description);
    return new Map<string, unknown>([
      ["alg", es256],
      ["sig", bytesOf(made.signWithPasskey(signedBy(made)))],
      ["x5c", [await certifyPasskey(made.publicKey, extension), root.certificate]],
    ]);
  },

  apple: async (made: Registered): Promise<Statement> => {
    const nonce = Buffer.concat([Buffer.from("3024a1220420", "hex"), sha256(signedBy(made))]);
    const extension = new x509.Extension("1.2.840.113635.100.8.2", false, nonce);
    return new Map<string, unknown>([["x5c", [await certifyPasskey(made.publicKey, extension)]]]);
  },
};

export type Attestation = keyof typeof attestations;

/** Takes the tests' own root for the one that Google or Apple has, while something is done. */
export async function trustingTestRoot<T>(format: "android-key" | "apple", action: () => Promise<T>): Promise<T> {
  const certificates = SettingsService.getRootCertificates({ identifier: format });
  SettingsService.setRootCertificates({ identifier: format, certificates: [root.certificate] });
  try {
    return await action();
  } finally {
    SettingsService.setRootCertificates({ identifier: format, certificates });
  }
}

const root = await createRoot();

async function createRoot() {
  const keys = await crypto.subtle.generateKey(ecdsa, true, ["sign", "verify"]);
  const extensions = [new x509.BasicConstraintsExtension(true)];
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    ...validity,
    name: "CN=Root",
    keys,
    signingAlgorithm: ecdsa,
    extensions,
  });
  return { keys, certificate: new Uint8Array(certificate.rawData) };
}

/** A new key with a certificate of its own. */
async function certifiedKey(name: string, extensions: InstanceType<typeof x509.Extension>[]) {
  const keys = await crypto.subtle.generateKey(ecdsa, true, ["sign", "verify"]);
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    ...validity,
    name,
    keys,
    signingAlgorithm: ecdsa,
    extensions: [notACertificateAuthority, ...extensions],
  });
  const key = Buffer.from(await crypto.subtle.exportKey("pkcs8", keys.privateKey));
  return {
    certificate: new Uint8Array(certificate.rawData),
    sign: (data: Uint8Array) => bytesOf(sign("sha256", data, { key, format: "der", type: "pkcs8" })),
  };
}

/** A certificate of the root for the passkey itself. */
async function certifyPasskey(publicKey: KeyObject, extension: InstanceType<typeof x509.Extension>) {
  const spki = publicKey.export({ format: "der", type: "spki" });
  const certificate = await x509.X509CertificateGenerator.create({
    ...validity,
    subject: "CN=Passkey",
    issuer: "CN=Root",
    publicKey: await crypto.subtle.importKey("spki", bytesOf(spki), ecdsa, true, ["verify"]),
    signingKey: root.keys.privateKey,
    signingAlgorithm: ecdsa,
    extensions: [notACertificateAuthority, extension],
  });
  return new Uint8Array(certificate.rawData);
}

function signedBy({ authData, clientDataHash }: Pick<Registered, "authData" | "clientDataHash">): Buffer {
  return Buffer.concat([authData, clientDataHash]);
}

function pointOf(publicKey: KeyObject) {
  const { x = "", y = "" } = publicKey.export({ format: "jwk" });
  return { x: Buffer.from(x, "base64url"), y: Buffer.from(y, "base64url") };
}
