import type { ServiceException } from "@cogmock/protocol/errors";
import type { RefusalTexts, Texts } from "./texts.ts";

/** What a refusal means: some say no more than the page does anyway. */
type Meaning = keyof RefusalTexts | "passwordLowercase" | "passwordNumber" | "passwordSymbol" | "passwordUppercase";

/** What Cognito says, in the order in which it is looked for, and what it is called here. */
const MEANINGS: readonly (readonly [said: RegExp, meaning: Meaning])[] = [
  [/^Incorrect username or password\.$/, "wrongPassword"],
  [/^User does not exist\.$|^Username\/client id combination not found\.$/, "noSuchUser"],
  [/^User is disabled\.$/, "userDisabled"],
  [/^Password attempts exceeded$/, "tooManyPasswords"],
  [/^Temporary password has expired /, "temporaryPasswordExpired"],
  [
    /^Invalid verification code provided, |^Invalid code or auth state |^Code mismatch$|^Invalid code received /,
    "wrongCode",
  ],
  [/^Invalid code provided, please request a code again\.$/, "codeExpired"],
  [/^Your software token has already been used once\.$/, "appCodeUsed"],
  [/^Invalid session /, "sessionOver"],
  [/^User (?:account )?already exists$|^Already found an entry for the provided username\.$/, "userExists"],
  [/^An account with the (?:given )?email already exists\.$/, "emailTaken"],
  [/^An account with the (?:given )?phone_number already exists\.$/, "phoneNumberTaken"],
  [/^Attempt limit exceeded, /, "tooManyAttempts"],
  [/: Password not long enough$/, "passwordTooShort"],
  [/: Password must have uppercase characters$/, "passwordUppercase"],
  [/: Password must have lowercase characters$/, "passwordLowercase"],
  [/: Password must have numeric characters$/, "passwordNumber"],
  [/: Password must have symbol characters$/, "passwordSymbol"],
  [/^Password has previously been used\.$/, "passwordUsedBefore"],
  [/^Invalid email address format\.$/, "invalidEmail"],
  [/^Invalid phone number format\.$/, "invalidPhoneNumber"],
  [/^Username should be an email\.$/, "usernameIsEmail"],
  [/^Username should be a phone number\.$/, "usernameIsPhoneNumber"],
  [/^Username should be either an email or a phone number\.$/, "usernameIsEither"],
  [/^Username cannot be of /, "usernameLikeAlias"],
  [/^SignUp is not permitted /, "signUpNotPermitted"],
  [/^Cannot reset password for the user as there is no /, "noRecovery"],
  [/^User password cannot be reset |^Contact administrator to reset password\.$/, "askAdministrator"],
  [/^User cannot be confirmed\. |^User is already confirmed\.$/, "alreadyConfirmed"],
  [/^Unable to deliver message$|^Cannot resend codes\. /, "notDelivered"],
  [/^The selected challenge is not available\.$|^Invalid MFA type selected\.$/, "optionNotAvailable"],
  [/^No MFA mechanism /, "noMfaMethod"],
  [
    /^The passkey feature isn't enabled |^The user pool doesn't have a configured relying party id /,
    "passkeysUnavailable",
  ],
  [/^The maximum number of WebAuthn credentials /, "tooManyPasskeys"],
  [/^Credential data is not valid|^The challenge from StartWebAuthn |passkey credential/, "passkeyInvalid"],
  [
    /^Attributes did not conform |validation errors? detected: |^Missing required parameter |^Invalid parameter /,
    "checkInput",
  ],
  [/^User needs to be confirmed before a preferred_username |^Invalid attributes given, /, "checkInput"],
];

/**
 * Why something was refused, in the language of the page: in English word for word as Cognito says it. What the functions
 * of a pool say is shown as it is.
 */
export function refusalText({ message }: Pick<ServiceException, "message">, texts: Texts): string {
  if (!texts.refusals) return message;
  const [, meaning] = MEANINGS.find(([said]) => said.test(message)) ?? [];
  return meaning === undefined ? message : { ...texts, ...texts.refusals }[meaning];
}
