import type { OperationContext } from "../../operation-context.ts";
import { assertSecretHash } from "../clients/secret-hash.ts";
import { migrateUser } from "../users/migrate-user.ts";
import type { AuthFlowInput } from "./auth-flows.ts";
import { authParameter, requireAuthParameter } from "./auth-parameters.ts";
import type { SignInResponse } from "./challenge.ts";
import { beforeAuthentication } from "./before-authentication.ts";
import { assertMaySignIn, assertPassword, findSignInUser, refusalOfStranger } from "./first-factor.ts";
import { continueSignIn, withProof } from "./sign-in.ts";

/** USER_PASSWORD_AUTH and ADMIN_USER_PASSWORD_AUTH: a username and its password in one call. */
export async function passwordFlow(
  context: OperationContext,
  { flow, pool, client, call }: AuthFlowInput,
): Promise<SignInResponse> {
  const { parameters } = call;
  const username = requireAuthParameter(parameters, "USERNAME");
  const password = requireAuthParameter(parameters, "PASSWORD");
  assertSecretHash(client, username, authParameter(parameters, "SECRET_HASH"));
  const found = await findSignInUser(context, { pool, client }, username, () =>
    migrateUser(context, {
      source: "UserMigration_Authentication",
      pool,
      client,
      username,
      password,
      validationData: call.clientMetadata,
    }),
  );
  if (found) assertMaySignIn(found);
  const user = await beforeAuthentication(context, { pool, client, call, user: found, username });
  if (!user) throw await refusalOfStranger(context, { pool, client }, username, password);
  const deviceKey = authParameter(parameters, "DEVICE_KEY");
  const progress = { flow, isHosted: call.isHosted, proofs: [], deviceKey } as const;
  const signIn = { pool, client, user, userAsRead: user, call, progress, writes: [] };
  await assertPassword(context, signIn, password);
  return continueSignIn(context, withProof(signIn, "Password"));
}
