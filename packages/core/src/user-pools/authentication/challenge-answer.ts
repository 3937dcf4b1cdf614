import type { OperationContext } from "../../operation-context.ts";
import type { Stored } from "../../store/store.ts";
import type { UserPoolClient } from "../clients/user-pool-client.ts";
import type { UserPool } from "../pools/user-pool.ts";
import type { User } from "../users/user.ts";
import type { AuthParameters } from "./auth-parameters.ts";
import type { AuthSession } from "./auth-sessions.collection.ts";
import type { SignInResponse } from "./challenge.ts";

/** What is known of an answer before it is looked at: whose it is, and that the session is theirs to use. */
export interface ChallengeAnswerInput {
  readonly pool: UserPool;
  readonly client: UserPoolClient;
  readonly user: Stored<User>;
  readonly session: Stored<AuthSession>;
  /** `ChallengeResponses` */
  readonly responses: AuthParameters;
}

/** Checks the answer to one kind of challenge and takes the sign-in on. */
export type ChallengeAnswer = (context: OperationContext, input: ChallengeAnswerInput) => Promise<SignInResponse>;
