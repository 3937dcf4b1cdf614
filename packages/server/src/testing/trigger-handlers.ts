import { writeFileSync } from "node:fs";
import path from "node:path";
import type { LambdaConfigType } from "@cogmock/protocol/user-pools";
import { emptyFolder } from "./start-test-server.ts";

/**
 * Handlers as people write them, in a form that any runtime can load. `ClientMetadata` tells the first of them what to
 * do, one way or the other.
 */
const SOURCE = `
export const preSignUp = async (event) => {
  const { mode } = event.request.clientMetadata ?? {};
  if (mode === "deny") throw new Error("Not from there");
  if (mode === "nothing") return;
  if (mode === "nonsense") return { statusCode: 200 };
  if (mode === "wrong type") return { ...event, response: { autoConfirmUser: "yes" } };
  event.response.autoConfirmUser = true;
  event.response.autoVerifyEmail = true;
  return event;
};

export const postConfirmation = async (event, context) => {
  if (context.functionName !== "postConfirmation") throw new Error(context.functionName);
  if (!/^[0-9a-f-]{36}$/.test(context.awsRequestId)) throw new Error(context.awsRequestId);
  return event;
};

export const preTokenGeneration = async (event) => ({
  ...event,
  response: {
    claimsAndScopeOverrideDetails: {
      idTokenGeneration: { claimsToAddOrOverride: { tenant: "blue", roles: ["reader"] } },
      accessTokenGeneration: { scopesToAdd: ["orders:read"] },
    },
  },
});

export const userMigration = async (event) => {
  if (event.userName !== "carol") return event;
  if (event.request.password !== "her old one") throw new Error("Bad password");
  event.response.userAttributes = { email: "carol@example.com", email_verified: "true", name: "Caröl" };
  event.response.finalUserStatus = "CONFIRMED";
  event.response.messageAction = "SUPPRESS";
  return event;
};
`;

/** The functions, by the names that a pool's configuration has for them. */
export const FUNCTION_NAMES = ["preSignUp", "postConfirmation", "preTokenGeneration", "userMigration"] as const;

export function arnOf(name: string): string {
  return `arn:aws:lambda:us-east-1:000000000000:function:${name}`;
}

/** What makes a pool call them. */
export const LAMBDA_CONFIG: LambdaConfigType = {
  PreSignUp: arnOf("preSignUp"),
  PostConfirmation: arnOf("postConfirmation"),
  PreTokenGenerationConfig: { LambdaVersion: "V2_0", LambdaArn: arnOf("preTokenGeneration") },
  UserMigration: arnOf("userMigration"),
};

/** Writes the handlers into a file of a test's own. */
export function writeHandlers(): { readonly folder: string; readonly file: string } {
  const folder = emptyFolder();
  const file = path.join(folder, "handlers.mjs");
  writeFileSync(file, SOURCE);
  return { folder, file };
}
