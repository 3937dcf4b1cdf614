import { InvalidParameterException } from "@cogmock/protocol/errors";

/** `AuthParameters` or `ChallengeResponses`: plain strings by name. */
export type AuthParameters = Readonly<Record<string, string>>;

/** @throws InvalidParameterException `Missing required parameter <name>`, also for an empty value */
export function requireAuthParameter(parameters: AuthParameters | undefined, name: string): string {
  const value = parameters && Object.hasOwn(parameters, name) ? parameters[name] : undefined;
  if (!value) throw new InvalidParameterException(`Missing required parameter ${name}`);
  return value;
}

/** The value of a parameter that may be missing. */
export function authParameter(parameters: AuthParameters | undefined, name: string): string | undefined {
  return parameters && Object.hasOwn(parameters, name) ? parameters[name] : undefined;
}
