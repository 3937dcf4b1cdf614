// What the services do and their models do not say. Everything of this kind that concerns shapes is here.

/**
 * The order in which AWS prints an enum's values, by shape, where it was recorded; the others are printed in the
 * model's order (unconfirmed). Values that came later than the recording follow at the end (unconfirmed).
 */
const ENUM_ORDERS: Readonly<Record<string, readonly string[]>> = {
  AccountTakeoverEventActionType: ["MFA_IF_CONFIGURED", "BLOCK", "NO_ACTION", "MFA_REQUIRED"],
  CompromisedCredentialsEventActionType: ["BLOCK", "NO_ACTION"],
  EventFilterType: ["SIGN_IN", "PASSWORD_CHANGE", "SIGN_UP"],
  ExplicitAuthFlowsType: [
    "ALLOW_CUSTOM_AUTH",
    "ADMIN_NO_SRP_AUTH",
    "ALLOW_REFRESH_TOKEN_AUTH",
    "ALLOW_USER_PASSWORD_AUTH",
    "ALLOW_USER_SRP_AUTH",
    "CUSTOM_AUTH_FLOW_ONLY",
    "USER_PASSWORD_AUTH",
    "ALLOW_ADMIN_USER_PASSWORD_AUTH",
  ],
  MappingRuleMatchType: ["StartsWith", "Equals", "Contains", "NotEqual"],
  OAuthFlowType: ["implicit", "client_credentials", "code"],
  VerifiedAttributeType: ["phone_number", "email"],
};

/** Shapes that the model marks sensitive and AWS's messages show nevertheless (boto/boto3#3581). */
export const SHOWN_THOUGH_SENSITIVE: readonly string[] = ["ClientIdType"];

/** What messages call a member, by structure and member, where it is not the member's lowerCamelCase name. */
export const MESSAGE_NAMES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  AdminCreateUserConfigType: { InviteMessageTemplate: "inviteMessage" },
};

/** An enum's values in the order in which AWS prints them. */
export function inPrintedOrder(shapeName: string, values: readonly string[]): string[] {
  const known = (ENUM_ORDERS[shapeName] ?? []).filter((value) => values.includes(value));
  return [...known, ...values.filter((value) => !known.includes(value))];
}
