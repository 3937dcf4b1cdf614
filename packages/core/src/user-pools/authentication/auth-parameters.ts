import { InvalidParameterException } from "@cogmock/protocol/errors";

/** `AuthParameters` or `ChallengeResponses`: plain strings by name. */
export type AuthParameters = Readonly<Record<string, string>>;

/** The value of a parameter that may be missing. */
export function authParameter(parameters: AuthParameters, name: string): string | undefined {
  return Object.hasOwn(parameters, name) ? parameters[name] : undefined;
}

/** @throws InvalidParameterException `Missing required parameter <name>`, also for an empty value */
export function requireAuthParameter(parameters: AuthParameters, name: string): string {
  const value = authParameter(parameters, name);
  if (!value) throw missingParameter(name);
  return value;
}

/** What AWS says where a parameter is missing. */
export function missingParameter(name: string): InvalidParameterException {
  return new InvalidParameterException(`Missing required parameter ${name}`);
}
