import type { InitiateAuthResponse } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import { assertSecretHash } from "../clients/secret-hash.ts";
import type { UserPoolClient } from "../clients/user-pool-client.ts";
import type { UserPool } from "../pools/user-pool.ts";
import { type AuthParameters, authParameter, requireAuthParameter } from "./auth-parameters.ts";
import { assertMaySignIn, assertPassword, completeSignIn, requireSignInUser } from "./sign-in.ts";

/** What a flow begins with, the client and its right to the flow being settled. */
export interface AuthFlowInput {
  readonly pool: UserPool;
  readonly client: UserPoolClient;
  readonly parameters: AuthParameters;
}

/** A way to sign in. */
export type AuthFlow = (context: OperationContext, input: AuthFlowInput) => Promise<InitiateAuthResponse>;

/** USER_PASSWORD_AUTH and ADMIN_USER_PASSWORD_AUTH: a username and its password in one call. */
export const passwordFlow: AuthFlow = async (context, { pool, client, parameters }) => {
  const username = requireAuthParameter(parameters, "USERNAME");
  const password = requireAuthParameter(parameters, "PASSWORD");
  assertSecretHash(client, username, authParameter(parameters, "SECRET_HASH"));
  const user = await requireSignInUser(context, pool, client, username);
  assertMaySignIn(user);
  await assertPassword(context, { pool, user }, password);
  return completeSignIn(context, { pool, client, user });
};
