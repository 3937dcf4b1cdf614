import type { SignUpRequest } from "@cogmock/protocol/user-pools";
import { callTrigger, type TriggerCall, type TriggerContext } from "./call-trigger.ts";
import { flagMember } from "./response-members.ts";

/** Somebody who is about to become a user. */
export interface PreSignUpSubject extends Pick<TriggerCall, "pool" | "clientId" | "userName"> {
  /** What was submitted; the user does not exist yet, and has neither `sub` nor status. */
  readonly attributes: Readonly<Record<string, string>>;
  /** `ValidationData`, by name. */
  readonly validationData: Readonly<Record<string, string>> | undefined;
  readonly clientMetadata: Readonly<Record<string, string>> | undefined;
}

/** `ValidationData` of a request, by name; of a name that comes twice the last value counts. */
export function validationDataOf({
  ValidationData,
}: Pick<SignUpRequest, "ValidationData">): PreSignUpSubject["validationData"] {
  return ValidationData && Object.fromEntries(ValidationData.map(({ Name, Value = "" }) => [Name, Value]));
}

/** What the trigger wants to spare a new user. */
export interface PreSignUpDecision {
  readonly autoConfirmUser: boolean;
  readonly autoVerifyEmail: boolean;
  readonly autoVerifyPhone: boolean;
}

const NOTHING_SPARED: PreSignUpDecision = { autoConfirmUser: false, autoVerifyEmail: false, autoVerifyPhone: false };

/**
 * The pre sign-up trigger, which lets a user be created by returning, and denies it by throwing.
 *
 * @param source `PreSignUp_AdminCreateUser` for those whom an administrator creates: its decision counts for nothing then;
 *   `PreSignUp_ExternalProvider` for those who come from an identity provider, and are confirmed by that
 * @throws as `callTrigger`
 * @see "Pre sign-up Lambda trigger" in the Amazon Cognito Developer Guide
 */
export async function preSignUp(
  context: TriggerContext,
  source: "PreSignUp_SignUp" | "PreSignUp_AdminCreateUser" | "PreSignUp_ExternalProvider",
  { attributes, validationData, clientMetadata, ...scope }: PreSignUpSubject,
): Promise<PreSignUpDecision> {
  const response = await callTrigger(context, {
    ...scope,
    trigger: "PreSignUp",
    triggerSource: source,
    version: "1",
    // unconfirmed: that validationData is left out, rather than null, where there was none.
    request: { userAttributes: attributes, validationData, clientMetadata },
    response: { ...NOTHING_SPARED },
  });
  if (!response) return NOTHING_SPARED;
  return {
    autoConfirmUser: flagMember(response, "autoConfirmUser") ?? false,
    autoVerifyEmail: flagMember(response, "autoVerifyEmail") ?? false,
    autoVerifyPhone: flagMember(response, "autoVerifyPhone") ?? false,
  };
}
