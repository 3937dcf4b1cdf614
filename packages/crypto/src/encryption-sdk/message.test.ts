import { randomBytes } from "node:crypto";
import {
  buildClient,
  CommitmentPolicy,
  KeyringNode,
  RawAesKeyringNode,
  RawAesWrappingSuiteIdentifier,
} from "@aws-crypto/client-node";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decryptMessage, encryptMessage, type RawAesKey, rawAesDataKeys, UnreadableMessage } from "../index.ts";

const rawKey: RawAesKey = {
  namespace: "tests",
  name: "arn:aws:kms:us-east-1:000000000000:key/1",
  key: randomBytes(32),
};
const context = { "userpool-id": "us-east-1_Ab12Cd34E", über: "ümlaut" };
const generateDataKey = rawAesDataKeys(rawKey, randomBytes);

const encrypt = (plaintext: string) => encryptMessage({ plaintext, context, generateDataKey, randomBytes });

/** The official library, set to take what has no key commitment. */
const official = buildClient(CommitmentPolicy.FORBID_ENCRYPT_ALLOW_DECRYPT);

function keyring({ namespace, name, key }: RawAesKey): KeyringNode {
  return new RawAesKeyringNode({
    keyNamespace: namespace,
    keyName: name,
    unencryptedMasterKey: Uint8Array.from(key),
    wrappingSuite: RawAesWrappingSuiteIdentifier.AES256_GCM_IV12_TAG16_NO_PADDING,
    // As the specification says. The library's other order, by locale, differs where keys are no ASCII.
    utf8Sorting: true,
  });
}

describe("encryptMessage", () => {
  test.each(["123456", "&lt;Temp-1!", "", "🦉".repeat(1024)])("is decrypted by AWS's own library: %j", async (text) => {
    const { plaintext, messageHeader } = await official.decrypt(keyring(rawKey), Buffer.from(await encrypt(text)));
    expect(plaintext.toString()).toBe(text);
    expect(messageHeader).toMatchObject({ version: 1, suiteId: 0x0378 });
    expect(messageHeader.encryptionContext).toMatchObject(context);
  });

  test("begins as the codes of Cognito do", async () => {
    expect(Buffer.from(await encrypt("123456")).toString("base64")).toMatch(/^AYADe/);
  });

  test("encrypts the same text differently each time", async () => {
    expect(Buffer.from(await encrypt("1"))).not.toEqual(Buffer.from(await encrypt("1")));
  });

  test("refuses more than one frame", async () => {
    await expect(encrypt("x".repeat(4097))).rejects.toThrow(RangeError);
  });
});

describe("decryptMessage", () => {
  test("gives back what was encrypted, and its context", async () => {
    const message = await encrypt("Correct-Horse-9! 🦉");
    expect(decryptMessage(message, rawKey)).toEqual({
      plaintext: "Correct-Horse-9! 🦉",
      context: { ...context, "aws-crypto-public-key": expect.any(String) },
    });
  });

  test("reads what AWS's own library encrypts", async () => {
    const { result } = await official.encrypt(keyring(rawKey), "123456", { encryptionContext: context });
    expect(decryptMessage(result, rawKey)).toMatchObject({ plaintext: "123456", context });
  });

  test("refuses a message in which any bit was changed", async () => {
    const message = Buffer.from(await encrypt("123456"));
    fc.assert(
      fc.property(fc.nat(message.length - 1), fc.integer({ min: 1, max: 255 }), (position, change) => {
        const changed = Buffer.from(message);
        changed.writeUInt8(changed.readUInt8(position) ^ change, position);
        expect(() => decryptMessage(changed, rawKey)).toThrow(UnreadableMessage);
      }),
    );
  });

  test("refuses a message that was cut short, or has something behind it", async () => {
    const message = Buffer.from(await encrypt("123456"));
    for (let length = 0; length < message.length; length++) {
      expect(() => decryptMessage(message.subarray(0, length), rawKey)).toThrow(UnreadableMessage);
    }
    expect(() => decryptMessage(Buffer.concat([message, Buffer.alloc(1)]), rawKey)).toThrow(UnreadableMessage);
  });

  test.each([
    { ...rawKey, key: randomBytes(32) },
    { ...rawKey, name: "another" },
    { ...rawKey, namespace: "another" },
  ])("refuses a message under another key", async (other) => {
    const message = await encrypt("123456");
    expect(() => decryptMessage(message, other)).toThrow(UnreadableMessage);
  });
});
