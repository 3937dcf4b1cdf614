import type { UserPoolHandlers } from "../handlers.ts";
import { adminConfirmSignUp } from "./admin-confirm-sign-up.ts";
import { confirmSignUp } from "./confirm-sign-up.ts";
import { resendConfirmationCode } from "./resend-confirmation-code.ts";
import { signUp } from "./sign-up.ts";

/** Operations by which people become users. */
export const signUpHandlers: UserPoolHandlers = {
  SignUp: signUp,
  ConfirmSignUp: confirmSignUp,
  AdminConfirmSignUp: adminConfirmSignUp,
  ResendConfirmationCode: resendConfirmationCode,
};
