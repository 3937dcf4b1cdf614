import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { type AwsRequest, type AwsResponse, type AwsService, startAwsService } from "./start-aws-service.ts";

interface KmsInput {
  readonly KeyId: string;
  readonly EncryptionContext: Readonly<Record<string, string>>;
  readonly NumberOfBytes: number;
  readonly CiphertextBlob: string;
}

const IV_BYTES = 12;
const TAG_BYTES = 16;

/**
 * AWS KMS, as far as the AWS Encryption SDK needs it: GenerateDataKey and Decrypt of one key, which bind what they
 * encrypt to its encryption context.
 */
export function startKms(keyArn: string): Promise<AwsService> {
  const master = randomBytes(32);
  const authenticated = (context: KmsInput["EncryptionContext"]): Buffer =>
    Buffer.from(JSON.stringify(Object.entries(context).toSorted(([a], [b]) => (a < b ? -1 : 1))));

  function generateDataKey({ EncryptionContext, NumberOfBytes }: KmsInput): AwsResponse {
    const [plaintext, iv] = [randomBytes(NumberOfBytes), randomBytes(IV_BYTES)];
    const cipher = createCipheriv("aes-256-gcm", master, iv).setAAD(authenticated(EncryptionContext));
    const blob = Buffer.concat([iv, cipher.update(plaintext), cipher.final(), cipher.getAuthTag()]);
    return json(200, {
      Plaintext: plaintext.toString("base64"),
      CiphertextBlob: blob.toString("base64"),
      KeyId: keyArn,
    });
  }

  function decrypt({ EncryptionContext, CiphertextBlob }: KmsInput): AwsResponse {
    const blob = Buffer.from(CiphertextBlob, "base64");
    const decipher = createDecipheriv("aes-256-gcm", master, blob.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES })
      .setAAD(authenticated(EncryptionContext))
      .setAuthTag(blob.subarray(-TAG_BYTES));
    const plaintext = Buffer.concat([decipher.update(blob.subarray(IV_BYTES, -TAG_BYTES)), decipher.final()]);
    return json(200, {
      KeyId: keyArn,
      Plaintext: plaintext.toString("base64"),
      EncryptionAlgorithm: "SYMMETRIC_DEFAULT",
    });
  }

  return startAwsService("kms", ({ headers, body }: AwsRequest) => {
    const input: KmsInput = JSON.parse(body);
    if (input.KeyId !== keyArn)
      return json(400, { __type: "NotFoundException", message: `${input.KeyId} is not here` });
    return headers["x-amz-target"] === "TrentService.Decrypt" ? decrypt(input) : generateDataKey(input);
  });
}

function json(status: number, value: object): AwsResponse {
  return { status, contentType: "application/x-amz-json-1.1", body: JSON.stringify(value) };
}
