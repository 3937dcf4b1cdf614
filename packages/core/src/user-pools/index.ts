import { authenticationHandlers } from "./authentication/index.ts";
import { clientHandlers } from "./clients/index.ts";
import type { UserPoolHandlers } from "./handlers.ts";
import { poolHandlers } from "./pools/index.ts";
import { userHandlers } from "./users/index.ts";

/** Every user-pool operation that has a handler. */
export const userPoolHandlers: UserPoolHandlers = {
  ...poolHandlers,
  ...clientHandlers,
  ...userHandlers,
  ...authenticationHandlers,
};
