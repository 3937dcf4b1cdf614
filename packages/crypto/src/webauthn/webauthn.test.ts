import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type AssertionAttempt, verifyWebAuthnAssertion } from "./assertion.ts";
import { webAuthnCreationOptions } from "./creation-options.ts";
import type { WebAuthnCredential } from "./credential.ts";
import { type RegistrationAttempt, verifyWebAuthnRegistration } from "./registration.ts";
import { webAuthnRequestOptions } from "./request-options.ts";
import { trustingTestRoot } from "./testing/attestation.ts";
import { type Algorithm, createAuthenticator, type Deviations, flag } from "./testing/authenticator.ts";

const rpId = "auth.example.com";
const origin = `https://${rpId}`;
const userId = "b2c4d6e8-90a1-70b2-c3d4-e5f60718293a";
const challenge = "wGbVXqiKdmQDjeFLdmQDjQ";
const right = { challenge, origin, rpId };
const expected = { challenge, rpId, userVerification: "preferred" } as const;

describe("webAuthnCreationOptions", () => {
  test("are what AWS's StartWebAuthnRegistration answers", () => {
    const options = webAuthnCreationOptions({
      rpId,
      user: { id: userId, name: "alice" },
      userVerification: "preferred",
      credentials: [{ id: "AQID" }],
      randomBytes: (length) => Buffer.alloc(length, 0xff),
    });
    expect(JSON.stringify(options)).toBe(
      '{"rp":{"id":"auth.example.com","name":"auth.example.com"},' +
        '"user":{"id":"YjJjNGQ2ZTgtOTBhMS03MGIyLWMzZDQtZTVmNjA3MTgyOTNh","name":"alice","displayName":"alice"},' +
        '"challenge":"_____________________w",' +
        '"pubKeyCredParams":[{"type":"public-key","alg":-7},{"type":"public-key","alg":-257}],"timeout":60000,' +
        '"excludeCredentials":[{"type":"public-key","id":"AQID"}],' +
        '"authenticatorSelection":{"requireResidentKey":true,"residentKey":"required","userVerification":"preferred"}}',
    );
  });
});

describe("webAuthnRequestOptions", () => {
  test("are what AWS's InitiateAuth answers", () => {
    const options = webAuthnRequestOptions({
      rpId,
      userVerification: "required",
      credentials: [{ id: "AQID", transports: ["internal"] }],
      randomBytes: (length) => Buffer.alloc(length, 0xff),
    });
    expect(JSON.stringify(options)).toBe(
      '{"challenge":"_____________________w","timeout":180000,"rpId":"auth.example.com",' +
        '"allowCredentials":[{"type":"public-key","id":"AQID","transports":["internal"]}],"userVerification":"required"}',
    );
  });
});

describe("a passkey", () => {
  test.each<Algorithm>(["ES256", "RS256", "EdDSA"])("of %s is registered and signs in", async (algorithm) => {
    const authenticator = createAuthenticator(algorithm);
    for (const attestation of ["none", "packed", "packed-x5c"] as const) {
      const credential = await registered(await authenticator.register(right, attestation));
      const assertion = JSON.stringify(authenticator.signIn(right, userId));
      const attempt = { ...expected, userId, credentials: [credential], credential: assertion };
      expect(await verifyWebAuthnAssertion(attempt)).toEqual({
        credentialId: authenticator.id,
        counter: 0,
        userVerified: true,
      });
    }
  });

  test.each(["fido-u2f", "tpm"] as const)("with an attestation of the format %s is registered", async (format) => {
    const authenticator = createAuthenticator("ES256");
    expect((await registered(await authenticator.register(right, format))).id).toBe(authenticator.id);
  });

  test.each(["android-key", "apple"] as const)(
    "with an attestation of the format %s is registered if it leads to the known root",
    async (format) => {
      const authenticator = createAuthenticator("ES256");
      const credential = await authenticator.register(right, format);
      const result = await verifyWebAuthnRegistration({ ...expected, credential });
      expect(result).toEqual({ accepted: false, reason: "invalid" });
      const { id } = await trustingTestRoot(format, async () => registered(credential));
      expect(id).toBe(authenticator.id);
    },
  );

  test("is kept as plain data that says what AWS's lists say", async () => {
    const authenticator = createAuthenticator();
    const deviations = { counter: 7, aaguid: Buffer.from("fbfc3007154e4ecc8c0b6e020557d7bd", "hex") };
    const credential = await registered(await authenticator.register(right, "none", deviations));
    expect(credential).toEqual({
      id: authenticator.id,
      publicKey: expect.stringMatching(/^[\w-]+$/),
      counter: 7,
      aaguid: "fbfc3007-154e-4ecc-8c0b-6e020557d7bd",
      transports: ["internal", "hybrid"],
      authenticatorAttachment: "platform",
    });
    expect(JSON.parse(JSON.stringify(credential))).toEqual(credential);
  });

  test("is registered from what AWS's library for Swift sends", async () => {
    const { clientExtensionResults: _, ...registration } = await createAuthenticator().register(right);
    const { clientDataJSON, attestationObject } = registration.response;
    const response = { clientDataJSON, attestationObject, transports: ["internal"] };
    expect((await registered({ ...registration, response })).transports).toEqual(["internal"]);
  });
});

describe("verifyWebAuthnRegistration", () => {
  const refusals: [string, string, Partial<typeof right>, Deviations, Partial<RegistrationAttempt>?][] = [
    ["for another challenge", "challenge", { challenge: "AAAAAAAAAAAAAAAAAAAAAA" }, {}],
    ["of a page elsewhere", "origin", { origin: "https://example.com" }, {}],
    ["of a page whose host only ends alike", "origin", { origin: `https://evil${rpId}` }, {}],
    ["of a page without TLS", "origin", { origin: `http://${rpId}` }, {}],
    ["in a frame of another page", "origin", {}, { topOrigin: "https://evil.example" }],
    ["for another relying party", "relying-party", { rpId: "example.com" }, {}],
    [
      "without the user verification that is required",
      "not-supported",
      {},
      { flags: flag.userPresent | flag.attested },
      { userVerification: "required" },
    ],
    ["without a user present", "invalid", {}, { flags: flag.userVerified | flag.attested }],
    ["without a passkey", "invalid", {}, { flags: flag.userPresent | flag.userVerified }],
    ["backed up although it cannot be", "invalid", {}, { flags: flag.userPresent | flag.backedUp | flag.attested }],
    ["that is a sign-in", "invalid", {}, { type: "webauthn.get" }],
  ];
  test.each(refusals)("refuses one %s", async (_, reason, ceremony, deviations, change = {}) => {
    const credential = await createAuthenticator().register({ ...right, ...ceremony }, "packed", deviations);
    const result = await verifyWebAuthnRegistration({ ...expected, credential, ...change });
    expect(result).toEqual({ accepted: false, reason });
  });

  test("refuses an algorithm that was not asked for", async () => {
    const credential = await createAuthenticator("ES384").register(right, "packed");
    const result = await verifyWebAuthnRegistration({ ...expected, credential });
    expect(result).toEqual({ accepted: false, reason: "not-supported" });
  });

  test("accepts one without user verification where that is only preferred", async () => {
    const deviations = { flags: flag.userPresent | flag.attested };
    await registered(await createAuthenticator().register(right, "none", deviations));
  });

  const formats = ["packed", "packed-x5c", "fido-u2f", "tpm", "android-key", "apple"] as const;
  test.each(formats)("refuses a %s attestation to something else", async (format) => {
    const credential = await createAuthenticator().register(right, format);
    const clientData = Buffer.from(credential.response.clientDataJSON, "base64url").toString();
    // The same data, but other bytes than those that were signed.
    const clientDataJSON = Buffer.from(`${clientData} `).toString("base64url");
    const forged = { ...credential, response: { ...credential.response, clientDataJSON } };
    const verify = () => verifyWebAuthnRegistration({ ...expected, credential: forged });
    const hasRoot = format === "android-key" || format === "apple";
    const result = await (hasRoot ? trustingTestRoot(format, verify) : verify());
    expect(result).toEqual({ accepted: false, reason: "invalid" });
  });

  test("refuses one that goes by the id of another", async () => {
    const { id } = createAuthenticator();
    const credential = { ...(await createAuthenticator().register(right)), id, rawId: id };
    const result = await verifyWebAuthnRegistration({ ...expected, credential });
    expect(result).toEqual({ accepted: false, reason: "invalid" });
  });

  test("refuses one without transports, as AWS does", async () => {
    const credential = await createAuthenticator().register(right);
    const response = { ...credential.response, transports: undefined };
    const result = await verifyWebAuthnRegistration({ ...expected, credential: { ...credential, response } });
    expect(result).toEqual({ accepted: false, reason: "invalid" });
  });

  test("refuses whatever cannot be read, without an error", async () => {
    const credential = await createAuthenticator().register(right);
    const garbage = fc.oneof(
      fc.base64String().map((text) => text.replaceAll("=", "")),
      fc.jsonValue(),
    );
    const member = fc.constantFrom("id", "rawId", "type", "response");
    const inner = fc.constantFrom("clientDataJSON", "attestationObject", "transports");
    const isList = (value: unknown) => Array.isArray(value) && value.every((item) => typeof item === "string");
    const changed = fc.oneof(
      garbage,
      fc.tuple(member, garbage).map(([name, value]) => ({ ...credential, [name]: value })),
      fc
        .tuple(inner, garbage)
        .filter(([name, value]) => name !== "transports" || !isList(value))
        .map(([name, value]) => ({ ...credential, response: { ...credential.response, [name]: value } })),
    );
    await fc.assert(
      fc.asyncProperty(changed, async (value) => {
        const result = await verifyWebAuthnRegistration({ ...expected, credential: value });
        expect(result.accepted).toBe(false);
      }),
      { numRuns: 200 },
    );
  });

  test("refuses every attestation of which a signed byte was changed", async () => {
    const credential = await createAuthenticator().register(right, "packed");
    const { attestationObject, authenticatorData } = credential.response;
    // The authenticator's data are the last member.
    const signedLength = Buffer.from(authenticatorData, "base64url").length;
    const fromEnd = fc.integer({ min: 1, max: signedLength });
    await fc.assert(
      fc.asyncProperty(fromEnd, fc.integer({ min: 1, max: 255 }), async (position, change) => {
        const bytes = Buffer.from(attestationObject, "base64url");
        const at = bytes.length - position;
        bytes.writeUInt8(bytes.readUInt8(at) ^ change, at);
        const response = { ...credential.response, attestationObject: bytes.toString("base64url") };
        const result = await verifyWebAuthnRegistration({ ...expected, credential: { ...credential, response } });
        expect(result.accepted).toBe(false);
      }),
      { numRuns: 100 },
    );
  });

  test("refuses a self attestation with another algorithm than the passkey's", async () => {
    const credential = await createAuthenticator("ES256").register(right, "packed", { attestedAlgorithm: -37 });
    const result = await verifyWebAuthnRegistration({ ...expected, credential });
    expect(result).toEqual({ accepted: false, reason: "invalid" });
  });
});

describe("verifyWebAuthnAssertion", () => {
  const refusals: [string, Partial<typeof right>, Deviations, Partial<AssertionAttempt>?][] = [
    ["for another challenge", { challenge: "AAAAAAAAAAAAAAAAAAAAAA" }, {}],
    ["of a page elsewhere", { origin: "https://example.com" }, {}],
    ["in a frame of another page", {}, { topOrigin: "https://evil.example" }],
    ["for another relying party", { rpId: "example.com" }, {}],
    ["without a user present", {}, { flags: flag.userVerified }],
    [
      "without the user verification that is required",
      {},
      { flags: flag.userPresent },
      { userVerification: "required" },
    ],
    ["that is a registration", {}, { type: "webauthn.create" }],
    ["by another user", {}, {}, { userId: "someone else" }],
    ["with a passkey that nobody has registered", {}, {}, { credentials: [] }],
    ["that is no JSON", {}, {}, { credential: "{" }],
  ];
  test.each(refusals)("refuses one %s", async (_, ceremony, deviations, change = {}) => {
    const authenticator = createAuthenticator();
    const credentials = [await registered(await authenticator.register(right))];
    const attempt = { ...expected, userId, credentials };
    const good = JSON.stringify(authenticator.signIn(right, userId));
    expect(await verifyWebAuthnAssertion({ ...attempt, credential: good })).toBeDefined();
    const bad = JSON.stringify(authenticator.signIn({ ...right, ...ceremony }, userId, deviations));
    expect(await verifyWebAuthnAssertion({ ...attempt, credential: bad, ...change })).toBeUndefined();
  });

  test("tells when the user was not verified but only asked to be", async () => {
    const authenticator = createAuthenticator();
    const credentials = [await registered(await authenticator.register(right))];
    const credential = JSON.stringify(authenticator.signIn(right, userId, { flags: flag.userPresent }));
    const accepted = await verifyWebAuthnAssertion({ ...expected, userId, credentials, credential });
    expect(accepted?.userVerified).toBe(false);
  });

  test("finds the passkey among several, and needs no user handle", async () => {
    const authenticators = [createAuthenticator("ES256"), createAuthenticator("EdDSA")] as const;
    const credentials = await Promise.all(authenticators.map(async (one) => registered(await one.register(right))));
    for (const authenticator of authenticators) {
      const credential = JSON.stringify(authenticator.signIn(right, undefined));
      const accepted = await verifyWebAuthnAssertion({ ...expected, userId, credentials, credential });
      expect(accepted?.credentialId).toBe(authenticator.id);
    }
  });

  test("refuses a passkey that signs for another one", async () => {
    const [one, other] = [createAuthenticator(), createAuthenticator()];
    const credentials = [await registered(await one.register(right)), await registered(await other.register(right))];
    const credential = JSON.stringify({ ...one.signIn(right, userId), id: other.id, rawId: other.id });
    expect(await verifyWebAuthnAssertion({ ...expected, userId, credentials, credential })).toBeUndefined();
  });

  test("wants a counter to grow, once it is not zero", async () => {
    const authenticator = createAuthenticator();
    const credential = await registered(await authenticator.register(right, "none", { counter: 5 }));
    const signIn = (counter: number) =>
      verifyWebAuthnAssertion({
        ...expected,
        userId,
        credentials: [credential],
        credential: JSON.stringify(authenticator.signIn(right, userId, { counter })),
      });
    expect((await signIn(6))?.counter).toBe(6);
    expect(await signIn(5)).toBeUndefined();
    expect(await signIn(0)).toBeUndefined();
  });

  test.each<Algorithm>(["ES256", "RS256", "EdDSA"])(
    "refuses every %s one of which a byte was changed",
    async (algorithm) => {
      const authenticator = createAuthenticator(algorithm);
      const credentials = [await registered(await authenticator.register(right))];
      const assertion = authenticator.signIn(right, userId);
      const member = fc.constantFrom("clientDataJSON", "authenticatorData", "signature", "userHandle");
      await fc.assert(
        fc.asyncProperty(member, fc.nat(), fc.integer({ min: 1, max: 255 }), async (name, position, change) => {
          const bytes = Buffer.from(assertion.response[name] ?? "", "base64url");
          // The first two bytes only frame an ECDSA signature, and need not be exact.
          const start = name === "signature" ? 2 : 0;
          const at = start + (position % (bytes.length - start));
          bytes.writeUInt8(bytes.readUInt8(at) ^ change, at);
          const response = { ...assertion.response, [name]: bytes.toString("base64url") };
          const credential = JSON.stringify({ ...assertion, response });
          expect(await verifyWebAuthnAssertion({ ...expected, userId, credentials, credential })).toBeUndefined();
        }),
        { numRuns: 60 },
      );
    },
  );

  test("refuses whatever cannot be read, without an error", async () => {
    const authenticator = createAuthenticator();
    const credentials = [await registered(await authenticator.register(right))];
    const assertion = authenticator.signIn(right, userId);
    const garbage = fc.oneof(
      fc.base64String().map((text) => text.replaceAll("=", "")),
      fc.jsonValue(),
    );
    const member = fc.constantFrom("id", "rawId", "type", "response");
    const inner = fc.constantFrom("clientDataJSON", "authenticatorData", "signature");
    const texts = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.json(),
      fc.tuple(member, garbage).map(([name, value]) => JSON.stringify({ ...assertion, [name]: value })),
      fc
        .tuple(inner, garbage)
        .map(([name, value]) => JSON.stringify({ ...assertion, response: { ...assertion.response, [name]: value } })),
    );
    await fc.assert(
      fc.asyncProperty(texts, async (credential) => {
        expect(await verifyWebAuthnAssertion({ ...expected, userId, credentials, credential })).toBeUndefined();
      }),
      { numRuns: 200 },
    );
  });
});

async function registered(credential: unknown): Promise<WebAuthnCredential> {
  const result = await verifyWebAuthnRegistration({ ...expected, credential });
  if (!result.accepted) throw new Error(`Refused: ${result.reason}`);
  return result.credential;
}
