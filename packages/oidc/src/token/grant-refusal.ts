import { OAuthRefusal } from "@cogmock/core";
import { ServiceException } from "@cogmock/protocol/errors";

/** What the token endpoint answers in the place of tokens: RFC 6749, section 5.2. */
export interface GrantRefusal {
  readonly status: number;
  readonly error: string;
  /** Where there is something to say that the code does not. AWS's errors are bare. */
  readonly description?: string;
}

/**
 * What comes of the errors that operations of the API answer, by their names.
 *
 * unconfirmed: AWS's answers to all of these. `invalid_grant` has applications forget what they hold and send their user
 * to sign in again, which is for grants that are no good for ever: nobody is signed out by a crowd at the door or by a
 * function that could not be run.
 */
const ANSWERS: Readonly<Partial<Record<string, Omit<GrantRefusal, "description"> & { readonly saysWhy?: true }>>> = {
  // The function refuses the user.
  UserLambdaValidationException: { status: 400, error: "invalid_grant", saysWhy: true },
  UnexpectedLambdaException: { status: 400, error: "invalid_request", saysWhy: true },
  InvalidLambdaResponseException: { status: 400, error: "invalid_request", saysWhy: true },
  TooManyRequestsException: { status: 429, error: "temporarily_unavailable", saysWhy: true },
  NotAuthorizedException: { status: 400, error: "invalid_grant" },
  UserNotFoundException: { status: 400, error: "invalid_grant" },
  // The client, or its pool, has been deleted meanwhile.
  ResourceNotFoundException: { status: 400, error: "invalid_client" },
};

const ANY_OTHER = { status: 400, error: "invalid_request", saysWhy: true } as const;

/**
 * What to answer for what a grant has thrown.
 *
 * @throws what was thrown, where it is neither a refusal nor an error of the API: a defect, or a store that does not answer
 */
export function grantRefusalOf(thrown: unknown): GrantRefusal {
  if (thrown instanceof OAuthRefusal) return { status: 400, error: thrown.code };
  if (!(thrown instanceof ServiceException)) throw thrown;
  const { saysWhy, ...answer } = ANSWERS[thrown.name] ?? ANY_OTHER;
  return saysWhy ? { ...answer, description: thrown.message } : answer;
}
