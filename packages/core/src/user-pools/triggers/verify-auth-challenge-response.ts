import { callCustomAuthTrigger } from "./call-custom-auth-trigger.ts";
import type { TriggerContext } from "./call-trigger.ts";
import { customChallengeRequest, type CustomSignInSubject } from "./custom-challenge-request.ts";
import { flagMember } from "./response-members.ts";
import { eventScopeOf } from "./trigger-subject.ts";

/** An answer to a custom challenge. */
export interface CustomAnswer {
  /** `ANSWER` */
  readonly challengeAnswer: string;
  readonly privateParameters: Readonly<Record<string, string>>;
}

/**
 * The verify auth challenge response trigger: whether an answer to a CUSTOM_CHALLENGE is right. One about which it says
 * nothing is not (unconfirmed).
 *
 * @throws as `callCustomAuthTrigger`
 * @see "Verify Auth challenge response Lambda trigger" in the Amazon Cognito Developer Guide
 */
export async function verifyAuthChallengeResponse(
  context: TriggerContext,
  subject: CustomSignInSubject,
  { challengeAnswer, privateParameters }: CustomAnswer,
): Promise<boolean> {
  const response = await callCustomAuthTrigger(context, {
    ...eventScopeOf(subject),
    trigger: "VerifyAuthChallengeResponse",
    request: {
      ...customChallengeRequest(subject),
      privateChallengeParameters: privateParameters,
      challengeAnswer,
    },
    response: { answerCorrect: null },
  });
  return flagMember(response, "answerCorrect") ?? false;
}
