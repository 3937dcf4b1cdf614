import { InvalidParameterException } from "@cogmock/protocol/errors";
import type { OperationContext } from "../../operation-context.ts";
import type { AuthFlow, AuthFlowInput } from "./auth-flows.ts";
import type { SignInResponse } from "./challenge.ts";

/**
 * Begins a flow that the client may use.
 *
 * @throws InvalidParameterException the client's `ExplicitAuthFlows` does not enable the flow
 * @throws as the flow
 */
export async function beginSignIn(
  context: OperationContext,
  flow: AuthFlow,
  input: Omit<AuthFlowInput, "flow">,
): Promise<SignInResponse> {
  if (!flow.isEnabled(input.client)) throw new InvalidParameterException(flow.notEnabled);
  return flow.begin(context, { ...input, flow: flow.name });
}
