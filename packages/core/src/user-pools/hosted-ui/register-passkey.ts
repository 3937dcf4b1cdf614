import { NotAuthorizedException } from "@cogmock/protocol/errors";
import type { OperationContext } from "../../operation-context.ts";
import { finishPasskeyRegistration } from "../passkeys/complete-web-authn-registration.ts";
import type { PasskeyOwner } from "../passkeys/passkey-bearer.ts";
import { passkeysNotEnabled } from "../passkeys/relying-party.ts";
import { beginPasskeyRegistration } from "../passkeys/start-web-authn-registration.ts";
import { users } from "../users/users.collection.ts";
import type { HostedClient } from "./grant-tokens.ts";
import { isClassic } from "./hosted-look.ts";

/** @throws WebAuthnNotEnabledException the classic hosted UI has no passkeys (AWS documents). unconfirmed: what its page says */
async function requireOwner(
  { store }: Pick<OperationContext, "store">,
  hosted: HostedClient,
  sub: string,
): Promise<PasskeyOwner> {
  if (isClassic(hosted.pool)) throw passkeysNotEnabled();
  const user = await store.get(users, [hosted.pool.id, sub]);
  if (!user) throw new NotAuthorizedException("User does not exist.");
  return { ...hosted, user };
}

/**
 * Begins to register a passkey of the user of a session.
 *
 * @returns what a page hands to `navigator.credentials.create`, as JSON
 * @throws ServiceException as StartWebAuthnRegistration
 */
export async function startHostedPasskey(
  context: OperationContext,
  hosted: HostedClient,
  sub: string,
): Promise<string> {
  return JSON.stringify(await beginPasskeyRegistration(context, await requireOwner(context, hosted, sub)));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // No credential, as anything else that is none.
    return undefined;
  }
}

/**
 * Ends the registration of a passkey.
 *
 * @param credential what `navigator.credentials.create` has made, as JSON
 * @throws ServiceException as CompleteWebAuthnRegistration
 */
export async function completeHostedPasskey(
  context: OperationContext,
  hosted: HostedClient,
  { sub, credential }: HostedPasskey,
): Promise<void> {
  await finishPasskeyRegistration(context, await requireOwner(context, hosted, sub), parsed(credential));
}

/** A passkey that a page has made. */
export interface HostedPasskey {
  readonly sub: string;
  readonly credential: string;
}
