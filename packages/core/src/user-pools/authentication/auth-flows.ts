import { InvalidParameterException } from "@cogmock/protocol/errors";
import type { AuthFlowType, ExplicitAuthFlowsType, InitiateAuthRequest } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import type { UserPoolClient } from "../clients/user-pool-client.ts";
import { choiceFlow } from "../choice/choice-flow.ts";
import { allowsChoice } from "../choice/sign-in-after-sign-up.ts";
import type { UserPool } from "../pools/user-pool.ts";
import { missingParameter, requireAuthParameter } from "./auth-parameters.ts";
import type { SignInResponse } from "./challenge.ts";
import { customAuthFlow } from "./custom-auth-flow.ts";
import { passwordFlow } from "./password-flow.ts";
import { refreshFlow } from "./refresh-flow.ts";
import type { SignInCall } from "./sign-in-call.ts";
import { srpFlow } from "./srp-flow.ts";

/** The operations that begin a sign-in. */
export type SignInOperation = Extract<SignInCall["operation"], "InitiateAuth" | "AdminInitiateAuth">;

/** What a flow begins with: the client may use it, and the parameters that it requires are there. */
export interface AuthFlowInput {
  /** As the call names it. */
  readonly flow: AuthFlowType;
  readonly pool: UserPool;
  readonly client: UserPoolClient;
  readonly call: SignInCall;
}

/** A way to sign in. */
export interface AuthFlow {
  readonly name: AuthFlowType;
  /** The operations that it can be begun with. */
  readonly operations: readonly SignInOperation[];
  /** The `AuthParameters` that it cannot do without, in the order in which AWS asks for them. */
  readonly requires: readonly string[];
  readonly isEnabled: (client: UserPoolClient) => boolean;
  /** What AWS says to a client for which it is not enabled. */
  readonly notEnabled: string;
  /** Begins it. */
  readonly begin: (context: OperationContext, input: AuthFlowInput) => Promise<SignInResponse>;
}

/** What AWS enables on a client whose `ExplicitAuthFlows` was not set. @see AWS API Reference, CreateUserPoolClient */
const DEFAULT_FLOWS: readonly ExplicitAuthFlowsType[] = [
  "ALLOW_REFRESH_TOKEN_AUTH",
  "ALLOW_USER_SRP_AUTH",
  "ALLOW_CUSTOM_AUTH",
];

/** Whether the client has one of these settings. */
function setTo(...settings: readonly ExplicitAuthFlowsType[]): AuthFlow["isEnabled"] {
  return (client) => {
    const enabled = client.settings.ExplicitAuthFlows ?? DEFAULT_FLOWS;
    return settings.some((setting) => enabled.includes(setting));
  };
}

const EITHER: readonly SignInOperation[] = ["InitiateAuth", "AdminInitiateAuth"];

/** A flow in the table, where its name is the key. */
type NamelessAuthFlow = Omit<AuthFlow, "name">;

const ADMIN_PASSWORD: NamelessAuthFlow = {
  operations: ["AdminInitiateAuth"],
  requires: ["USERNAME", "PASSWORD"],
  isEnabled: setTo("ALLOW_ADMIN_USER_PASSWORD_AUTH", "ADMIN_NO_SRP_AUTH"),
  notEnabled: "Auth flow not enabled for this client",
  begin: passwordFlow,
};

const isRefreshAllowed = setTo(
  "ALLOW_REFRESH_TOKEN_AUTH",
  "ADMIN_NO_SRP_AUTH",
  "USER_PASSWORD_AUTH",
  "CUSTOM_AUTH_FLOW_ONLY",
);

const REFRESH: NamelessAuthFlow = {
  operations: EITHER,
  requires: ["REFRESH_TOKEN"],
  // Clients that rotate refresh tokens have to use GetTokensFromRefreshToken.
  isEnabled: (client) => client.settings.RefreshTokenRotation?.Feature !== "ENABLED" && isRefreshAllowed(client),
  // unconfirmed: the text follows the form of the others.
  notEnabled: "REFRESH_TOKEN_AUTH is not enabled for the client.",
  begin: refreshFlow,
};

/** Every flow of the API. */
const AUTH_FLOWS: Readonly<Record<AuthFlowType, NamelessAuthFlow>> = {
  USER_PASSWORD_AUTH: {
    operations: ["InitiateAuth"],
    requires: ["USERNAME", "PASSWORD"],
    isEnabled: setTo("ALLOW_USER_PASSWORD_AUTH", "USER_PASSWORD_AUTH"),
    notEnabled: "USER_PASSWORD_AUTH flow not enabled for this client",
    begin: passwordFlow,
  },
  ADMIN_USER_PASSWORD_AUTH: ADMIN_PASSWORD,
  ADMIN_NO_SRP_AUTH: ADMIN_PASSWORD,
  REFRESH_TOKEN_AUTH: REFRESH,
  REFRESH_TOKEN: REFRESH,
  USER_SRP_AUTH: {
    operations: EITHER,
    requires: ["USERNAME", "SRP_A"],
    isEnabled: setTo("ALLOW_USER_SRP_AUTH", "ADMIN_NO_SRP_AUTH", "USER_PASSWORD_AUTH"),
    notEnabled: "USER_SRP_AUTH is not enabled for the client.",
    begin: srpFlow,
  },
  CUSTOM_AUTH: {
    operations: EITHER,
    requires: ["USERNAME"],
    isEnabled: setTo("ALLOW_CUSTOM_AUTH", "CUSTOM_AUTH_FLOW_ONLY"),
    notEnabled: "CUSTOM_AUTH is not enabled for the client.",
    begin: customAuthFlow,
  },
  USER_AUTH: {
    operations: EITHER,
    requires: ["USERNAME"],
    isEnabled: allowsChoice,
    // unconfirmed: the text follows the form of the others.
    notEnabled: "USER_AUTH is not enabled for the client.",
    begin: choiceFlow,
  },
};

/** What the operations that begin a sign-in have in common. */
type SignInRequest = Pick<InitiateAuthRequest, "AuthFlow" | "AuthParameters" | "ClientMetadata" | "Session">;

/**
 * The flow that a call asks for, and the call, which has the parameters that the flow begins with.
 *
 * @throws InvalidParameterException `Initiate Auth method not supported.`: the flow belongs to the other operation;
 *   `Missing required parameter <name>`
 */
export function requireAuthFlow(
  operation: SignInOperation,
  { AuthFlow: name, AuthParameters: parameters, ClientMetadata: clientMetadata, Session: session }: SignInRequest,
): { readonly flow: AuthFlow; readonly call: Omit<SignInCall, "origin"> } {
  const flow: AuthFlow = { name, ...AUTH_FLOWS[name] };
  if (!flow.operations.includes(operation)) throw new InvalidParameterException("Initiate Auth method not supported.");
  // unconfirmed: the text for a call without any AuthParameters.
  if (!parameters) throw missingParameter("auth parameters");
  for (const required of flow.requires) requireAuthParameter(parameters, required);
  return { flow, call: { operation, parameters, clientMetadata, session } };
}
