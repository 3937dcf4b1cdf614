import { NotAuthorizedException } from "@cogmock/protocol/errors";
import type { ConfirmSignUpRequest, ConfirmSignUpResponse } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import { verifiedFlagOf } from "../attributes/contact-attributes.ts";
import { assertSignUpSession, openConfirmedSession } from "../choice/sign-in-after-sign-up.ts";
import { postConfirmation } from "../triggers/post-confirmation.ts";
import { NO_TAKEOVER, takeOverAliases } from "../users/alias-takeover.ts";
import { asAliasExists } from "../users/taken-names.ts";
import { assertEnabled, reviseUser, type User } from "../users/user.ts";
import { users } from "../users/users.collection.ts";
import { codeExpired, requireCode } from "../verification-codes/require-code.ts";
import { requireUserOfClient } from "./user-of-client.ts";

/** @throws NotAuthorizedException `User cannot be confirmed. Current status is <status>` */
export function assertUnconfirmed(user: User): void {
  if (user.status !== "UNCONFIRMED") {
    throw new NotAuthorizedException(`User cannot be confirmed. Current status is ${user.status}`);
  }
}

/**
 * Confirms a sign-up with the code that was sent. The contact that it was sent to is verified thereby, and signs the
 * user in where the pool has it for an alias. Another user may have that alias already: then the confirmation fails and
 * the code stays good, unless `ForceAliasCreation` takes the alias from them, whose contact is unverified from then on.
 *
 * Clients that may sign users in by choice get a `Session`, with which InitiateAuth does so without another factor.
 *
 * @throws ResourceNotFoundException no such client
 * @throws UserNotFoundException `Username/client id combination not found.`
 * @throws NotAuthorizedException the secret hash is missing or wrong; the user is disabled or not `UNCONFIRMED`;
 *   `Session` is not this sign-up's
 * @throws LimitExceededException too many wrong codes within the hour
 * @throws ExpiredCodeException no code is pending; also for an unknown user, where the client hides that
 * @throws CodeMismatchException the code is wrong
 * @throws AliasExistsException `An account with the email already exists.`; with `ForceAliasCreation` only where somebody
 *   has it for their username
 * @throws as `postConfirmation`; the user is confirmed then
 * @see AWS API Reference, ConfirmSignUp
 */
export async function confirmSignUp(
  context: OperationContext,
  input: ConfirmSignUpRequest,
): Promise<ConfirmSignUpResponse> {
  const { pool, client, user } = await requireUserOfClient(context, input);
  if (!user) throw codeExpired();
  assertEnabled(user);
  assertUnconfirmed(user);
  if (input.Session !== undefined) await assertSignUpSession(context, { client, user }, input.Session);
  const { code, spend } = await requireCode(context, user, "SignUp", "ConfirmSignUp", input.ConfirmationCode);

  // An administrator may have changed the contact since: the code says nothing about the new one.
  const isStillTheirs = user.attributes[code.attribute] === code.destination;
  const attributes = isStillTheirs ? { ...user.attributes, [verifiedFlagOf(code.attribute)]: "true" } : user.attributes;
  const confirmed = reviseUser(pool, user, { status: "CONFIRMED", attributes }, context.clock.now());
  const takeover = input.ForceAliasCreation ? await takeOverAliases(context, pool, confirmed) : NO_TAKEOVER;
  const subject = { pool, client, user: confirmed };
  const session = isStillTheirs ? openConfirmedSession(context, subject, code.attribute) : undefined;
  const writes = [...takeover.writes, ...spend, ...(session ? [session.write] : [])];
  try {
    await context.store.commit([users.put(confirmed, { expect: user }), ...writes]);
  } catch (error) {
    throw asAliasExists(pool, confirmed, takeover, error);
  }
  await postConfirmation(context, "PostConfirmation_ConfirmSignUp", {
    pool,
    clientId: client.id,
    user: confirmed,
    clientMetadata: input.ClientMetadata,
  });
  return { Session: session?.session };
}
