import { sha256Base64Url } from "@cogmock/crypto";
import type { OperationContext } from "../../operation-context.ts";
import { type Authorization, authorizationCodes } from "./authorization-codes.collection.ts";

/** "Your code is valid for five minutes": Authorize endpoint, Amazon Cognito Developer Guide */
const CODE_VALIDITY_MILLISECONDS = 5 * 60_000;

/** Keeps what an authorization code stands for. @param code unguessable; only its hash is kept */
export async function keepCode(
  { store, clock }: Pick<OperationContext, "store" | "clock">,
  code: string,
  authorization: Authorization,
): Promise<void> {
  const expiresAt = clock.now() + CODE_VALIDITY_MILLISECONDS;
  const document = { ...authorization, hash: sha256Base64Url(code), expiresAt };
  await store.commit([authorizationCodes.put(document, { expect: "absent" })]);
}
