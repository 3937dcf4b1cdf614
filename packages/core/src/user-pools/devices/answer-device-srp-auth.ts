import { srpHex, startSrp } from "@cogmock/crypto";
import type { OperationContext } from "../../operation-context.ts";
import type { AnswerableChallenge } from "../authentication/challenge-answer.ts";
import { requireAuthParameter } from "../authentication/auth-parameters.ts";
import { incorrectUsernameOrPassword } from "../authentication/first-factor.ts";
import { newSecretBlock, sessionOfSecretBlock } from "../authentication/secret-block.ts";
import { withChallengeMet } from "../authentication/sign-in-progress.ts";
import { continueSignIn, poseChallenge, withProof } from "../authentication/sign-in.ts";
import { isSrpProofRight, requireSrpA, requireSrpAnswer, type SrpSecret } from "../authentication/srp-exchange.ts";
import { recordRefusal } from "../authentication/wrong-answer.ts";
import { deviceGroupKeyOf, findDevice, unknownDevice } from "./device.ts";
import { secretOfTrusted } from "./device-srp-auth.ts";

/**
 * What is kept of the device that an answer is in the name of: the one that was asked.
 *
 * @throws InvalidParameterException `Missing required parameter DEVICE_KEY`
 * @throws ResourceNotFoundException `Device does not exist.`: it is another, or has been forgotten or ceased to be
 *   remembered since
 */
async function requireSecretOfAsked(
  context: Pick<OperationContext, "store">,
  { signIn: { user, session }, responses }: Parameters<AnswerableChallenge["answer"]>[1],
): Promise<SrpSecret> {
  const key = requireAuthParameter(responses, "DEVICE_KEY");
  const device = key === session.progress.deviceKey ? await findDevice(context, user, key) : undefined;
  const secret = device && secretOfTrusted(device);
  if (!secret) throw unknownDevice();
  return secret;
}

/** DEVICE_SRP_AUTH: the device's first step of SRP. @throws as `requireSrpA` and `requireSecretOfAsked` */
export const deviceSrpAuthAnswer: AnswerableChallenge = {
  answer: async (context, input) => {
    const { signIn, responses } = input;
    const A = requireSrpA(responses);
    const { userId, salt, verifier } = await requireSecretOfAsked(context, input);
    const handshake = await startSrp({ A, verifier, randomBytes: (length) => context.random.bytes(length) });
    const secretBlock = newSecretBlock(context);
    const progress = withChallengeMet(signIn.progress, "DEVICE_SRP_AUTH");
    return poseChallenge(
      context,
      { ...signIn, progress },
      {
        name: "DEVICE_PASSWORD_VERIFIER",
        parameters: {
          SALT: srpHex(salt),
          SRP_B: handshake.B,
          SECRET_BLOCK: secretBlock.secretBlock,
          USERNAME: signIn.user.username,
          DEVICE_KEY: userId,
        },
        memory: { handshake },
        secretBlock,
      },
    );
  },
};

/**
 * DEVICE_PASSWORD_VERIFIER: a right proof takes the sign-in on, past MFA where a remembered device stands for that.
 *
 * @throws NotAuthorizedException `Incorrect username or password.`
 * @throws as `requireSrpAnswer` and `requireSecretOfAsked`
 */
export const devicePasswordVerifierAnswer: AnswerableChallenge = {
  sessionOf: sessionOfSecretBlock,
  answer: async (context, input) => {
    const { pool, client, session } = input.signIn;
    const answer = requireSrpAnswer(input.responses);
    const secret = await requireSecretOfAsked(context, input);
    const poolName = deviceGroupKeyOf(pool);
    if (!(await isSrpProofRight(context, { client, session, poolName, secret, answer }))) {
      await recordRefusal(context, input.signIn);
      throw incorrectUsernameOrPassword();
    }
    return continueSignIn(context, withProof(input.signIn, "Device", "DEVICE_PASSWORD_VERIFIER"));
  },
};
