import { callCustomAuthTrigger } from "./call-custom-auth-trigger.ts";
import type { TriggerContext } from "./call-trigger.ts";
import { customChallengeRequest, type CustomSignInSubject, eventSessionOf } from "./custom-challenge-request.ts";
import { flagMember, textMember } from "./response-members.ts";
import { unrecognizableOutput } from "./trigger-errors.ts";
import { eventScopeOf } from "./trigger-subject.ts";

/** What comes next in a custom sign-in: tokens, an end, or a challenge. */
export type NextInCustomSignIn = "issueTokens" | "failAuthentication" | "CUSTOM_CHALLENGE" | "PASSWORD_VERIFIER";

/**
 * The define auth challenge trigger, which decides what comes next.
 *
 * unconfirmed: that failing goes before issuing tokens, and tokens before another challenge; and the text for a response
 * that says nothing, or names a challenge that cannot be.
 *
 * @throws InvalidLambdaResponseException `Unrecognizable lambda output`: it decides on nothing, on an unknown challenge,
 *   or on PASSWORD_VERIFIER other than straight after `SRP_A`; and as `callTrigger`
 * @throws as `callCustomAuthTrigger`
 * @see "Define Auth challenge Lambda trigger" in the Amazon Cognito Developer Guide
 */
export async function defineAuthChallenge(
  context: TriggerContext,
  subject: CustomSignInSubject,
): Promise<NextInCustomSignIn> {
  const response = await callCustomAuthTrigger(context, {
    ...eventScopeOf(subject),
    trigger: "DefineAuthChallenge",
    request: { ...customChallengeRequest(subject), session: eventSessionOf(subject) },
    response: { challengeName: null, issueTokens: null, failAuthentication: null },
  });
  const challengeName = textMember(response, "challengeName");
  const [issueTokens, failAuthentication] = [
    flagMember(response, "issueTokens"),
    flagMember(response, "failAuthentication"),
  ];
  if (failAuthentication) return "failAuthentication";
  if (issueTokens) return "issueTokens";
  const follows = subject.results.at(-1)?.challengeName;
  if (challengeName === "CUSTOM_CHALLENGE") return challengeName;
  if (challengeName === "PASSWORD_VERIFIER" && follows === "SRP_A") return challengeName;
  throw unrecognizableOutput();
}
