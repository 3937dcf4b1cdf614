import type { UserPoolHandlers } from "../handlers.ts";
import { adminDeleteUserAttributes } from "./admin-delete-user-attributes.ts";
import { adminUpdateUserAttributes } from "./admin-update-user-attributes.ts";
import { deleteUserAttributes } from "./delete-user-attributes.ts";
import { getUserAttributeVerificationCode } from "./get-user-attribute-verification-code.ts";
import { updateUserAttributes } from "./update-user-attributes.ts";
import { verifyUserAttribute } from "./verify-user-attribute.ts";

/** Operations on the attributes of users and their verification. */
export const attributeHandlers: UserPoolHandlers = {
  AdminDeleteUserAttributes: adminDeleteUserAttributes,
  AdminUpdateUserAttributes: adminUpdateUserAttributes,
  DeleteUserAttributes: deleteUserAttributes,
  GetUserAttributeVerificationCode: getUserAttributeVerificationCode,
  UpdateUserAttributes: updateUserAttributes,
  VerifyUserAttribute: verifyUserAttribute,
};
