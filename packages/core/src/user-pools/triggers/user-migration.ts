import { UserLambdaValidationException, UserNotFoundException } from "@cogmock/protocol/errors";
import type { DeliveryMediumType } from "@cogmock/protocol/user-pools";
import { callTrigger, type TriggerCall, type TriggerContext } from "./call-trigger.ts";
import { flagMember, textListMember, textMapMember, textMember } from "./response-members.ts";
import type { TriggerResponse } from "./returned-event.ts";
import { unrecognizableOutput } from "./trigger-errors.ts";

/** A name that nobody has, and what the call says of whoever may have it elsewhere. */
export interface MigrationRequest extends Pick<TriggerCall, "pool" | "clientId"> {
  readonly source: "UserMigration_Authentication" | "UserMigration_ForgotPassword";
  /** The name as typed. */
  readonly userName: string;
  /** The password as typed; absent for those who have forgotten it. */
  readonly password?: string | undefined;
  /** The `ClientMetadata` of the call that began a sign-in. */
  readonly validationData?: Readonly<Record<string, string>> | undefined;
  /** The `ClientMetadata` of ForgotPassword. */
  readonly clientMetadata?: Readonly<Record<string, string>> | undefined;
}

/** What a function knows of a user of another directory. */
export interface MigratedUser {
  /** Among them `username`, where the name as typed is an alias. */
  readonly userAttributes: Readonly<Record<string, string>>;
  readonly finalUserStatus: "CONFIRMED" | "RESET_REQUIRED";
  readonly suppressesMessage: boolean;
  readonly desiredDeliveryMediums: readonly DeliveryMediumType[];
  readonly forceAliasCreation: boolean;
  readonly enableSmsMfa: boolean;
}

/** `EMAIL` and `SMS`; the list may also come as one text. */
function mediumsIn(response: TriggerResponse): readonly DeliveryMediumType[] {
  const value = response["desiredDeliveryMediums"];
  const mediums = typeof value === "string" ? [value] : (textListMember(response, "desiredDeliveryMediums") ?? []);
  return mediums.map((medium) => {
    if (medium === "EMAIL" || medium === "SMS") return medium;
    throw unrecognizableOutput();
  });
}

/**
 * The user migration trigger, which may know a user that the pool does not.
 *
 * @returns the user; `undefined` where the function leaves the response as it was, or is not called: there is none
 * @throws UserNotFoundException `UserMigration failed with error <what it threw>.` unconfirmed: that clients which hide
 *   whether users exist are told, too
 * @throws as `callTrigger`
 * @see "Migrate user Lambda trigger" in the Amazon Cognito Developer Guide
 */
export async function userMigration(
  context: TriggerContext,
  { source, password, validationData, clientMetadata, ...scope }: MigrationRequest,
): Promise<MigratedUser | undefined> {
  let response: TriggerResponse | undefined;
  try {
    response = await callTrigger(context, {
      ...scope,
      trigger: "UserMigration",
      triggerSource: source,
      version: "1",
      request: { password, validationData, clientMetadata },
      response: {
        userAttributes: null,
        forceAliasCreation: null,
        enableSMSMFA: null,
        finalUserStatus: null,
        messageAction: null,
        desiredDeliveryMediums: null,
      },
    });
  } catch (error) {
    if (!(error instanceof UserLambdaValidationException)) throw error;
    throw new UserNotFoundException(error.message, { cause: error });
  }
  const userAttributes = response && textMapMember(response, "userAttributes");
  if (!response || !userAttributes) return undefined;
  return {
    userAttributes,
    finalUserStatus: textMember(response, "finalUserStatus") === "CONFIRMED" ? "CONFIRMED" : "RESET_REQUIRED",
    suppressesMessage: textMember(response, "messageAction") === "SUPPRESS",
    desiredDeliveryMediums: mediumsIn(response),
    forceAliasCreation: flagMember(response, "forceAliasCreation") ?? false,
    enableSmsMfa: flagMember(response, "enableSMSMFA") ?? false,
  };
}
