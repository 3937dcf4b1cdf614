import type { OperationContext } from "../../operation-context.ts";
import type { AnyWrite } from "../../store/store.ts";
import type { Destination } from "../messages/code-delivery.ts";
import type { User } from "../users/user.ts";
import { CODE_VALIDITY_MILLISECONDS, type CodePurpose, verificationCodes } from "./verification-code.ts";

/** The length of AWS's confirmation, recovery and verification codes. */
const CODE_DIGITS = 6;

/** A code that is about to be sent. */
export interface IssuedCode {
  readonly code: string;
  /** Makes the code count; to be committed with the message that carries it. An earlier code is no good from then on. */
  readonly write: AnyWrite;
}

function validityOf(purpose: CodePurpose): number {
  return CODE_VALIDITY_MILLISECONDS[purpose === "SignUp" || purpose === "ForgotPassword" ? purpose : "Attribute"];
}

/**
 * A new code for a user.
 *
 * @param destination where it will be sent; answering it proves that the user owns that address or number
 */
export function issueCode(
  { clock, codes }: Pick<OperationContext, "clock" | "codes">,
  user: Pick<User, "userPoolId" | "sub">,
  purpose: CodePurpose,
  destination: Destination,
): IssuedCode {
  const code = codes.next(CODE_DIGITS);
  const document = {
    userPoolId: user.userPoolId,
    sub: user.sub,
    purpose,
    code,
    attribute: destination.attribute,
    destination: destination.to,
    expiresAt: clock.now() + validityOf(purpose),
  };
  return { code, write: verificationCodes.put(document, { expect: "any" }) };
}
