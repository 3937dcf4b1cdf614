import type { CodeDeliveryDetailsType, VerifiedAttributeType } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import type { Stored } from "../../store/store.ts";
import { type Destination, toCodeDeliveryDetails } from "../messages/code-delivery.ts";
import type { MessageOccasion } from "../messages/message-occasion.ts";
import { commitAndSend } from "../messages/send-messages.ts";
import type { UserPool } from "../pools/user-pool.ts";
import { NO_TAKEOVER, takeOverAliases } from "../users/alias-takeover.ts";
import { asAliasExists, assertNameIsFree } from "../users/taken-names.ts";
import { reviseUser, type User } from "../users/user.ts";
import { users } from "../users/users.collection.ts";
import { newAttributeCode, voidAttributeCodes, waitsForVerification } from "./attribute-codes.ts";
import { type AttributeValues, withAttributeChanges } from "./attribute-schema.ts";
import {
  assertVerifiedFlagsHaveValues,
  changedContacts,
  verifiedFlagOf,
  withVerifiedFlags,
} from "./contact-attributes.ts";

/** Changes of a user's attributes, checked, and what is to be proved of them. */
export interface AttributeUpdate {
  readonly pool: UserPool;
  readonly user: Stored<User>;
  /** See `attributeChanges`. */
  readonly changes: AttributeValues;
  /** The addresses among the changes to which a code goes. */
  readonly prove: readonly VerifiedAttributeType[];
  /** Who changes them, as the triggers for messages are told. */
  readonly caller: Omit<MessageOccasion, "source">;
  /** Whether verified addresses are taken away from other users as aliases. */
  readonly takesOverAliases: boolean;
}

/** Changes without those whose new value waits until the user has proved to own it. */
function immediateChanges({ pool, changes, prove }: AttributeUpdate): AttributeValues {
  const waiting = prove.filter((attribute) => waitsForVerification(pool, attribute));
  const withheld = new Set<string>(waiting.flatMap((attribute) => [attribute, verifiedFlagOf(attribute)]));
  return Object.fromEntries(Object.entries(changes).filter(([name]) => !withheld.has(name)));
}

/**
 * Changes attributes and sends the codes by which new addresses are proved, in one commit.
 *
 * An address that has to be verified before the update keeps its old value; the code knows the new one. Codes to
 * addresses that are given up become void.
 *
 * @returns where codes went
 * @throws AliasExistsException a value signs another user in
 * @throws InvalidParameterException a verified flag would have no address
 */
export async function changeAttributes(
  context: OperationContext,
  update: AttributeUpdate,
): Promise<CodeDeliveryDetailsType[]> {
  const { pool, user, changes, prove, caller, takesOverAliases } = update;
  const immediate = immediateChanges(update);
  const attributes = withAttributeChanges(user.attributes, withVerifiedFlags(user.attributes, immediate));
  assertVerifiedFlagsHaveValues(attributes);
  const after = reviseUser(pool, user, { attributes }, context.clock.now());

  const destinations: Destination[] = prove.map((attribute) => ({ attribute, to: changes[attribute] ?? "" }));
  await Promise.all(destinations.map(({ attribute, to }) => assertNameIsFree(context, pool, user, attribute, to)));
  const codes = destinations.map((destination) => newAttributeCode(context, pool, after, destination));
  const givenUp = changedContacts(user.attributes, immediate).filter((attribute) => !prove.includes(attribute));
  const voided = await voidAttributeCodes(context, user, givenUp);
  const takeover = takesOverAliases ? await takeOverAliases(context, pool, after) : NO_TAKEOVER;

  try {
    await commitAndSend(
      context,
      [users.put(after, { expect: user }), ...takeover.writes, ...voided, ...codes.map(({ write }) => write)],
      codes.map(({ message }) => message),
      { ...caller, source: "UpdateUserAttribute" },
    );
  } catch (error) {
    throw asAliasExists(pool, after, takeover, error);
  }
  return destinations.map(toCodeDeliveryDetails);
}
