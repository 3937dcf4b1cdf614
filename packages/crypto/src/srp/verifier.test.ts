import { constants, createHash, createPublicKey, publicEncrypt } from "node:crypto";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { g, N } from "./group.ts";
import { computeVerifier, type SrpPassword } from "./verifier.ts";

// A user's and a remembered device's; checked against amazon-cognito-identity-js.
const user = { poolName: "AbCdEf123", userId: "4c1f3d7e-2b60-4d1c-9a55-0f6b8d2c7e11", password: "Correct-Horse-9!" };
const userSalt = Buffer.from("f3a1c5e70b2948d6817c3e5f902ab4d6", "hex");
const userVerifier =
  "c05ea63d0c10071120065eab1d2a000da52f410034c9124406106061c981c44396a63432f51bcb8d20ae123394b6602b" +
  "9fc4589a0d89e414ccfa4fd282199853b469a8a880ef71c0249449da6febe997ee084a2ebc964739536bd03c86136c4e" +
  "d4f789606815d3801e25c811656486bb5620f18a1526c3013b88b1ba57ccf5b8dad62d2fa2f3e509e4e073ffd655179f" +
  "4d075915cd5b7e01e80d7fa1f6ec682edca4b8600b8839d6f68b9db8d119bbacfad2137b066ec80c3c13854c1e6e28f0" +
  "bc3730fc6012e9c44e4aaae3f910be4010e80ada960f04f41f69cd8692969d7ad158907efc658cfe36ace9f203e0da95" +
  "c91cebf1cddab1fa2a039f03198eba978020b0118a151d6b5fc441df1c06a107b301751a1be6d08e8b030f474b899b95" +
  "211fc08ecc02ebb11a181d332ac7213bce8f600d8f9e1f8c0620abb12fd862e08e9ec6ef4905eb394016364acf85c95a" +
  "24f48fa4ca8e8c4110f7d7431e821d198e4fb25211adb4342da3decc48040ee5233caeb0cb787e5ac208d977ecaf25ec";
const device = {
  poolName: "-ZbXcV9aQ",
  userId: "us-east-1_3f2b8a5c-7d41-4e09-b6a2-1c5e9d8f7a60",
  password: "q83vASNFZ4mrze8BI0VniavN7wEjRWeJq83vASNFZ4mrze8BI0VniQ==",
};
const deviceSalt = Buffer.from("8c0ffee0123456789abcdef012345678", "hex");
const deviceVerifier =
  "cGAawmbFovIXmAUghSunSuaOTq0mBTHkoA6FgS7+71ugtP3Dz4OPbwnevYxYwrKiJHkVLCWaFbQ8kewIQa8xBcAcWehmossV" +
  "vaEIjnlryOUjlDmAMzqRwVow5+k3fvz6DU4vuY7M4RSRI/2HzdUKeuNUeAgP1Un36wH1rABHA8b0XH+bSqdCcl+GxeMCqLXh" +
  "AcvdjYxg7qyqvbFTNaAOOBCfw+XyUqgRdOpqgBRu7bh980RVR12zIW2uTKW8Xs0yQhL2BG3NVPe9htS1mVys4qTJpOK+97jj" +
  "82ynkd1d24Qk/os8WygRgq3wf41oI2W9My84CypNHaEmIzTBIww1IzqTX+S3veGIYeuF8d5TWuhKLOZBXY6Gjyo0nwX/NNi3" +
  "dUNuoAJC2G1/D6QhQ9pFHn77SASxGfSxi6ptuWIXJGZ3cjAi4zsZg3sA/FbkBsRxVTVSTfIQw5s/uWNPNj7l9Mz3BTwoMP8a" +
  "f/6ikCjZAtPvHfHavOsI0QjptZd+CnSS";

const passwords: fc.Arbitrary<SrpPassword> = fc.record({
  poolName: fc.string(),
  userId: fc.string({ unit: "binary" }),
  password: fc.string({ unit: "binary" }),
  // Salts that begin with zero bytes are hashed without them, those with the top bit set with one more.
  salt: fc.oneof(
    fc.uint8Array({ minLength: 0, maxLength: 20 }),
    fc.uint8Array({ minLength: 2, maxLength: 16 }).map((bytes) => Uint8Array.of(0, 0, ...bytes)),
  ),
});

describe("computeVerifier", () => {
  test("computes the verifiers that Amazon Cognito's clients compute", async () => {
    expect(hex(await computeVerifier({ ...user, salt: userSalt }))).toBe(userVerifier);
    expect(Buffer.from(await computeVerifier({ ...device, salt: deviceSalt })).toString("base64")).toBe(deviceVerifier);
  });

  test("equals the power taken step by step, and OpenSSL's, for any password and salt", async () => {
    await fc.assert(
      fc.asyncProperty(passwords, async (password) => {
        const x = privateKeyByDefinition(password);
        const verifier = await computeVerifier(password);
        expect(verifier).toHaveLength(384);
        expect(hex(verifier)).toBe(powerByDefinition(g, x, N).toString(16).padStart(768, "0"));
        expect(hex(verifier)).toBe(hex(powerByOpenSsl(x)));
      }),
      { numRuns: 50 },
    );
  });

  test("gives each of many that are computed at once its own result", async () => {
    const salts = Array.from({ length: 200 }, (_, i) => Uint8Array.of(1, i));
    const together = await Promise.all(salts.map((salt) => computeVerifier({ ...user, salt })));
    const expected = salts.map((salt) => hex(powerByOpenSsl(privateKeyByDefinition({ ...user, salt }))));
    expect(together.map(hex)).toEqual(expected);
  });
});

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("hex");
}

function privateKeyByDefinition({ poolName, userId, password, salt }: SrpPassword): bigint {
  const inner = createHash("sha256").update(poolName).update(userId).update(":").update(password).digest();
  const digits = BigInt(`0x0${hex(salt)}`).toString(16);
  const even = digits.length % 2 === 0 ? digits : `0${digits}`;
  const padded = Buffer.from(even >= "8" ? `00${even}` : even, "hex");
  return BigInt(`0x${createHash("sha256").update(padded).update(inner).digest("hex")}`);
}

function powerByDefinition(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let power = 1n;
  for (const bit of exponent.toString(2)) power = (power * power * (bit === "1" ? base : 1n)) % modulus;
  return power;
}

/** RSA's public operation without padding is a power modulo n. */
function powerByOpenSsl(exponent: bigint): Uint8Array {
  const n = Buffer.from(N.toString(16), "hex").toString("base64url");
  const e = Buffer.from(exponent.toString(16).padStart(64, "0"), "hex").toString("base64url");
  const key = createPublicKey({ key: { kty: "RSA", n, e }, format: "jwk" });
  const base = Buffer.from(g.toString(16).padStart(768, "0"), "hex");
  return publicEncrypt({ key, padding: constants.RSA_NO_PADDING }, base);
}
