import { isoCBOR } from "@simplewebauthn/server/helpers";
import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from "node:crypto";
import { type Attestation, attestations } from "./attestation.ts";

export type Algorithm = "ES256" | "RS256" | "EdDSA" | "ES384";

const coseNumbers: Record<Algorithm, number> = { ES256: -7, EdDSA: -8, ES384: -35, RS256: -257 };

/** Bits of the authenticator data's flags (Web Authentication Level 3, section 6.1). */
export const flag = { userPresent: 0x01, userVerified: 0x04, backedUp: 0x10, attested: 0x40 } as const;

interface Ceremony {
  readonly challenge: string;
  readonly origin: string;
  readonly rpId: string;
}

/** What a test may have otherwise than a correct authenticator and browser do it. */
export interface Deviations {
  readonly type?: string;
  readonly topOrigin?: string;
  readonly flags?: number;
  readonly counter?: number;
  readonly aaguid?: Buffer;
  readonly attestedAlgorithm?: number;
}

const textual = (bytes: Uint8Array) => Buffer.from(bytes).toString("base64url");
const sha256 = (data: Uint8Array | string) => createHash("sha256").update(data).digest();

/**
 * A browser with an authenticator in it, that makes one passkey of the algorithm and signs in with it. It makes its
 * messages byte by byte as the specification has them.
 */
export function createAuthenticator(algorithm: Algorithm = "ES256") {
  const { publicKey, privateKey } = generateKeys(algorithm);
  const id = randomBytes(20);
  const coseKey = toCose(algorithm, publicKey);

  function clientDataOf({ challenge, origin }: Ceremony, type: string, { topOrigin }: Deviations): Buffer {
    const crossOrigin = topOrigin !== undefined;
    return Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin, topOrigin }));
  }

  function authenticatorData({ rpId }: Ceremony, flags: number, counter: number, attested: Uint8Array): Buffer {
    const head = Buffer.alloc(5);
    head.writeUInt8(flags);
    head.writeUInt32BE(counter, 1);
    return Buffer.concat([sha256(rpId), head, attested]);
  }

  return {
    id: textual(id),

    /** What `navigator.credentials.create` gives, as JSON. */
    async register(ceremony: Ceremony, attestation: Attestation = "none", deviations: Deviations = {}) {
      const clientData = clientDataOf(ceremony, deviations.type ?? "webauthn.create", deviations);
      const flags = deviations.flags ?? flag.userPresent | flag.userVerified | flag.attested;
      const idLength = Buffer.alloc(2);
      idLength.writeUInt16BE(id.length);
      const aaguid = deviations.aaguid ?? Buffer.alloc(16);
      const attested = Buffer.concat([aaguid, idLength, id, isoCBOR.encode(coseKey)]);
      const authData = authenticatorData(ceremony, flags, deviations.counter ?? 0, attested);
      const attStmt = await attestations[attestation]({
        id,
        publicKey,
        algorithm: deviations.attestedAlgorithm ?? coseNumbers[algorithm],
        authData,
        clientDataHash: sha256(clientData),
        signWithPasskey: (data) => signWith(algorithm, privateKey, data),
      });
      const fmt = attestation === "packed-x5c" ? "packed" : attestation;
      const attestationObject = isoCBOR.encode(
        new Map<string, unknown>([
          ["fmt", fmt],
          ["attStmt", attStmt],
          ["authData", new Uint8Array(authData)],
        ]) as never,
      );
      return {
        id: textual(id),
        rawId: textual(id),
        type: "public-key",
        authenticatorAttachment: "platform",
        clientExtensionResults: {},
        response: {
          clientDataJSON: textual(clientData),
          attestationObject: textual(attestationObject),
          transports: ["internal", "hybrid"],
          publicKeyAlgorithm: coseNumbers[algorithm],
          authenticatorData: textual(authData),
        },
      };
    },

    /** What `navigator.credentials.get` gives, as JSON. */
    signIn(ceremony: Ceremony, userId: string | undefined, deviations: Deviations = {}) {
      const clientData = clientDataOf(ceremony, deviations.type ?? "webauthn.get", deviations);
      const flags = deviations.flags ?? flag.userPresent | flag.userVerified;
      const authData = authenticatorData(ceremony, flags, deviations.counter ?? 0, Buffer.alloc(0));
      const signature = signWith(algorithm, privateKey, Buffer.concat([authData, sha256(clientData)]));
      return {
        id: textual(id),
        rawId: textual(id),
        type: "public-key",
        authenticatorAttachment: "platform",
        clientExtensionResults: {},
        response: {
          clientDataJSON: textual(clientData),
          authenticatorData: textual(authData),
          signature: textual(signature),
          userHandle: userId === undefined ? undefined : Buffer.from(userId).toString("base64url"),
        },
      };
    },
  };
}

function generateKeys(algorithm: Algorithm) {
  if (algorithm === "RS256") return generateKeyPairSync("rsa", { modulusLength: 2048 });
  if (algorithm === "EdDSA") return generateKeyPairSync("ed25519");
  return generateKeyPairSync("ec", { namedCurve: algorithm === "ES256" ? "P-256" : "P-384" });
}

function signWith(algorithm: Algorithm, key: KeyObject, data: Uint8Array): Buffer {
  return sign({ ES256: "sha256", ES384: "sha384", RS256: "sha256", EdDSA: null }[algorithm], data, key);
}

/** COSE_Key (RFC 9052, section 7): 1 is the type, 3 the algorithm, what is negative depends on the type. */
function toCose(algorithm: Algorithm, publicKey: KeyObject) {
  const jwk = publicKey.export({ format: "jwk" });
  const bytes = (text = "") => new Uint8Array(Buffer.from(text, "base64url"));
  const alg = coseNumbers[algorithm];
  if (algorithm === "RS256") {
    return new Map<number, number | Uint8Array>([
      [1, 3],
      [3, alg],
      [-1, bytes(jwk.n)],
      [-2, bytes(jwk.e)],
    ]) as never;
  }
  if (algorithm === "EdDSA") {
    return new Map<number, number | Uint8Array>([
      [1, 1],
      [3, alg],
      [-1, 6],
      [-2, bytes(jwk.x)],
    ]) as never;
  }
  const curve = algorithm === "ES256" ? 1 : 2;
  return new Map<number, number | Uint8Array>([
    [1, 2],
    [3, alg],
    [-1, curve],
    [-2, bytes(jwk.x)],
    [-3, bytes(jwk.y)],
  ]) as never;
}
