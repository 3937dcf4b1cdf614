import { InvalidParameterException, MFAMethodNotFoundException } from "@cogmock/protocol/errors";
import type { OperationContext } from "../../operation-context.ts";
import type { Challenge } from "../authentication/challenge.ts";
import { sendCode } from "../authentication/sent-code.ts";
import type { Proof, SignInProgress } from "../authentication/sign-in-progress.ts";
import type { SignIn } from "../authentication/sign-in.ts";
import { ADDRESS_OF_METHOD, type MfaMethod } from "./mfa-methods.ts";
import { requiredMfa, riskMfa } from "./required-mfa.ts";
import { mfaOf } from "./user-mfa.ts";

/**
 * Whoever has given one of these besides the password is not asked for a second factor (any more). A device is
 * asked before in pools where a remembered one stands for MFA: see `deviceInPlaceOfMfa`.
 */
const SECOND_FACTORS: ReadonlySet<Proof> = new Set([
  "EmailCode",
  "SmsCode",
  "SoftwareToken",
  "PlatformPasskey",
  "RoamingPasskey",
  "Device",
]);

/** MFA follows a password. Who began with a code or a passkey, or with challenges of the pool's own, is not asked. */
function isMfaDue({ proofs }: SignInProgress): boolean {
  return proofs.includes("Password") && !proofs.some((proof) => SECOND_FACTORS.has(proof));
}

/** The challenge of a method. A code that is needed goes out with it. */
export function mfaChallenge(
  context: Pick<OperationContext, "clock" | "codes" | "random">,
  { pool, user }: Pick<SignIn, "pool" | "user">,
  method: MfaMethod,
): Challenge {
  const forSrp = { USER_ID_FOR_SRP: user.username };
  if (method === "SOFTWARE_TOKEN_MFA") {
    const { friendlyName } = mfaOf(user).softwareToken ?? {};
    return {
      name: method,
      parameters: { ...(friendlyName !== undefined && { FRIENDLY_DEVICE_NAME: friendlyName }), ...forSrp },
    };
  }
  const attribute = ADDRESS_OF_METHOD[method];
  const sent = sendCode(context, { pool, user }, "Mfa", { attribute, to: user.attributes[attribute] ?? "" });
  return { ...sent, name: method, parameters: { ...sent.parameters, ...forSrp } };
}

/** The challenge to choose one of several methods. */
export function mfaChoice({ user }: Pick<SignIn, "user">, methods: readonly MfaMethod[]): Challenge {
  const parameters = { MFAS_CAN_CHOOSE: JSON.stringify(methods), USER_ID_FOR_SRP: user.username };
  return { name: "SELECT_MFA_TYPE", parameters };
}

/** What a user cannot set up in the course of a sign-in: a phone number has to be there before. */
const SET_UP_BEFORE: ReadonlySet<MfaMethod> = new Set(["SMS_MFA"]);

/**
 * Whether to say that there is no method, rather than to pose a challenge that nobody can meet. InitiateAuth is not
 * documented to say so.
 */
function isDeadEnd({ call }: SignIn, methods: readonly MfaMethod[]): boolean {
  return call.operation !== "InitiateAuth" && methods.every((method) => SET_UP_BEFORE.has(method));
}

/** Recorded from AWS, misspelling and all. */
const NO_METHOD = "No MFA mechanism registerd in the account.";

/**
 * What AWS says where MFA is needed and there is no method.
 *
 * unconfirmed: what InitiateAuth says, which is not documented to answer the error of this name.
 */
function noMethod({ call }: SignIn): MFAMethodNotFoundException | InvalidParameterException {
  return call.operation === "InitiateAuth"
    ? new InvalidParameterException(NO_METHOD)
    : new MFAMethodNotFoundException(NO_METHOD);
}

/**
 * The second factor, where the pool, the user or the risk asks for one.
 *
 * @throws MFAMethodNotFoundException `No MFA mechanism registerd in the account.`
 * @throws InvalidParameterException the same, in InitiateAuth
 */
export function secondFactor(context: OperationContext, signIn: SignIn): Challenge | undefined {
  const { pool, user, progress } = signIn;
  if (!isMfaDue(progress)) return undefined;
  const required = progress.asksForMfa ? riskMfa(pool, user) : requiredMfa(pool, user);
  if (required.kind === "none") return undefined;
  if (required.kind === "method") return mfaChallenge(context, signIn, required.method);
  if (required.kind === "impossible") throw noMethod(signIn);
  if (required.kind === "choice") return mfaChoice(signIn, required.methods);
  if (isDeadEnd(signIn, required.methods)) throw noMethod(signIn);
  return {
    name: "MFA_SETUP",
    parameters: { MFAS_CAN_SETUP: JSON.stringify(required.methods), USER_ID_FOR_SRP: user.username },
  };
}
