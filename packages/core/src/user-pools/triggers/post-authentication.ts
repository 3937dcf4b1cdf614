import { callTrigger, type TriggerContext } from "./call-trigger.ts";
import { eventAttributesOf, eventScopeOf, type TriggerSubject } from "./trigger-subject.ts";

/** What a sign-in that has met its last challenge says to its trigger. */
export interface PostAuthenticationInput {
  /** Whether the device was first used in this sign-in. */
  readonly newDeviceUsed: boolean;
  /** The `ClientMetadata` of the answer to the last challenge. */
  readonly clientMetadata: Readonly<Record<string, string>> | undefined;
}

/**
 * The post authentication trigger, called before tokens are issued. There are none where it throws.
 *
 * @throws as `callTrigger`
 * @see "Post authentication Lambda trigger" in the Amazon Cognito Developer Guide
 */
export async function postAuthentication(
  context: TriggerContext,
  subject: TriggerSubject,
  { newDeviceUsed, clientMetadata }: PostAuthenticationInput,
): Promise<void> {
  await callTrigger(context, {
    ...eventScopeOf(subject),
    trigger: "PostAuthentication",
    triggerSource: "PostAuthentication_Authentication",
    version: "1",
    request: { userAttributes: eventAttributesOf(subject.user), newDeviceUsed, clientMetadata },
    response: {},
  });
}
