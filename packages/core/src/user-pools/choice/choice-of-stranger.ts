import type { OperationContext } from "../../operation-context.ts";
import { authParameter, requireAuthParameter } from "../authentication/auth-parameters.ts";
import { sessionOfAnother } from "../authentication/auth-session.ts";
import { countFailure } from "../authentication/back-off.ts";
import type { AnswerableChallenge, DecoyAnswerInput } from "../authentication/challenge-answer.ts";
import type { Challenge, SignInResponse } from "../authentication/challenge.ts";
import type { DecoySignIn } from "../authentication/custom-sign-in.ts";
import { refusalOfStranger } from "../authentication/first-factor.ts";
import { wrongSentCode } from "../authentication/answer-sent-code.ts";
import { passwordVerifier } from "../authentication/password-verifier.ts";
import { poseDecoy } from "../authentication/pose-decoy.ts";
import { codeDeliveryParameters } from "../authentication/sent-code.ts";
import { requireSrpA } from "../authentication/srp-exchange.ts";
import { srpSecretOf } from "../authentication/user-srp-secret.ts";
import { simulatedCodeDelivery } from "../messages/simulated-delivery.ts";
import { firstAuthFactors } from "../pools/settings/sign-in-policy.ts";
import { challengesTo } from "../step-up/acr-target.ts";
import { normalizeSignInName, strangerOf } from "../users/sign-in-names.ts";
import { requireChoice } from "./choice.ts";
import { ADDRESS_OF_CHALLENGE, type FirstChallenge, PASSWORD_CHALLENGES } from "./first-challenges.ts";
import { signInMigrated } from "./sign-in-migrated.ts";

type CodeChallenge = keyof typeof ADDRESS_OF_CHALLENGE;

/** A challenge that a stranger can be shown. */
type DecoyChallenge = Exclude<FirstChallenge, "WEB_AUTHN">;

/**
 * What somebody whom nobody knows may choose from: a password, as it has been recorded from AWS, and the codes that they
 * ask for, where the pool has those. A passkey is what most users do not have either.
 *
 * @param preferred `PREFERRED_CHALLENGE`
 */
export function availableToStranger(
  { pool }: Pick<DecoySignIn, "pool">,
  preferred: string | undefined,
): readonly DecoyChallenge[] {
  const allowed = firstAuthFactors(pool);
  const codes = (["EMAIL_OTP", "SMS_OTP"] as const).filter((name) => name === preferred && allowed.includes(name));
  return [...PASSWORD_CHALLENGES, ...codes];
}

/** A code that is said to have been sent. No answer is right. */
function decoyCode({ pool, unknownName }: DecoySignIn, name: CodeChallenge): Challenge {
  const delivery = simulatedCodeDelivery(pool, unknownName, [ADDRESS_OF_CHALLENGE[name]]);
  return { name, parameters: codeDeliveryParameters(delivery) };
}

const DECOYS: Readonly<
  Record<DecoyChallenge, (context: OperationContext, decoy: DecoySignIn) => Challenge | Promise<Challenge>>
> = {
  PASSWORD_SRP: (context, decoy) => {
    if (!authParameter(decoy.call.parameters, "SRP_A")) return { name: "PASSWORD_SRP", parameters: {} };
    const A = requireSrpA(decoy.call.parameters);
    return passwordVerifier(context, { ...decoy, user: undefined, username: decoy.unknownName }, A);
  },
  PASSWORD: () => ({ name: "PASSWORD", parameters: {} }),
  EMAIL_OTP: (_, decoy) => decoyCode(decoy, "EMAIL_OTP"),
  SMS_OTP: (_, decoy) => decoyCode(decoy, "SMS_OTP"),
};

/**
 * What becomes of the password of a stranger: it is refused, unless the pool's user migration trigger knows them.
 *
 * @throws as `refusalOfStranger` and `signInMigrated`
 */
async function answerPassword(
  context: OperationContext,
  decoy: DecoySignIn,
  password: string,
): Promise<SignInResponse> {
  const answer = await signInMigrated(context, decoy, password);
  if (answer) return answer;
  throw await refusalOfStranger(context, decoy, decoy.unknownName, password);
}

/** As `poseFirstChallenge`, to a stranger. @throws as that does to whom does not know the password */
export async function poseFirstDecoy(
  context: OperationContext,
  decoy: DecoySignIn,
  chosen: DecoyChallenge,
  available?: readonly FirstChallenge[],
): Promise<SignInResponse> {
  const password = chosen === "PASSWORD" && authParameter(decoy.call.parameters, "PASSWORD");
  if (password) return answerPassword(context, decoy, password);
  return poseDecoy(context, decoy, { ...(await DECOYS[chosen](context, decoy)), available });
}

/**
 * The sign-in of a stranger that an answer is in the name of.
 *
 * @throws NotAuthorizedException `Invalid session provided for the user.`
 */
async function decoyOf(context: OperationContext, input: DecoyAnswerInput): Promise<DecoySignIn> {
  const { pool, client, session, call, responses } = input;
  const { unknownName = "" } = session;
  const username = normalizeSignInName(pool, requireAuthParameter(responses, "USERNAME"));
  const { userId } = await srpSecretOf(context, { pool, client, user: undefined, username: unknownName });
  if (![userId, normalizeSignInName(pool, unknownName)].includes(username)) throw sessionOfAnother();
  return { pool, client, unknownName, call, progress: session.progress, session };
}

type DecoyAnswer = NonNullable<AnswerableChallenge["answerDecoy"]>;

/** Refuses a code, which is counted as a user's would be. @param parameter the response that holds it */
export function refuseDecoyCode(parameter: string): DecoyAnswer {
  return async (context, input) => {
    const { pool, unknownName } = await decoyOf(context, input);
    requireAuthParameter(input.responses, parameter);
    await countFailure(context, strangerOf(pool, unknownName));
    throw wrongSentCode();
  };
}

/** PASSWORD in a name that nobody has. @throws as `answerPassword` */
export const answerDecoyPassword: DecoyAnswer = async (context, input) => {
  const decoy = await decoyOf(context, input);
  return answerPassword(context, decoy, requireAuthParameter(input.responses, "PASSWORD"));
};

/** Takes the first step of SRP, and poses the next. @throws as `requireSrpA` */
export const answerDecoySrp: DecoyAnswer = async (context, input) => {
  requireSrpA(input.responses);
  return poseFirstDecoy(context, await decoyOf(context, input), "PASSWORD_SRP");
};

/**
 * SELECT_CHALLENGE in a name that nobody has.
 *
 * @throws as `requireChoice`, and as the challenge that was chosen
 */
export const answerDecoyChoice: DecoyAnswer = async (context, input) => {
  const decoy = await decoyOf(context, input);
  const available = challengesTo(decoy.progress, { pool: decoy.pool, user: undefined }, PASSWORD_CHALLENGES);
  return poseFirstDecoy(context, decoy, requireChoice(available, input.responses));
};
