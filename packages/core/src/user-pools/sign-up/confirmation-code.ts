import type { VerifiedAttributeType } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import type { AnyWrite } from "../../store/store.ts";
import type { AttributeValues } from "../attributes/attribute-schema.ts";
import type { UserPoolClient } from "../clients/user-pool-client.ts";
import type { Destination } from "../messages/code-delivery.ts";
import { composeVerification, composeVerificationLink, type MessageDraft } from "../messages/compose-message.ts";
import type { UserPool } from "../pools/user-pool.ts";
import type { User } from "../users/user.ts";
import { issueCode } from "../verification-codes/issue-code.ts";
import { toConfirmationUrl } from "./confirmation-link.ts";

/** Where both can be verified, the code goes to the phone alone. @see "Verifying contact information at sign-up" in the Amazon Cognito Developer Guide */
const ORDER: readonly VerifiedAttributeType[] = ["phone_number", "email"];

/** What the pool verifies by sending a code to everybody who signs up, the preferred one first. */
export function confirmationAttributes(pool: UserPool): readonly VerifiedAttributeType[] {
  return ORDER.filter((attribute) => pool.settings.AutoVerifiedAttributes?.includes(attribute));
}

/** Where the code goes that confirms a sign-up; nowhere, without a contact that the pool verifies. */
export function confirmationDestination(pool: UserPool, attributes: AttributeValues): Destination | undefined {
  for (const attribute of confirmationAttributes(pool)) {
    const to = attributes[attribute];
    if (to) return { attribute, to };
  }
  return undefined;
}

/** A code on its way to somebody who signs up. */
export interface OutgoingConfirmation {
  readonly write: AnyWrite;
  readonly message: MessageDraft;
}

/** The code that confirms a sign-up, in a message of the kind that the pool asks for: with the code, or with a link. */
export function sendConfirmation(
  context: Pick<OperationContext, "clock" | "codes" | "baseUrl" | "linkBaseOf">,
  { pool, client, user }: { readonly pool: UserPool; readonly client: UserPoolClient; readonly user: User },
  destination: Destination,
): OutgoingConfirmation {
  const { code, write } = issueCode(context, user, "SignUp", destination);
  const content = { pool, user, destination, code };
  const wantsLink = pool.settings.VerificationMessageTemplate.DefaultEmailOption === "CONFIRM_WITH_LINK";
  if (!wantsLink || destination.attribute !== "email") return { write, message: composeVerification(content) };
  const link = toConfirmationUrl(context.linkBaseOf(context.baseUrl), {
    clientId: client.id,
    userName: user.username,
    confirmationCode: code,
  });
  return { write, message: composeVerificationLink({ ...content, link }) };
}
