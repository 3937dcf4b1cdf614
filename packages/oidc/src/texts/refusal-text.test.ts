import { expect, test } from "vitest";
import { texts as de } from "./de.ts";
import { texts as en } from "./en.ts";
import { refusalText } from "./refusal-text.ts";

test.each([
  "Incorrect username or password.",
  "User does not exist.",
  "Username/client id combination not found.",
  "User is disabled.",
  "Password attempts exceeded",
  "Temporary password has expired and must be reset by an administrator.",
  "Invalid verification code provided, please try again.",
  "Invalid code or auth state for the user.",
  "Code mismatch",
  "Invalid code received for user",
  "Invalid code provided, please request a code again.",
  "Your software token has already been used once.",
  "Invalid session for the user.",
  "Invalid session for the user, session is expired.",
  "Invalid session for the user, session can only be used once.",
  "Invalid session provided for the user.",
  "User already exists",
  "User account already exists",
  "Already found an entry for the provided username.",
  "An account with the email already exists.",
  "An account with the given email already exists.",
  "An account with the phone_number already exists.",
  "Attempt limit exceeded, please try after some time.",
  "Password did not conform with policy: Password not long enough",
  "Password does not conform to policy: Password must have uppercase characters",
  "Password did not conform with policy: Password must have lowercase characters",
  "Password did not conform with policy: Password must have numeric characters",
  "Password did not conform with policy: Password must have symbol characters",
  "Password has previously been used.",
  "Invalid email address format.",
  "Invalid phone number format.",
  "Username should be an email.",
  "Username should be a phone number.",
  "Username should be either an email or a phone number.",
  "Username cannot be of email format, since user pool is configured for email alias.",
  "SignUp is not permitted for this user pool",
  "Cannot reset password for the user as there is no registered/verified email or phone_number",
  "User password cannot be reset in the current state.",
  "Contact administrator to reset password.",
  "User cannot be confirmed. Current status is CONFIRMED",
  "User is already confirmed.",
  "Unable to deliver message",
  "Cannot resend codes. Auto verification not turned on.",
  "The selected challenge is not available.",
  "Invalid MFA type selected.",
  "No MFA mechanism registerd in the account.",
  "The passkey feature isn't enabled for the user pool.",
  "The user pool doesn't have a configured relying party id or a user pool domain.",
  "The maximum number of WebAuthn credentials has been reached.",
  "Credential data is not valid",
  "The challenge from StartWebAuthn registration has expired.",
  "The passkey credential's registration origin does not align with the user pool relying party id.",
  "The passkey credentials are from an unsupported device or provider.",
  "Attributes did not conform to the schema: given_name: The attribute given_name is required",
  "1 validation error detected: Value at 'password' failed to satisfy constraint: Member must have length less than or equal to 256",
  "Missing required parameter USERNAME",
  "Invalid parameter in request",
  "User needs to be confirmed before a preferred_username can be set.",
])("%s: in English as Cognito says it, in German in German", (message) => {
  expect(refusalText({ message }, en)).toBe(message);
  const all: readonly unknown[] = [...Object.values(de), ...Object.values(de.refusals ?? {})];
  expect(all).toContain(refusalText({ message }, de));
});

test("what a function of the pool says is nobody's to translate", () => {
  const message = "PreSignUp failed with error Nur für Mitglieder.";
  expect(refusalText({ message }, de)).toBe(message);
});

test("each kind of refusal has a meaning of its own", () => {
  const meanings = ["Incorrect username or password.", "User is disabled.", "Code mismatch", "User already exists"];
  expect(meanings.map((message) => refusalText({ message }, de))).toEqual([
    de.refusals?.wrongPassword,
    de.refusals?.userDisabled,
    de.refusals?.wrongCode,
    de.refusals?.userExists,
  ]);
});
