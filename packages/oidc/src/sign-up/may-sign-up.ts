import type { UserPool } from "@cogmock/core";

/** Whether people may make users of themselves. */
export function maySignUp({ settings }: UserPool): boolean {
  return settings.AdminCreateUserConfig.AllowAdminCreateUserOnly !== true;
}
