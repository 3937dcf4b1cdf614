import type { OperationContext } from "../../operation-context.ts";
import type { Stored } from "../../store/store.ts";
import type { UserPoolClient } from "../clients/user-pool-client.ts";
import type { UserPool } from "../pools/user-pool.ts";
import type { User } from "../users/user.ts";
import type { AuthParameters } from "./auth-parameters.ts";
import type { AuthSession } from "./auth-sessions.collection.ts";
import type { SignInResponse } from "./challenge.ts";
import type { SignInCall } from "./sign-in-call.ts";
import type { SignIn } from "./sign-in.ts";

/** An answer to a challenge, whose session is the sign-in's own. */
export interface ChallengeAnswerInput {
  readonly signIn: SignIn & { readonly session: Stored<AuthSession> };
  /** `ChallengeResponses` */
  readonly responses: AuthParameters;
}

/** An answer to a decoy, which is to be refused as a wrong answer of a known user is, and to take as long. */
export interface DecoyAnswerInput {
  readonly pool: UserPool;
  readonly client: UserPoolClient;
  readonly session: Stored<AuthSession>;
  readonly call: SignInCall;
  readonly responses: AuthParameters;
}

/** How one kind of challenge is answered. */
export interface AnswerableChallenge {
  /** Checks an answer and takes the sign-in on. */
  readonly answer: (context: OperationContext, input: ChallengeAnswerInput) => Promise<SignInResponse>;
  /** Refuses the answer to a decoy; absent for challenges that are never posed to strangers. */
  readonly answerDecoy?: (context: OperationContext, input: DecoyAnswerInput) => Promise<SignInResponse>;
  /** Whom an answer may sign in; by default whom `assertMaySignIn` lets in. */
  readonly assertAdmitted?: (user: User) => void;
  /**
   * The session string of an answer, where it need not be in `Session`.
   *
   * @param session `Session`, where it was sent
   */
  readonly sessionOf?: (responses: AuthParameters, session: string | undefined) => string;
}
