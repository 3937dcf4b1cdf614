import { InvalidParameterException } from "@cogmock/protocol/errors";
import type { AuthFlowType, ExplicitAuthFlowsType } from "@cogmock/protocol/user-pools";
import type { UserPoolClient } from "../clients/user-pool-client.ts";

/** What AWS enables on a client whose `ExplicitAuthFlows` was not set. @see AWS API Reference, CreateUserPoolClient */
const DEFAULT_FLOWS: readonly ExplicitAuthFlowsType[] = [
  "ALLOW_REFRESH_TOKEN_AUTH",
  "ALLOW_USER_SRP_AUTH",
  "ALLOW_CUSTOM_AUTH",
];

/** The settings any of which enables a flow, and what AWS says where none is there. */
const ENABLED_BY: Readonly<
  Record<AuthFlowType, { readonly settings: readonly ExplicitAuthFlowsType[]; readonly otherwise: string }>
> = {
  USER_PASSWORD_AUTH: {
    settings: ["ALLOW_USER_PASSWORD_AUTH", "USER_PASSWORD_AUTH"],
    otherwise: "USER_PASSWORD_AUTH flow not enabled for this client",
  },
  ADMIN_USER_PASSWORD_AUTH: {
    settings: ["ALLOW_ADMIN_USER_PASSWORD_AUTH", "ADMIN_NO_SRP_AUTH"],
    otherwise: "Auth flow not enabled for this client",
  },
  ADMIN_NO_SRP_AUTH: {
    settings: ["ALLOW_ADMIN_USER_PASSWORD_AUTH", "ADMIN_NO_SRP_AUTH"],
    otherwise: "Auth flow not enabled for this client",
  },
  USER_SRP_AUTH: {
    settings: ["ALLOW_USER_SRP_AUTH", "ADMIN_NO_SRP_AUTH", "USER_PASSWORD_AUTH"],
    otherwise: "USER_SRP_AUTH is not enabled for the client.",
  },
  CUSTOM_AUTH: {
    settings: ["ALLOW_CUSTOM_AUTH", "CUSTOM_AUTH_FLOW_ONLY"],
    otherwise: "CUSTOM_AUTH is not enabled for the client.",
  },
  // unconfirmed: the texts of the last three follow the form of the others.
  USER_AUTH: { settings: ["ALLOW_USER_AUTH"], otherwise: "USER_AUTH is not enabled for the client." },
  REFRESH_TOKEN_AUTH: {
    settings: ["ALLOW_REFRESH_TOKEN_AUTH", "ADMIN_NO_SRP_AUTH", "USER_PASSWORD_AUTH", "CUSTOM_AUTH_FLOW_ONLY"],
    otherwise: "REFRESH_TOKEN_AUTH is not enabled for the client.",
  },
  REFRESH_TOKEN: {
    settings: ["ALLOW_REFRESH_TOKEN_AUTH", "ADMIN_NO_SRP_AUTH", "USER_PASSWORD_AUTH", "CUSTOM_AUTH_FLOW_ONLY"],
    otherwise: "REFRESH_TOKEN_AUTH is not enabled for the client.",
  },
};

/** @throws InvalidParameterException the client's `ExplicitAuthFlows` does not allow the flow */
export function assertFlowEnabled(client: UserPoolClient, flow: AuthFlowType): void {
  const enabled = client.settings.ExplicitAuthFlows ?? DEFAULT_FLOWS;
  const { settings, otherwise } = ENABLED_BY[flow];
  if (!settings.some((setting) => enabled.includes(setting))) throw new InvalidParameterException(otherwise);
}
