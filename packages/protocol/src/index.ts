export { identityPoolOperations } from "./generated/identity-pools/operations.ts";
export type { IdentityPoolOperations } from "./generated/identity-pools/types.ts";
export { userPoolOperations } from "./generated/user-pools/operations.ts";
export type { UserPoolOperations } from "./generated/user-pools/types.ts";
export { findOperation } from "./operations/find-operation.ts";
export type { Operation, ServiceName } from "./operations/operation.ts";
