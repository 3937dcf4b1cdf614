import { secretHash } from "@cogmock/crypto";
import { InvalidParameterException } from "@cogmock/protocol/errors";
import type { ChallengeNameType } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import type { AuthParameters } from "../authentication/auth-parameters.ts";
import { answerChallenge } from "../authentication/answer-challenge.ts";
import type { HostedSignIn, SignInResponse } from "../authentication/challenge.ts";
import { passwordFlow } from "../authentication/password-flow.ts";
import { choiceFlow } from "../choice/choice-flow.ts";
import { assertAddressAllowed } from "../threat-protection/blocked-address.ts";
import type { UserPoolClient } from "../clients/user-pool-client.ts";
import { targetLevels } from "./reached-level.ts";
import type { HostedClient } from "./grant-tokens.ts";

/** Where a sign-in on the pool's pages stands: at its end, or before a challenge. */
export type HostedStep =
  | { readonly kind: "signedIn"; readonly signIn: HostedSignIn }
  | {
      readonly kind: "challenge";
      readonly name: ChallengeNameType;
      /** To come back with the answer. */
      readonly session: string;
      /** `ChallengeParameters` */
      readonly parameters: Readonly<Record<string, string>>;
      /** `AvailableChallenges` */
      readonly available: readonly ChallengeNameType[];
    };

/** A user who types a name and, mostly, a password. */
export interface HostedSignInInput {
  readonly username: string;
  /** Absent where the user wants to sign in by something else. */
  readonly password?: string | undefined;
  /** In place of a password: that of a sign-up on the pages, which is confirmed now. */
  readonly signUpSession?: string | undefined;
  /** `acr_values` of the authorization request. */
  readonly acrValues?: string | undefined;
}

/** An answer to a challenge. */
export interface HostedAnswer {
  readonly name: ChallengeNameType;
  readonly session: string;
  readonly username: string;
  /** `ChallengeResponses`, without `USERNAME`. */
  readonly responses: AuthParameters;
}

/** What AWS's page says for a client that signs users in by custom challenges alone, which the pages do not have. */
const CUSTOM_ONLY = "Invalid parameter in request";

/** The pages vouch for the client, which holds the secret. */
function secretHashOf(client: UserPoolClient, username: string): AuthParameters {
  const [secret] = client.secrets;
  if (!secret) return {};
  return { SECRET_HASH: secretHash({ username, clientId: client.id, clientSecret: secret.value }) };
}

function stepOf({
  hosted,
  ChallengeName,
  Session,
  ChallengeParameters,
  AvailableChallenges,
}: SignInResponse): HostedStep {
  if (hosted) return { kind: "signedIn", signIn: hosted };
  if (!ChallengeName) throw new Error("a sign-in on the pages ended neither with a session nor with a challenge");
  return {
    kind: "challenge",
    name: ChallengeName,
    session: Session ?? "",
    parameters: ChallengeParameters ?? {},
    available: AvailableChallenges ?? [],
  };
}

/**
 * Begins a sign-in on the pool's pages, whatever flows of the API the client may use: with a password or, without one, by
 * what the user may choose.
 *
 * @throws InvalidParameterException `Invalid parameter in request`
 * @throws as `passwordFlow`; where a level is asked for, or there is no password, as `choiceFlow`
 */
export async function beginHostedSignIn(
  context: OperationContext,
  hosted: HostedClient,
  { username, password, signUpSession, acrValues }: HostedSignInInput,
): Promise<HostedStep> {
  const { pool, client } = hosted;
  if (client.settings.ExplicitAuthFlows?.includes("CUSTOM_AUTH_FLOW_ONLY")) {
    throw new InvalidParameterException(CUSTOM_ONLY);
  }
  await assertAddressAllowed(context, "SignIn", { pool, client, origin: context.caller, username });
  const targets = targetLevels(hosted, acrValues).length > 0 ? { TARGET_ACR_VALUES: acrValues ?? "" } : undefined;
  const call = { operation: "InitiateAuth", isHosted: true, origin: context.caller, session: signUpSession } as const;
  const known = { USERNAME: username, ...secretHashOf(client, username) };
  if (password !== undefined && !targets) {
    const parameters = { ...known, PASSWORD: password };
    const input = { flow: "USER_PASSWORD_AUTH", pool, client, call: { ...call, parameters } } as const;
    return stepOf(await passwordFlow(context, input));
  }
  const chosen = password === undefined ? {} : { PASSWORD: password, PREFERRED_CHALLENGE: "PASSWORD" };
  const parameters = { ...known, ...chosen, ...targets };
  return stepOf(await choiceFlow(context, { flow: "USER_AUTH", pool, client, call: { ...call, parameters } }));
}

/** Answers a challenge of a sign-in on the pool's pages. @throws as `answerChallenge` */
export async function answerHostedChallenge(
  context: OperationContext,
  { pool, client }: HostedClient,
  { name, session, username, responses }: HostedAnswer,
): Promise<HostedStep> {
  const answer = await answerChallenge(
    context,
    { pool, client, operation: "RespondToAuthChallenge", origin: context.caller, isHosted: true },
    {
      ChallengeName: name,
      Session: session,
      ChallengeResponses: { ...responses, USERNAME: username, ...secretHashOf(client, username) },
    },
  );
  return stepOf(answer);
}
