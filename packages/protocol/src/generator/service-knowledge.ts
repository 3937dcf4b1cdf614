import type { Model, ModelShape, Reference } from "./model.ts";

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

/** Members that the model gives another shape than AWS's documentation and SDKs do, by structure and member. */
const MEMBER_SHAPES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  GetClientTokenRequest: { Scopes: "ScopeListType" },
};

/** Members that the model calls optional and the services demand (pulumi/pulumi-aws-native#2093 for a sister of these). */
const REQUIRED: Readonly<Record<string, readonly string[]>> = {
  UpdateManagedLoginBrandingRequest: ["UserPoolId", "ManagedLoginBrandingId"],
};

/**
 * Shapes whose pattern is not checked with the other constraints. That of domains fits prefixes alone, and custom
 * domains have dots: AWS checks it later, with a message of its own (mineiros-io/terraform-aws-cognito-user-pool#69).
 */
const WITHOUT_PATTERN: readonly string[] = ["DomainType"];

function correctedShape(id: string, shape: ModelShape): ModelShape {
  const namespace = id.slice(0, id.indexOf("#") + 1);
  const name = id.slice(namespace.length);
  if (WITHOUT_PATTERN.includes(name)) {
    const { "smithy.api#pattern": _, ...traits } = shape.traits ?? {};
    return { ...shape, traits };
  }
  const otherwise = MEMBER_SHAPES[name];
  const required = REQUIRED[name];
  if (!otherwise && !required) return shape;
  const members = Object.entries(shape.members ?? {}).map(([member, { target, traits }]): [string, Reference] => [
    member,
    {
      target: otherwise?.[member] === undefined ? target : `${namespace}${otherwise[member]}`,
      traits: required?.includes(member) ? { ...traits, "smithy.api#required": {} } : traits,
    },
  ]);
  return { ...shape, members: Object.fromEntries(members) };
}

/** A model with what is known to be otherwise put right. */
export function corrected(model: Model): Model {
  const shapes = Object.entries(model.shapes).map(([id, shape]) => [id, correctedShape(id, shape)]);
  return { ...model, shapes: Object.fromEntries(shapes) };
}
