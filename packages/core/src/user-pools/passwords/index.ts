import type { UserPoolHandlers } from "../handlers.ts";
import { adminResetUserPassword } from "./admin-reset-user-password.ts";
import { adminSetUserPassword } from "./admin-set-user-password.ts";
import { changePassword } from "./change-password.ts";
import { confirmForgotPassword } from "./confirm-forgot-password.ts";
import { forgotPassword } from "./forgot-password.ts";

/** Operations that set, change and recover passwords. */
export const passwordHandlers: UserPoolHandlers = {
  ForgotPassword: forgotPassword,
  ConfirmForgotPassword: confirmForgotPassword,
  ChangePassword: changePassword,
  AdminSetUserPassword: adminSetUserPassword,
  AdminResetUserPassword: adminResetUserPassword,
};
