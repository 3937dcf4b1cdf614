import type { UserPoolOperations } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../operation-context.ts";

/** Decides one operation: validated input in, the members of the response out. */
export type UserPoolHandler<Name extends keyof UserPoolOperations> = (
  context: OperationContext,
  input: UserPoolOperations[Name]["input"],
) => Promise<UserPoolOperations[Name]["output"]>;

/** Handlers by operation. An operation without one answers NotImplementedException. */
export type UserPoolHandlers = { readonly [Name in keyof UserPoolOperations]?: UserPoolHandler<Name> };
