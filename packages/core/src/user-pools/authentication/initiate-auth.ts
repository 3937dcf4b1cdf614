import { InvalidParameterException, NotImplementedException } from "@cogmock/protocol/errors";
import type { AuthFlowType, InitiateAuthRequest, InitiateAuthResponse } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import { requireUserPoolClient } from "../clients/user-pool-client.ts";
import { requireUserPool } from "../pools/user-pool.ts";
import { assertFlowEnabled } from "./auth-flows.ts";
import { type AuthFlow, passwordFlow } from "./password-flow.ts";

/** The flows that InitiateAuth knows; `ADMIN_*` flows belong to AdminInitiateAuth. */
const FLOWS: Readonly<Partial<Record<AuthFlowType, AuthFlow>>> = { USER_PASSWORD_AUTH: passwordFlow };

const ADMIN_FLOWS: ReadonlySet<AuthFlowType> = new Set(["ADMIN_USER_PASSWORD_AUTH", "ADMIN_NO_SRP_AUTH"]);

/**
 * Begins a sign-in from an application.
 *
 * @see AWS API Reference, InitiateAuth
 */
export async function initiateAuth(
  context: OperationContext,
  input: InitiateAuthRequest,
): Promise<InitiateAuthResponse> {
  const client = await requireUserPoolClient(context, input.ClientId);
  const pool = await requireUserPool(context, client.userPoolId);
  if (ADMIN_FLOWS.has(input.AuthFlow)) throw new InvalidParameterException("Initiate Auth method not supported.");
  assertFlowEnabled(client, input.AuthFlow);
  const flow = FLOWS[input.AuthFlow];
  if (!flow) throw new NotImplementedException(`InitiateAuth with ${input.AuthFlow} is not implemented yet.`);
  return flow(context, { pool, client, parameters: input.AuthParameters ?? {} });
}
