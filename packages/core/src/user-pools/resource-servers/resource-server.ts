import { ResourceNotFoundException } from "@cogmock/protocol/errors";
import type { ResourceServerScopeType, ResourceServerType } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import type { EpochMilliseconds } from "../../ports/clock.ts";
import type { Stored } from "../../store/store.ts";
import type { UserPool } from "../pools/user-pool.ts";
import { resourceServers } from "./resource-servers.collection.ts";

/** An API that access tokens of a pool can be for, with the scopes that it knows. */
export interface ResourceServer {
  readonly userPoolId: string;
  /** Unique in the pool; often the API's URL. */
  readonly identifier: string;
  readonly name: string;
  /** In order of name. */
  readonly scopes: readonly ResourceServerScopeType[];
  readonly createdAt: EpochMilliseconds;
}

/**
 * Scopes as AWS answers them, in order of name. unconfirmed: what becomes of two with the same name; here the later one
 * counts.
 */
export function scopesInOrder(scopes: readonly ResourceServerScopeType[] = []): readonly ResourceServerScopeType[] {
  const byName = new Map(scopes.map((scope) => [scope.ScopeName, scope]));
  return [...byName.values()].toSorted((a, b) => (a.ScopeName < b.ScopeName ? -1 : 1));
}

/** A resource server as the operations answer it. unconfirmed: that one without scopes has no `Scopes`, rather than `[]`. */
export function toResourceServerType(server: ResourceServer): ResourceServerType {
  return {
    UserPoolId: server.userPoolId,
    Identifier: server.identifier,
    Name: server.name,
    Scopes: server.scopes.length > 0 ? server.scopes : undefined,
  };
}

/** @throws ResourceNotFoundException `Resource server <identifier> does not exist.` */
export async function requireResourceServer(
  { store }: Pick<OperationContext, "store">,
  pool: UserPool,
  identifier: string,
): Promise<Stored<ResourceServer>> {
  const server = await store.get(resourceServers, [pool.id, identifier]);
  if (!server) throw new ResourceNotFoundException(`Resource server ${identifier} does not exist.`);
  return server;
}
