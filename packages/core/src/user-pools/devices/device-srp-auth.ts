import type { OperationContext } from "../../operation-context.ts";
import type { Challenge } from "../authentication/challenge.ts";
import type { SignIn } from "../authentication/sign-in.ts";
import type { Proof } from "../authentication/sign-in-progress.ts";
import type { SrpSecret } from "../authentication/srp-exchange.ts";
import type { Device } from "./device.ts";
import { findSignInDevice } from "./sign-in-device.ts";

/** Sign-ins that begin with a code or a passkey are not asked for a device. unconfirmed. */
const WITHOUT_DEVICE: ReadonlySet<Proof> = new Set(["EmailCode", "SmsCode", "PlatformPasskey", "RoamingPasskey"]);

/** What a device is trusted by. A device that is merely known, or cannot prove itself, is trusted with nothing. */
export function secretOfTrusted({ key, isRemembered, secret }: Device): SrpSecret | undefined {
  if (!isRemembered || !secret) return undefined;
  return { userId: key, salt: Buffer.from(secret.salt, "hex"), verifier: Buffer.from(secret.verifier, "base64") };
}

/**
 * The challenge to the remembered device that a sign-in names.
 *
 * @throws ResourceNotFoundException `Device does not exist.`
 */
export async function deviceSrpAuth(
  context: Pick<OperationContext, "store">,
  signIn: Pick<SignIn, "pool" | "user" | "progress">,
): Promise<Challenge | undefined> {
  const device = await findSignInDevice(context, signIn);
  const { proofs } = signIn.progress;
  const [first] = proofs;
  if (proofs.includes("Device") || (first !== undefined && WITHOUT_DEVICE.has(first))) return undefined;
  return device && secretOfTrusted(device) && { name: "DEVICE_SRP_AUTH", parameters: {} };
}

/**
 * The same, ahead of MFA: in pools where a remembered device stands for a second factor.
 *
 * @throws ResourceNotFoundException `Device does not exist.`, before anybody is asked for a second factor
 * @see AWS API Reference, DeviceConfigurationType, `ChallengeRequiredOnNewDevice`
 */
export async function deviceInPlaceOfMfa(
  context: Pick<OperationContext, "store">,
  signIn: Pick<SignIn, "pool" | "user" | "progress">,
): Promise<Challenge | undefined> {
  const challenge = await deviceSrpAuth(context, signIn);
  return signIn.pool.settings.DeviceConfiguration?.ChallengeRequiredOnNewDevice ? challenge : undefined;
}
