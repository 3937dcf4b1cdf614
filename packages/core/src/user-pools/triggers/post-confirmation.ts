import type { User } from "../users/user.ts";
import { callTrigger, type TriggerCall, type TriggerContext } from "./call-trigger.ts";
import { eventAttributesOf } from "./trigger-subject.ts";

/** A user who has just been confirmed. */
export interface PostConfirmationSubject extends Pick<TriggerCall, "pool" | "clientId"> {
  /** As they are from now on. */
  readonly user: User;
  readonly clientMetadata: Readonly<Record<string, string>> | undefined;
}

/**
 * The post confirmation trigger. It is called when the confirmation is certain, for what functions do then, such as
 * putting the user into a group, they do by operations of their own: where it throws the call fails, and the user stays
 * confirmed.
 *
 * @throws as `callTrigger`
 * @see "Post confirmation Lambda trigger" in the Amazon Cognito Developer Guide
 */
export async function postConfirmation(
  context: TriggerContext,
  source: "PostConfirmation_ConfirmSignUp" | "PostConfirmation_ConfirmForgotPassword",
  { pool, clientId, user, clientMetadata }: PostConfirmationSubject,
): Promise<void> {
  await callTrigger(context, {
    pool,
    clientId,
    userName: user.username,
    trigger: "PostConfirmation",
    triggerSource: source,
    version: "1",
    request: { userAttributes: eventAttributesOf(user), clientMetadata },
    response: {},
  });
}
