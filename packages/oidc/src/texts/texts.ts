/** What the sign-in pages say, in one language. `{}` stands for a name or an address. */
export interface Texts {
  /** For HTML's `lang`. @see BCP 47 */
  readonly lang: string;
  readonly signInTitle: string;
  readonly username: string;
  readonly password: string;
  readonly signIn: string;
  readonly continueWith: string;
  readonly withoutPassword: string;
  readonly forgotPassword: string;
  readonly signUp: string;
  readonly signInAsQuestion: string;
  readonly signInAs: string;
  readonly signedInBefore: string;
  readonly differentUser: string;
  readonly enterCode: string;
  readonly code: string;
  readonly sentTo: string;
  readonly appCode: string;
  readonly changePassword: string;
  readonly newPasswordBelow: string;
  readonly newPassword: string;
  readonly newPasswordAgain: string;
  readonly send: string;
  readonly passwordsDiffer: string;
  readonly signUpTitle: string;
  readonly haveAccount: string;
  readonly confirmAccount: string;
  readonly codeSent: string;
  readonly toConfirm: string;
  readonly sendNewCode: string;
  readonly forgotExplained: string;
  readonly resetPassword: string;
  readonly backToSignIn: string;
  readonly developmentCode: string;
  readonly email: string;
  readonly phoneNumber: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly name: string;
  readonly birthdate: string;
  readonly chooseSignIn: string;
  readonly chooseMfa: string;
  readonly next: string;
  readonly byEmail: string;
  readonly byText: string;
  readonly byApp: string;
  readonly passkey: string;
  readonly passkeySignIn: string;
}

/** A text by its name. */
export type TextName = Exclude<keyof Texts, "lang">;
