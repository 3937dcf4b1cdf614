import {
  AuthenticationDetails,
  CognitoUser,
  CognitoUserPool,
  type CognitoUserSession,
  type IAuthenticationCallback,
  type ICognitoStorage,
} from "amazon-cognito-identity-js";
import type { People } from "./people.ts";

/** How far a step of a sign-in has led: which callback amazon-cognito-identity-js has called, and with what. */
export type Step =
  | { readonly next: "signedIn"; readonly session: CognitoUserSession; readonly asksToRemember: boolean }
  | { readonly next: "newPassword"; readonly attributes: unknown; readonly requiredAttributes: unknown }
  | { readonly next: string; readonly parameters: Readonly<Record<string, string>> };

/** A sign-in's callbacks as a promise. */
export function stepOf(start: (callbacks: IAuthenticationCallback) => void): Promise<Step> {
  return new Promise((resolve, reject) => {
    const challenged = (next: string, parameters: Record<string, string>): void => resolve({ next, parameters });
    start({
      onSuccess: (session, asksToRemember = false) => resolve({ next: "signedIn", session, asksToRemember }),
      onFailure: reject,
      newPasswordRequired: (attributes, requiredAttributes) =>
        resolve({ next: "newPassword", attributes, requiredAttributes }),
      mfaRequired: challenged,
      totpRequired: challenged,
      mfaSetup: challenged,
      selectMFAType: challenged,
      customChallenge: (parameters) => challenged("CUSTOM_CHALLENGE", parameters),
    });
  });
}

/** A call that has a callback for success and one for failure. */
export function done<T>(
  start: (callbacks: { onSuccess: (result: T) => void; onFailure: (error: Error) => void }) => void,
): Promise<T> {
  return new Promise((onSuccess, onFailure) => {
    start({ onSuccess, onFailure });
  });
}

/** A call in the manner of Node.js. */
export function called<T>(start: (callback: (error?: Error | null, result?: T | null) => void) => void): Promise<T> {
  return new Promise((resolve, reject) => {
    start((error, result) => {
      if (error) reject(error);
      else if (result === undefined || result === null) reject(new Error("called back without a result"));
      else resolve(result);
    });
  });
}

/** What a browser keeps between two visits. */
export function createStorage(): ICognitoStorage {
  const items = new Map<string, string>();
  return {
    setItem: (key, value) => void items.set(key, value),
    getItem: (key) => items.get(key) ?? null,
    removeItem: (key) => void items.delete(key),
    clear: () => items.clear(),
  };
}

/** A user as a page sees them, on a browser of their own unless its storage is given. */
export function browserUser(
  url: string,
  { UserPoolId, ClientId }: People,
  username: string,
  Storage = createStorage(),
): CognitoUser {
  const Pool = new CognitoUserPool({ UserPoolId, ClientId, endpoint: url, Storage });
  return new CognitoUser({ Username: username, Pool, Storage });
}

export function details(Username: string, Password: string): AuthenticationDetails {
  return new AuthenticationDetails({ Username, Password });
}

/** @throws Error the sign-in is not at its end */
export function sessionOf(step: Step): CognitoUserSession {
  if (!("session" in step)) throw new Error(`the sign-in goes on with ${JSON.stringify(step)}`);
  return step.session;
}
