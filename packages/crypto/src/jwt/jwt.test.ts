import { createHmac, createPublicKey, sign } from "node:crypto";
import * as fc from "fast-check";
import * as jose from "jose";
import { describe, expect, test } from "vitest";
import { readJwt } from "./read-jwt.ts";
import { signJwt } from "./sign-jwt.ts";
import { generateSigningKey } from "./signing-key.ts";
import { verifyJwt } from "./verify-jwt.ts";

const [key, otherKey] = await Promise.all([generateSigningKey(), generateSigningKey()]);
const claims = { sub: "34c84488-e0e1-70ae-d2ee-991ad1a898c8", "cognito:groups": ["admins"], exp: 1_767_225_600 };
const token = await signJwt(claims, key);

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}

function partsOf(jwt: string): [header: string, claims: string, signature: string] {
  const [header = "", payload = "", signature = ""] = jwt.split(".");
  return [header, payload, signature];
}

describe("generateSigningKey", () => {
  test("makes an RSA key of 2048 bits whose public half has a JWKS's members in Cognito's order", () => {
    expect(Object.keys(key.publicJwk)).toEqual(["alg", "e", "kid", "kty", "n", "use"]);
    expect(key.publicJwk).toMatchObject({ alg: "RS256", e: "AQAB", kid: key.kid, kty: "RSA", use: "sig" });
    expect(Buffer.from(key.publicJwk.n, "base64url")).toHaveLength(256);
  });

  test("names it by its thumbprint, 44 characters of base64", async () => {
    expect(key.kid).toMatch(/^[A-Za-z0-9+/]{43}=$/);
    const thumbprint = await jose.calculateJwkThumbprint(key.publicJwk);
    expect(Buffer.from(key.kid, "base64").toString("base64url")).toBe(thumbprint);
    expect(otherKey.kid).not.toBe(key.kid);
  });

  test("makes data that can be stored as JSON and signs as before", async () => {
    const restored: typeof key = JSON.parse(JSON.stringify(key));
    expect(restored).toEqual(key);
    expect(await signJwt(claims, restored)).toBe(token);
  });
});

describe("signJwt", () => {
  test("writes exactly Cognito's header and the claims in their order", () => {
    const [header, payload] = partsOf(token);
    expect(Buffer.from(header, "base64url").toString()).toBe(`{"kid":"${key.kid}","alg":"RS256"}`);
    expect(Buffer.from(payload, "base64url").toString()).toBe(JSON.stringify(claims));
  });

  test("signs so that others can verify it", async () => {
    const jwks = jose.createLocalJWKSet({ keys: [otherKey.publicJwk, key.publicJwk] });
    const verified = await jose.jwtVerify(token, jwks, { currentDate: new Date(0), algorithms: ["RS256"] });
    expect(verified.payload).toEqual(claims);
  });

  test("gives each of many that are signed at once its own claims and its own key", async () => {
    const signed = await Promise.all(
      Array.from({ length: 50 }, (_, i) => signJwt({ i }, i % 2 === 0 ? key : otherKey)),
    );
    for (const [i, jwt] of signed.entries()) {
      expect(readJwt(jwt)?.claims).toEqual({ i });
      expect(verifyJwt(jwt, key.publicJwk)).toBe(i % 2 === 0);
      expect(verifyJwt(jwt, otherKey.publicJwk)).toBe(i % 2 === 1);
    }
  });

  test("uses the private key it is given, also when another key had the same id before", async () => {
    const renamed = { ...otherKey, kid: key.kid, publicJwk: { ...otherKey.publicJwk, kid: key.kid } };
    const signed = await signJwt(claims, renamed);
    expect(verifyJwt(signed, renamed.publicJwk)).toBe(true);
    expect(verifyJwt(signed, key.publicJwk)).toBe(false);
  });
});

describe("readJwt", () => {
  test("takes a token apart", () => {
    const [header, payload, signature] = partsOf(token);
    expect(readJwt(token)).toEqual({
      header: { kid: key.kid, alg: "RS256" },
      claims,
      signingInput: `${header}.${payload}`,
      signature: Buffer.from(signature, "base64url"),
    });
  });

  test.each([
    ["nothing", ""],
    ["text", "not a token"],
    ["two parts", `${encode({})}.${encode({})}`],
    ["four parts", `${encode({})}.${encode({})}.AA.AA`],
    ["a header that is not JSON", `AAAA.${encode({})}.AA`],
    ["a header that is a list", `${encode([])}.${encode({})}.AA`],
    ["claims that are null", `${encode({})}.${encode(null)}.AA`],
    ["claims that are a string", `${encode({})}.${encode("claims")}.AA`],
    ["padding", `${encode({})}=.${encode({})}.AA`],
    ["plain base64", `${encode({})}.${encode({})}.+/+/`],
    ["bits that base64url leaves unused", `${encode({})}.${encode({})}.AB`],
  ])("finds no token in %s", (_, text) => {
    expect(readJwt(text)).toBeUndefined();
  });

  test("reads whatever was signed, and never throws", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.string({ unit: "binary" }), (object, garbage) => {
        const json = JSON.stringify(object);
        expect(JSON.stringify(readJwt(`${encode({})}.${encode(object)}.AA`)?.claims)).toBe(json);
        expect(readJwt(garbage)).toBeUndefined();
      }),
    );
  });
});

describe("verifyJwt", () => {
  test("accepts a genuine token, also from elsewhere, again and again", async () => {
    const jwt = await new jose.SignJWT(claims)
      .setProtectedHeader({ alg: "RS256", kid: key.kid, typ: "JWT" })
      .sign(await jose.importPKCS8(pem(key.privateKey), "RS256"));
    for (const genuine of [token, jwt, token, jwt]) expect(verifyJwt(genuine, key.publicJwk)).toBe(true);
  });

  test("refuses another pool's key, also after the token was accepted under its own", () => {
    expect(verifyJwt(token, key.publicJwk)).toBe(true);
    expect(verifyJwt(token, otherKey.publicJwk)).toBe(false);
    expect(verifyJwt(token, { ...otherKey.publicJwk, kid: key.kid })).toBe(false);
    expect(verifyJwt(token, { ...key.publicJwk, kid: otherKey.kid })).toBe(false);
  });

  test("refuses a token in which any one character was changed", () => {
    fc.assert(
      fc.property(
        fc.nat({ max: token.length - 1 }),
        fc.constantFrom(...Array.from("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.=+/")),
        (at, character) => {
          const changed = token.slice(0, at) + character + token.slice(at + 1);
          expect(verifyJwt(changed, key.publicJwk)).toBe(changed === token);
        },
      ),
      { numRuns: 500 },
    );
  });

  test("refuses other claims, with or without a signature", () => {
    const [header, , signature] = partsOf(token);
    expect(verifyJwt(`${header}.${encode({ ...claims, sub: "someone else" })}.${signature}`, key.publicJwk)).toBe(
      false,
    );
    expect(verifyJwt(`${header}.${encode(claims)}.`, key.publicJwk)).toBe(false);
  });

  test("refuses every algorithm but RS256, though the signature be good", () => {
    const publicPem = createPublicKey({ key: { ...key.publicJwk }, format: "jwk" }).export({
      type: "spki",
      format: "pem",
    });
    const none = `${encode({ kid: key.kid, alg: "none" })}.${encode(claims)}`;
    const hs256 = `${encode({ kid: key.kid, alg: "HS256" })}.${encode(claims)}`;
    const rs512 = `${encode({ kid: key.kid, alg: "RS512" })}.${encode(claims)}`;
    const signed = (input: string, hash: string) =>
      `${input}.${sign(hash, Buffer.from(input), pem(key.privateKey)).toString("base64url")}`;
    expect(verifyJwt(`${none}.`, key.publicJwk)).toBe(false);
    expect(verifyJwt(signed(none, "RSA-SHA256"), key.publicJwk)).toBe(false);
    expect(
      verifyJwt(`${hs256}.${createHmac("sha256", publicPem).update(hs256).digest("base64url")}`, key.publicJwk),
    ).toBe(false);
    expect(verifyJwt(signed(rs512, "RSA-SHA512"), key.publicJwk)).toBe(false);
    expect(verifyJwt(signed(rs512, "RSA-SHA256"), key.publicJwk)).toBe(false);
  });

  test("refuses a header without the key's id, or with extensions that have to be understood", () => {
    const signed = (header: object) => {
      const input = `${encode(header)}.${encode(claims)}`;
      return `${input}.${sign("RSA-SHA256", Buffer.from(input), pem(key.privateKey)).toString("base64url")}`;
    };
    expect(verifyJwt(signed({ alg: "RS256", kid: key.kid }), key.publicJwk)).toBe(true);
    expect(verifyJwt(signed({ alg: "RS256" }), key.publicJwk)).toBe(false);
    expect(verifyJwt(signed({ alg: "RS256", kid: otherKey.kid }), key.publicJwk)).toBe(false);
    expect(verifyJwt(signed({ alg: "RS256", kid: key.kid, crit: ["b64"], b64: false }), key.publicJwk)).toBe(false);
  });

  test("accepts what signJwt signed, whatever the claims", async () => {
    await fc.assert(
      fc.asyncProperty(fc.dictionary(fc.string({ unit: "grapheme" }), fc.jsonValue()), async (anyClaims) => {
        const signed = await signJwt(anyClaims, key);
        expect(verifyJwt(signed, key.publicJwk)).toBe(true);
        expect(JSON.stringify(readJwt(signed)?.claims)).toBe(JSON.stringify(anyClaims));
      }),
    );
  });
});

function pem(privateKey: string): string {
  return `-----BEGIN PRIVATE KEY-----\n${privateKey}\n-----END PRIVATE KEY-----`;
}
