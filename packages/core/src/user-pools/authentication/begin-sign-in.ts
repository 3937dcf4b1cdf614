import { InvalidParameterException } from "@cogmock/protocol/errors";
import type { OperationContext } from "../../operation-context.ts";
import type { AuthFlow, AuthFlowInput } from "./auth-flows.ts";
import { assertAddressAllowed } from "../threat-protection/blocked-address.ts";
import { authParameter } from "./auth-parameters.ts";
import type { SignInResponse } from "./challenge.ts";

/**
 * Begins a flow that the client may use.
 *
 * @throws InvalidParameterException the client's `ExplicitAuthFlows` does not enable the flow
 * @throws as `assertAddressAllowed` and the flow
 */
export async function beginSignIn(
  context: OperationContext,
  flow: AuthFlow,
  input: Omit<AuthFlowInput, "flow">,
): Promise<SignInResponse> {
  if (!flow.isEnabled(input.client)) throw new InvalidParameterException(flow.notEnabled);
  const { pool, client, call } = input;
  const username = authParameter(call.parameters, "USERNAME");
  // Refreshed tokens are those of somebody who has signed in already.
  if (username !== undefined) {
    await assertAddressAllowed(context, "SignIn", { pool, client, origin: call.origin, username });
  }
  return flow.begin(context, { ...input, flow: flow.name });
}
