import {
  InvalidPasswordException,
  NotAuthorizedException,
  PasswordResetRequiredException,
} from "@cogmock/protocol/errors";

/** What AWS says to a sign-in that is too great a risk: what applications look for. */
export function signInBlocked(): NotAuthorizedException {
  return new NotAuthorizedException("Unable to login because of security reasons.");
}

/** What AWS says to whatever else is too great a risk, and to addresses that are blocked: what applications look for. */
export function requestBlocked(): NotAuthorizedException {
  return new NotAuthorizedException("Request not allowed due to security reasons.");
}

/** What AWS says to the right password that others know, too: what applications look for. */
export function passwordCompromised(): PasswordResetRequiredException {
  return new PasswordResetRequiredException("Password reset required for user due to security reasons");
}

/** Whether this is what `passwordCompromised` says. No code was sent, as one is where an administrator has reset a password. */
export function isPasswordCompromised({ message }: PasswordResetRequiredException): boolean {
  return message === passwordCompromised().message;
}

/** What AWS says to a new password that others know: what applications look for. */
export function newPasswordCompromised(): InvalidPasswordException {
  return new InvalidPasswordException("Provided password cannot be used for security reasons.");
}
