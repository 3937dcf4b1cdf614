import * as fc from "fast-check";
import { randomBytes } from "node:crypto";
import { describe, expect, test } from "vitest";
import { proveSrpPassword, startSrpClient } from "./client.ts";
import { readDeviceVerifier } from "./device-verifier.ts";
import { elementToBytes, N, toHex } from "./group.ts";
import { readSrpA, type SrpProof, srpHex, startSrp, verifySrpProof } from "./handshake.ts";
import { scramblingParameter, sessionKey, signClaim } from "./proof.ts";
import { rememberIdentityJsDevice, startIdentityJsClient } from "./testing/identity-js.ts";
import { computeVerifier } from "./verifier.ts";

const hex = (text: string) => Buffer.from(text, "hex");

// Each number of these was computed by amazon-cognito-identity-js too.
const user = { poolName: "AbCdEf123", userId: "4c1f3d7e-2b60-4d1c-9a55-0f6b8d2c7e11" };
const userPassword = "Correct-Horse-9!";
const userSalt = "f3a1c5e70b2948d6817c3e5f902ab4d6";
const userA =
  "ae61da05be6039f16fe10a53665753ca946e2c5af49c5a38896910ed3afa5afc8549374f01209d281eae1e221f407233a6c8aaf6aba2" +
  "1dc4e26e97d9fdcd218232851683c365e41ae8c0f22515841b7639393b647a33b9cf549b21c92aec002e095559d0c3d7b7a659e602b5" +
  "f1e4db3ffe0fe3d4bed6696d2c98d8d468829bec5ad66965dfadba6fbca60776fb297861be51fb6a357b20d0043c9b79ab828937b017" +
  "be3df9f1f0eb6d633c8bb4060bfd51d6fe4f70d47b76eb7cba74fa74274a9fae652cd8d01ac85301f51cd7ae88da4b49f091e01bf5a4" +
  "143f6ef2a30fc4fb607f0a8c50319263c2f5a9e393de3f4b6b92735b4e518bec49393e865102109160f782957ebb45e6c736d00744aa" +
  "94c3c2a37c00f700ea2ee37f59d98bef0127210d3a7558010fc8cca3d991ffb4947b121ac5c5d69b8d369e2fd7532cc3f63f53e54e60" +
  "2d53139264cdac642561fd3bdc954847478947b0b56f7ecd2ec98e702806e30981c04e57a69b134955b59357ec3cb803037f3707d727" +
  "6fd49f5e0a2a";
const userB =
  "32032a077426e3add0cd27b9285fd96386a5cab6cdf96f87110b8a5d9426402fb55bc9deb7f73e7d1ef0f773c8c196e9fe2543255655" +
  "7892ddc01b8137546a714049988a32084435792d7c6e3bf6a78ce5a2beea19dc280a1dad0b084ffdd86ebe00451ad0b68ce7c30218d4" +
  "9270f4d551056bb9955b864b7f4e76d3f65c8b567051098d2f6b4a7b0690e24e6c5cb1a228ee1d898b9621a07bcc158dc9038bdd3959" +
  "3588ba2aee2599c59e96d90f06d352609096f7ed2bc14a702bcc663eb8a7f867b3fe418bb971f14b9c74c0becb18a684110c498caa3b" +
  "0b4ca73be73c91abaf36a9b0bf94c2341039c9aece167769e0ef52d6cf5a60ab8924aa4832e38c7d09d84bea8f89b3310733130caa1d" +
  "1b8226e7d303c99d2b3eed2a050e78895a0f5c63becfb8f9aa88283fa16e9ff0c8b392810bbb46916a6af5a1bb045c85775e7a0da920" +
  "7ca92e5408cc5ca216213c26cc433bf4fbf58949c23521a6919932b2f73357b5978d08d0187a38363a84ff02c114e09b1f59732c18f8" +
  "1181639b1540";
const vectors = [
  {
    of: "a user",
    identity: user,
    password: userPassword,
    salt: userSalt,
    a: "571e11e368108b1f24961f22422752558888ec239c2e923875f972df6d595715",
    b: "ccbb32c9e1a105fb4eb86c34d21660b9d74407daf4dead4ad8547a6fa5966642",
    secretBlock: "c2VjcmV0LWJsb2NrLTAwMDE=",
    timestamp: "Sat Nov 7 04:05:06 UTC 2026",
    signature: "PDq4qPt1j83KcoBA/rx6m1pPN6Cj0wGlG37aRIhOBuE=",
  },
  {
    of: "a device",
    identity: { poolName: "-ZbXcV9aQ", userId: "us-east-1_3f2b8a5c-7d41-4e09-b6a2-1c5e9d8f7a60" },
    password: "q83vASNFZ4mrze8BI0VniavN7wEjRWeJq83vASNFZ4mrze8BI0VniQ==",
    salt: "8c0ffee0123456789abcdef012345678",
    a: "62c0f5d463edd3627cadc65eebe6541d60c93d1f6ef712065dfb0facedb2d56e",
    b: "de08d80d3acf4eb7162681aa6f4d06317d1fb888221f821162034983062330c3",
    secretBlock: "ZGV2aWNlLWJsb2NrLTAwMDE=",
    timestamp: "Sat Nov 7 04:05:07 UTC 2026",
    signature: "+AhnG6ESMjUxaS1wl9pvVhiH24joybrla46bZAQCOXk=",
  },
];

/** A right proof, made by our client at a fixed time. */
async function rightProof(
  identity: { poolName: string; userId: string } = user,
  password: string = userPassword,
  salt: Uint8Array = hex(userSalt),
): Promise<SrpProof> {
  const secretBlock = randomBytes(30).toString("base64");
  const timestamp = "Sat Nov 7 04:05:06 UTC 2026";
  const verifier = await computeVerifier({ ...identity, password, salt });
  const client = await startSrpClient(randomBytes);
  const handshake = await startSrp({ A: client.A, verifier, randomBytes });
  const challenge = { salt: srpHex(salt), B: handshake.B, secretBlock, timestamp };
  const signature = await proveSrpPassword({ ...identity, ...client, ...challenge, password });
  return { ...identity, verifier, handshake, secretBlock, timestamp, signature };
}

describe("an SRP sign-in", () => {
  test.each(vectors)("of $of has the numbers that Cognito's clients compute", async (vector) => {
    const { identity, password, salt, secretBlock, timestamp, signature } = vector;
    const client = await startSrpClient(() => hex(vector.a));
    const verifier = await computeVerifier({ ...identity, password, salt: hex(salt) });
    const handshake = await startSrp({ A: client.A, verifier, randomBytes: () => hex(vector.b) });
    const claim = { ...identity, secretBlock, timestamp };
    expect(await proveSrpPassword({ ...claim, ...client, password, salt, B: handshake.B })).toBe(signature);
    expect(await verifySrpProof({ ...claim, verifier, handshake, signature })).toBe(true);
  });

  test("has the public values that Cognito's clients compute", async () => {
    const verifier = await computeVerifier({ ...user, password: userPassword, salt: hex(userSalt) });
    const client = await startSrpClient(() => hex(vectors[0]?.a ?? ""));
    const handshake = await startSrp({ A: client.A, verifier, randomBytes: () => hex(vectors[0]?.b ?? "") });
    expect(handshake).toEqual({ A: userA, B: userB, b: hex(vectors[0]?.b ?? "").toString("base64") });
  });

  test("succeeds with amazon-cognito-identity-js for any name and password", { timeout: 60_000 }, async () => {
    const text = fc.string({ unit: "binary", minLength: 1, maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(text, text, fc.uint8Array({ minLength: 1, maxLength: 16 }), async (userId, password, salt) => {
        const client = await startIdentityJsClient(user.poolName);
        const secretBlock = randomBytes(30).toString("base64");
        const identity = { poolName: user.poolName, userId };
        const verifier = await computeVerifier({ ...identity, password, salt });
        const A = readSrpA(client.A);
        if (A === undefined) throw new Error(`Not read: ${client.A}`);
        const handshake = await startSrp({ A, verifier, randomBytes });
        const challenge = { userId, salt: srpHex(salt), B: handshake.B, secretBlock };
        const answer = { ...identity, verifier, handshake, secretBlock };
        const right = await client.prove({ ...challenge, password });
        expect(await verifySrpProof({ ...answer, ...right })).toBe(true);
        const wrong = await client.prove({ ...challenge, password: `${password}!` });
        expect(await verifySrpProof({ ...answer, ...wrong })).toBe(false);
      }),
      { numRuns: 5 },
    );
  });

  test("succeeds with a device that amazon-cognito-identity-js has made", { timeout: 60_000 }, async () => {
    const identity = { poolName: "-ZbXcV9aQ", userId: "us-east-1_3f2b8a5c-7d41-4e09-b6a2-1c5e9d8f7a60" };
    const { password, ...config } = await rememberIdentityJsDevice(identity.poolName, identity.userId);
    const device = readDeviceVerifier(config);
    if (device === undefined) throw new Error("Not read.");
    expect(device.verifier).toEqual(Buffer.from(await computeVerifier({ ...identity, password, salt: device.salt })));
    const client = await startIdentityJsClient(identity.poolName);
    const handshake = await startSrp({ A: client.A, verifier: device.verifier, randomBytes });
    const challenge = { salt: srpHex(device.salt), B: handshake.B, secretBlock: "ZGV2aWNl" };
    const proof = await client.prove({ ...challenge, userId: identity.userId, password });
    const answer = { ...identity, verifier: device.verifier, handshake, secretBlock: "ZGV2aWNl" };
    expect(await verifySrpProof({ ...answer, ...proof })).toBe(true);
  });

  test("succeeds for any name, password and salt", async () => {
    const text = fc.string({ unit: "binary" });
    const salt = fc.uint8Array({ minLength: 1, maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(text, text, text, salt, async (poolName, userId, password, saltBytes) => {
        expect(await verifySrpProof(await rightProof({ poolName, userId }, password, saltBytes))).toBe(true);
      }),
      { numRuns: 25 },
    );
  });

  test("survives being stored as JSON between its steps", async () => {
    const proof = await rightProof();
    const handshake = JSON.parse(JSON.stringify(proof.handshake)) as SrpProof["handshake"];
    expect(await verifySrpProof({ ...proof, handshake })).toBe(true);
  });

  test("uses another secret each time", async () => {
    const { verifier } = await rightProof();
    const [first, second] = await Promise.all([
      startSrp({ A: "2", verifier, randomBytes }),
      startSrp({ A: "2", verifier, randomBytes }),
    ]);
    expect(first.b).not.toBe(second.b);
    expect(first.B).not.toBe(second.B);
    expect(Buffer.from(first.b, "base64")).toHaveLength(32);
  });
});

describe("verifySrpProof", () => {
  test("refuses a proof of which any byte was changed", async () => {
    const proof = await rightProof();
    const inSignature = fc.nat({ max: 31 }).map((at) => ({ signature: flip(proof.signature, at) }));
    const inSecretBlock = fc.nat({ max: 29 }).map((at) => ({ secretBlock: flip(proof.secretBlock, at) }));
    const inVerifier = fc.nat({ max: 383 }).map((at) => ({ verifier: flipBytes(proof.verifier, at) }));
    const ofHandshake = fc.oneof(
      fc.nat({ max: 31 }).map((at) => ({ b: flip(proof.handshake.b, at) })),
      fc.nat({ max: 700 }).map((at) => ({ A: changeDigit(proof.handshake.A, at) })),
      fc.nat({ max: 700 }).map((at) => ({ B: changeDigit(proof.handshake.B, at) })),
    );
    const inHandshake = ofHandshake.map((change) => ({ handshake: { ...proof.handshake, ...change } }));
    const changes = fc.oneof(inSignature, inSecretBlock, inVerifier, inHandshake);
    await fc.assert(
      fc.asyncProperty(changes, async (change) => {
        expect(await verifySrpProof({ ...proof, ...change })).toBe(false);
      }),
      { numRuns: 60 },
    );
    expect(await verifySrpProof(proof)).toBe(true);
  });

  test.each([
    ["another user", { userId: "bob" }],
    ["another pool", { poolName: "ZyXwVu987" }],
    ["another second", { timestamp: "Sat Nov 7 04:05:07 UTC 2026" }],
    ["no signature", { signature: "" }],
    ["no secret block", { secretBlock: "" }],
    ["a verifier cut short", { verifier: new Uint8Array(383) }],
  ])("refuses %s", async (_, change) => {
    expect(await verifySrpProof({ ...(await rightProof()), ...change })).toBe(false);
  });

  test("refuses a second answer with the first one's signature", async () => {
    const { signature } = await rightProof();
    expect(await verifySrpProof({ ...(await rightProof()), signature })).toBe(false);
  });

  test.each([
    ["a day with a zero before it", "Sat Nov 07 04:05:06 UTC 2026"],
    ["a wrong weekday", "Sun Nov 7 04:05:06 UTC 2026"],
    ["another zone", "Sat Nov 7 04:05:06 GMT 2026"],
  ])("refuses %s even when it is signed like that", async (_, timestamp) => {
    const verifier = await computeVerifier({ ...user, password: userPassword, salt: hex(userSalt) });
    const client = await startSrpClient(randomBytes);
    const handshake = await startSrp({ A: client.A, verifier, randomBytes });
    const claim = { ...user, secretBlock: "c2VjcmV0", timestamp };
    const secret = { ...client, password: userPassword, salt: userSalt, B: handshake.B };
    const signature = await proveSrpPassword({ ...claim, ...secret });
    expect(await verifySrpProof({ ...claim, verifier, handshake, signature })).toBe(false);
    const canonical = { ...claim, timestamp: "Sat Nov 7 04:05:06 UTC 2026" };
    const good = await proveSrpPassword({ ...canonical, ...secret });
    expect(await verifySrpProof({ ...canonical, verifier, handshake, signature: good })).toBe(true);
  });

  test("refuses whatever cannot be read, without an error", async () => {
    const proof = await rightProof();
    const garbage = fc.oneof(fc.string({ unit: "binary" }), fc.base64String(), fc.constantFrom("", "0", "-1", "0x2"));
    const handshake = fc.record({ A: garbage, b: garbage, B: garbage });
    const changes = fc.oneof(
      fc.record({ signature: garbage, secretBlock: garbage, timestamp: garbage }),
      fc.record({ handshake }),
      fc.record({ verifier: fc.uint8Array({ maxLength: 400 }) }),
      garbage.map((A) => ({ handshake: { ...proof.handshake, A } })),
      garbage.map((B) => ({ handshake: { ...proof.handshake, B } })),
      garbage.map((b) => ({ handshake: { ...proof.handshake, b } })),
      garbage.map((timestamp) => ({ timestamp })),
    );
    await fc.assert(
      fc.asyncProperty(changes, async (change) => {
        expect(await verifySrpProof({ ...proof, ...change })).toBe(false);
      }),
      { numRuns: 100 },
    );
  });

  test.each([0n, N, 2n * N])("refuses the client value %# with which anyone could sign", async (A) => {
    const { verifier, handshake, signature: _, ...claim } = await rightProof();
    const u = scramblingParameter(A, BigInt(`0x${handshake.B}`));
    const signature = signClaim(claim, sessionKey(0n, u));
    expect(readSrpA(toHex(A))).toBeUndefined();
    const forged = { ...handshake, A: toHex(A) };
    expect(await verifySrpProof({ ...claim, verifier, handshake: forged, signature })).toBe(false);
  });

  test.each<[string, { verifier?: Uint8Array; b?: string }, bigint]>([
    ["no verifier", { verifier: new Uint8Array() }, 0n],
    ["the verifier 0", { verifier: new Uint8Array(384) }, 0n],
    ["the verifier N", { verifier: elementToBytes(N) }, 0n],
    ["no secret of its own", { b: "" }, 1n],
  ])("refuses everyone when it has %s, with which anyone could sign", async (_, { verifier, b }, S) => {
    const { signature: _right, ...proof } = await rightProof();
    const u = scramblingParameter(BigInt(`0x${proof.handshake.A}`), BigInt(`0x${proof.handshake.B}`));
    const signature = signClaim(proof, sessionKey(S, u));
    const handshake = { ...proof.handshake, ...(b !== undefined && { b }) };
    const stored = { handshake, verifier: verifier ?? proof.verifier };
    expect(await verifySrpProof({ ...proof, ...stored, signature })).toBe(false);
  });
});

describe("readSrpA", () => {
  test("reads any number of the group, however it is written", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: N - 1n }), fc.nat({ max: 5 }), fc.boolean(), (A, zeros, upper) => {
        const digits = "0".repeat(zeros) + toHex(A);
        expect(readSrpA(upper ? digits.toUpperCase() : digits)).toBe(toHex(A));
      }),
    );
  });

  test.each(["", "0", "00", "-1", "0x1", "g", "1 ", toHex(N), toHex(N << 4n), toHex(1n << 3072n)])(
    "refuses %s",
    (A) => {
      expect(readSrpA(A)).toBeUndefined();
    },
  );
});

describe("proveSrpPassword", () => {
  test("does not trust a server whose public value is a multiple of N", async () => {
    const client = await startSrpClient(randomBytes);
    const claim = { ...user, secretBlock: "c2VjcmV0", timestamp: "Sat Nov 7 04:05:06 UTC 2026" };
    const proving = proveSrpPassword({ ...claim, ...client, password: userPassword, salt: userSalt, B: toHex(N) });
    await expect(proving).rejects.toThrow(RangeError);
  });
});

function flipBytes(bytes: Uint8Array, at: number): Uint8Array {
  return bytes.map((byte, i) => (i === at ? byte ^ 1 : byte));
}

function flip(base64: string, at: number): string {
  return Buffer.from(flipBytes(Buffer.from(base64, "base64"), at)).toString("base64");
}

function changeDigit(digits: string, at: number): string {
  return digits.slice(0, at) + (digits[at] === "5" ? "6" : "5") + digits.slice(at + 1);
}
