import type { OperationContext } from "../../operation-context.ts";
import type { UserPool } from "../pools/user-pool.ts";
import type { User } from "../users/user.ts";
import type { Challenge } from "./challenge.ts";
import type { SignIn } from "./sign-in.ts";

/** Stands before the names of attributes in the parameters of NEW_PASSWORD_REQUIRED and in the answer to it. */
export const ATTRIBUTE_PREFIX = "userAttributes.";

/** The attributes that the pool requires and the user lacks, in the order of the pool's schema. */
export function missingAttributes(pool: UserPool, user: User): string[] {
  return pool.schema
    .filter(({ Name, Required }) => Required && Name !== "sub" && !user.attributes[Name ?? ""])
    .map(({ Name }) => Name ?? "");
}

/** The challenge to users whose password is temporary: to choose one of their own, and to complete their attributes. */
export function newPasswordRequired(_: OperationContext, { pool, user }: SignIn): Challenge | undefined {
  if (user.status !== "FORCE_CHANGE_PASSWORD") return undefined;
  return {
    name: "NEW_PASSWORD_REQUIRED",
    parameters: {
      USER_ID_FOR_SRP: user.username,
      requiredAttributes: JSON.stringify(missingAttributes(pool, user).map((name) => ATTRIBUTE_PREFIX + name)),
      userAttributes: JSON.stringify(user.attributes),
    },
  };
}
