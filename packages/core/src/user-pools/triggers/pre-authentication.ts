import { callTrigger, type TriggerContext } from "./call-trigger.ts";
import { eventAttributesOf, eventScopeOf, type TriggerSubject, userNotFoundOf } from "./trigger-subject.ts";

/**
 * The pre authentication trigger, which lets a sign-in with a password go on by returning, and denies it by throwing.
 *
 * @param validationData the `ClientMetadata` of the call that began the sign-in
 * @throws as `callTrigger`
 * @see "Pre authentication Lambda trigger" in the Amazon Cognito Developer Guide
 */
export async function preAuthentication(
  context: TriggerContext,
  subject: TriggerSubject,
  validationData: Readonly<Record<string, string>> | undefined,
): Promise<void> {
  await callTrigger(context, {
    ...eventScopeOf(subject),
    trigger: "PreAuthentication",
    triggerSource: "PreAuthentication_Authentication",
    version: "1",
    request: {
      userAttributes: eventAttributesOf(subject.user),
      // unconfirmed: that it is left out, rather than null, where there was no ClientMetadata.
      validationData,
      userNotFound: userNotFoundOf(subject),
    },
    response: {},
  });
}
