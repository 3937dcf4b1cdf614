import { secretHash } from "@cogmock/crypto";
import type { ConfirmSignUpRequest } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import { userPoolClients } from "../clients/user-pool-clients.collection.ts";

/** What a confirmation link says: the query of AWS's `/confirmUser`. */
export interface ConfirmationLink {
  readonly clientId: string;
  readonly userName: string;
  readonly confirmationCode: string;
}

/** The address of the page that answers a code on behalf of its reader, below that of the hosted UI. */
export function toConfirmationUrl(baseUrl: string, { clientId, userName, confirmationCode }: ConfirmationLink): string {
  const query = new URLSearchParams({
    client_id: clientId,
    user_name: userName,
    confirmation_code: confirmationCode,
  });
  return `${baseUrl}/confirmUser?${query.toString()}`;
}

/**
 * The ConfirmSignUp that opening a link amounts to. The page speaks for the client: it knows the secret that the reader
 * of an e-mail cannot know.
 */
export async function confirmationByLink(
  { store }: Pick<OperationContext, "store">,
  { clientId, userName, confirmationCode }: ConfirmationLink,
): Promise<ConfirmSignUpRequest> {
  const request = { ClientId: clientId, Username: userName, ConfirmationCode: confirmationCode };
  const client = await store.get(userPoolClients, [clientId]);
  const secret = client?.secrets.at(-1);
  if (!secret) return request;
  return { ...request, SecretHash: secretHash({ username: userName, clientId, clientSecret: secret.value }) };
}
