import type { DataKeys } from "@cogmock/core";
import type { Logger } from "pino";
import type { AwsCredentials } from "../configuration/aws-credentials.ts";
import { type AwsEndpoint, postSigned } from "./aws-endpoint.ts";
import { jsonObjectIn } from "../json-object.ts";
import { DeliveryFailed } from "./carrier.ts";

/** Where AWS KMS is, or what stands for it. Without it a local key does its work. */
export interface DataKeysOptions {
  readonly kmsEndpoint?: string | undefined;
  readonly awsCredentials?: AwsCredentials | undefined;
}

/** What marks a data key that AWS KMS has made. @see "AWS Encryption SDK message format reference" */
const PROVIDER_ID = "aws-kms";
const DATA_KEY_BYTES = 32;
const HEADERS = {
  "content-type": "application/x-amz-json-1.1",
  "x-amz-target": "TrentService.GenerateDataKey",
};

/** Has the data keys made by AWS KMS; `undefined` where there is none. */
export function createDataKeys(
  { kmsEndpoint, awsCredentials: credentials }: DataKeysOptions,
  logger: Logger,
): DataKeys | undefined {
  if (kmsEndpoint === undefined) return undefined;
  const endpoint: AwsEndpoint = { url: new URL(kmsEndpoint), service: "kms", credentials };
  return (keyArn) => async (context) => {
    try {
      const { Plaintext, CiphertextBlob, KeyId } = await generateDataKey(endpoint, keyArn, context);
      return {
        plaintext: Buffer.from(Plaintext, "base64"),
        encrypted: {
          providerId: PROVIDER_ID,
          providerInfo: Buffer.from(KeyId),
          ciphertext: Buffer.from(CiphertextBlob, "base64"),
        },
      };
    } catch (error) {
      const reason = error instanceof DeliveryFailed ? error.message : "unknown reason";
      logger.warn({ keyArn, outcome: "undelivered" }, reason);
      throw error;
    }
  };
}

interface GeneratedDataKey {
  readonly Plaintext: string;
  readonly CiphertextBlob: string;
  /** The ARN of the key, also where an alias was asked for. */
  readonly KeyId: string;
}

/**
 * Asks for a data key.
 *
 * @throws DeliveryFailed there is no answer, an error, or no such key in it
 * @see AWS KMS API Reference, GenerateDataKey
 */
async function generateDataKey(
  endpoint: AwsEndpoint,
  keyArn: string,
  EncryptionContext: Readonly<Record<string, string>>,
): Promise<GeneratedDataKey> {
  const [, , , region = "", accountId = ""] = keyArn.split(":");
  const body = JSON.stringify({ KeyId: keyArn, EncryptionContext, NumberOfBytes: DATA_KEY_BYTES });
  const { status, text } = await postSigned(endpoint, { region, accountId }, HEADERS, body);
  const answer = jsonObjectIn(text);
  const { Plaintext, CiphertextBlob, KeyId = keyArn, __type = "no error code" } = answer;
  if (status !== 200) {
    const code = String(__type)
      .replace(/^.*#/, "")
      .replace(/[^\w.]/g, "");
    throw new DeliveryFailed(`${endpoint.url.origin} answered ${status} (${code})`);
  }
  if (typeof Plaintext !== "string" || typeof CiphertextBlob !== "string" || typeof KeyId !== "string") {
    throw new DeliveryFailed(`${endpoint.url.origin} answered no data key`);
  }
  if (Buffer.from(Plaintext, "base64").length !== DATA_KEY_BYTES) {
    throw new DeliveryFailed(`${endpoint.url.origin} answered a data key of another length`);
  }
  return { Plaintext, CiphertextBlob, KeyId };
}
