import { identityPoolOperations } from "../generated/identity-pools/operations.ts";
import { userPoolOperations } from "../generated/user-pools/operations.ts";
import type { Operation, ServiceName } from "./operation.ts";

const TABLES: Readonly<Record<ServiceName, Readonly<Record<string, Operation>>>> = {
  "user-pools": userPoolOperations,
  "identity-pools": identityPoolOperations,
};

/** The operation of a service with this name, or undefined when AWS has none. */
export function findOperation(service: ServiceName, name: string): Operation | undefined {
  const table = TABLES[service];
  return Object.hasOwn(table, name) ? table[name] : undefined;
}
