import { createPrivateKey, type KeyObject, sign } from "node:crypto";
import { aloneOrAway } from "../alone-or-away.ts";
import { RecentlyUsed } from "../recently-used.ts";
import type { SigningKey } from "./signing-key.ts";

/**
 * A signed token: JWS compact serialization (RFC 7515, section 7.1), RS256, with the header `{"kid":…,"alg":"RS256"}`
 * and nothing else in it, as Cognito writes it.
 *
 * A single signature is computed on the event loop, several at once on the thread pool.
 *
 * @param claims written in the order of its members; those that are undefined are left out
 * @throws Error when the private key cannot be read
 */
export async function signJwt(claims: Readonly<Record<string, unknown>>, key: SigningKey): Promise<string> {
  const header = JSON.stringify({ kid: key.kid, alg: "RS256" });
  const signingInput = `${encode(header)}.${encode(JSON.stringify(claims))}`;
  const signature = await signRs256({ signingInput: Buffer.from(signingInput), key: privateKeyOf(key) });
  return `${signingInput}.${signature.toString("base64url")}`;
}

interface Signing {
  readonly signingInput: Uint8Array;
  readonly key: KeyObject;
}

const signRs256: (signing: Signing) => Promise<Buffer> = aloneOrAway<Signing, Buffer>({
  here: ({ signingInput, key }) => sign("RSA-SHA256", signingInput, key),
  away: ({ signingInput, key }) =>
    new Promise((resolve, reject) => {
      sign("RSA-SHA256", signingInput, key, (error, signature) => (error ? reject(error) : resolve(signature)));
    }),
});

const privateKeys = new RecentlyUsed<{ readonly privateKey: string; readonly keyObject: KeyObject }>(1_000);

/** Node's form of the key. Reading a stored key takes about as long as signing, so it is kept. */
function privateKeyOf({ kid, privateKey }: SigningKey): KeyObject {
  const kept = privateKeys.get(kid);
  if (kept?.privateKey === privateKey) return kept.keyObject;
  const keyObject = createPrivateKey({ key: Buffer.from(privateKey, "base64"), format: "der", type: "pkcs8" });
  privateKeys.set(kid, { privateKey, keyObject });
  return keyObject;
}

function encode(text: string): string {
  return Buffer.from(text, "utf8").toString("base64url");
}
