import type { UserPoolHandlers } from "../handlers.ts";
import { createUserPoolClient } from "./create-user-pool-client.ts";

/** Operations on app clients and their secrets. */
export const clientHandlers = { CreateUserPoolClient: createUserPoolClient } satisfies UserPoolHandlers;
