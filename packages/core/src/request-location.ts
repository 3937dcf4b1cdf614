import type { Operation } from "@cogmock/protocol";
import type { Store } from "./store/store.ts";
import { userPoolClients } from "./user-pools/clients/user-pool-clients.collection.ts";
import { userPools } from "./user-pools/pools/user-pools.collection.ts";
import { userPoolIdOfToken } from "./user-pools/tokens/access-token.ts";

/** Where a request takes place. */
export interface RequestLocation {
  readonly region: string;
  readonly accountId: string;
  /** The user pool that the request speaks of, where that can be told. */
  readonly userPoolId: string | undefined;
}

/** Who signed a request, and for which region. */
export interface CredentialScope {
  readonly accessKeyId: string;
  readonly region: string;
}

const ACCOUNT_ID = /^\d{12}$/;

function textMember(input: object, name: string): string | undefined {
  const value: unknown = Object.hasOwn(input, name) ? Reflect.get(input, name) : undefined;
  return typeof value === "string" ? value : undefined;
}

async function userPoolIdOf(store: Store, input: object): Promise<string | undefined> {
  const userPoolId = textMember(input, "UserPoolId");
  if (userPoolId !== undefined) return userPoolId;
  const clientId = textMember(input, "ClientId");
  if (clientId !== undefined) return (await store.get(userPoolClients, [clientId]))?.userPoolId;
  const accessToken = textMember(input, "AccessToken");
  return accessToken === undefined ? undefined : userPoolIdOfToken(accessToken);
}

/**
 * Where a request takes place: for a signed operation where its credential scope says, with an access key id of twelve
 * digits standing for an account; for an unsigned one where the pool, client or token in it lives; else at the defaults.
 */
export async function locateRequest(
  store: Store,
  operation: Operation,
  input: object,
  scope: CredentialScope | undefined,
  defaults: { readonly region: string; readonly accountId: string },
): Promise<RequestLocation> {
  const userPoolId = await userPoolIdOf(store, input);
  if (operation.signed && scope) {
    const accountId = ACCOUNT_ID.test(scope.accessKeyId) ? scope.accessKeyId : defaults.accountId;
    return { region: scope.region, accountId, userPoolId };
  }
  const pool = userPoolId === undefined ? undefined : await store.get(userPools, [userPoolId]);
  return {
    region: pool?.region ?? defaults.region,
    accountId: pool?.accountId ?? defaults.accountId,
    userPoolId,
  };
}
