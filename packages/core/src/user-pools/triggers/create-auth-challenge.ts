import { callCustomAuthTrigger } from "./call-custom-auth-trigger.ts";
import type { TriggerContext } from "./call-trigger.ts";
import { customChallengeRequest, type CustomSignInSubject, eventSessionOf } from "./custom-challenge-request.ts";
import { textMapMember, textMember } from "./response-members.ts";
import { eventScopeOf } from "./trigger-subject.ts";

/** A challenge that a function has made. */
export interface CustomChallenge {
  /** For the client. */
  readonly publicParameters: Readonly<Record<string, string>>;
  /** For the function that verifies the answer, and nobody else. */
  readonly privateParameters: Readonly<Record<string, string>>;
  /** For the `session` of later events. */
  readonly metadata?: string | undefined;
}

/**
 * The create auth challenge trigger, called where define auth challenge decided on a CUSTOM_CHALLENGE.
 *
 * @throws as `callCustomAuthTrigger`
 * @see "Create Auth challenge Lambda trigger" in the Amazon Cognito Developer Guide
 */
export async function createAuthChallenge(
  context: TriggerContext,
  subject: CustomSignInSubject,
): Promise<CustomChallenge> {
  const response = await callCustomAuthTrigger(context, {
    ...eventScopeOf(subject),
    trigger: "CreateAuthChallenge",
    request: {
      ...customChallengeRequest(subject),
      challengeName: "CUSTOM_CHALLENGE",
      session: eventSessionOf(subject),
    },
    response: { publicChallengeParameters: null, privateChallengeParameters: null, challengeMetadata: null },
  });
  return {
    publicParameters: textMapMember(response, "publicChallengeParameters") ?? {},
    privateParameters: textMapMember(response, "privateChallengeParameters") ?? {},
    metadata: textMember(response, "challengeMetadata"),
  };
}
