import type { SigningCredentials } from "@cogmock/protocol";

/**
 * The credentials in the variables that every program has them in which calls AWS; `undefined` where they are not set.
 *
 * @see AWS SDKs and Tools Reference Guide, "AWS access keys"
 */
export function readAwsCredentials(
  environment: Readonly<Record<string, string | undefined>>,
): SigningCredentials | undefined {
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey, AWS_SESSION_TOKEN } = environment;
  if (!accessKeyId || !secretAccessKey) return undefined;
  return { accessKeyId, secretAccessKey, ...(AWS_SESSION_TOKEN && { sessionToken: AWS_SESSION_TOKEN }) };
}
