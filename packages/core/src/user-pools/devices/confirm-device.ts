import { readDeviceVerifier } from "@cogmock/crypto";
import { DeviceKeyExistsException, InvalidParameterException } from "@cogmock/protocol/errors";
import type {
  ConfirmDeviceRequest,
  ConfirmDeviceResponse,
  DeviceSecretVerifierConfigType,
} from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import { StoreConflict } from "../../store/store.ts";
import { requireAccessTokenBearer } from "../tokens/access-token.ts";
import { users } from "../users/users.collection.ts";
import type { Device, DeviceSecret } from "./device.ts";
import { devices } from "./devices.collection.ts";

/**
 * What is to be kept of the device's password.
 *
 * @throws InvalidParameterException salt or verifier are missing, or are none
 */
function deviceSecretOf({ Salt = "", PasswordVerifier = "" }: DeviceSecretVerifierConfigType): DeviceSecret {
  const secret = readDeviceVerifier({ Salt, PasswordVerifier });
  // unconfirmed: the text.
  if (!secret) throw new InvalidParameterException("Invalid device secret verifier config given.");
  return {
    salt: Buffer.from(secret.salt).toString("hex"),
    verifier: Buffer.from(secret.verifier).toString("base64"),
  };
}

/**
 * Confirms the device on which the bearer of an access token has just signed in, under the key that the sign-in gave it.
 * In pools that remember every device it is remembered from now on. The commit writes the user as well, unchanged: of a
 * race with the user's deletion no device is left.
 *
 * @throws NotAuthorizedException the token is no good: see `requireAccessTokenBearer`
 * @throws InvalidParameterException `Invalid device key given.`: the sign-in of this token gave no such key; the
 *   verifier of the device's password cannot be read
 * @throws DeviceKeyExistsException the device has been confirmed before
 * @see AWS API Reference, ConfirmDevice
 */
export async function confirmDevice(
  context: Pick<OperationContext, "store" | "clock" | "caller">,
  { AccessToken, DeviceKey, DeviceName, DeviceSecretVerifierConfig }: ConfirmDeviceRequest,
): Promise<ConfirmDeviceResponse> {
  const { pool, user, session } = await requireAccessTokenBearer(context, AccessToken);
  const { DeviceConfiguration } = pool.settings;
  if (!DeviceConfiguration || session.deviceKey !== DeviceKey) {
    throw new InvalidParameterException("Invalid device key given.");
  }
  const UserConfirmationNecessary = DeviceConfiguration.DeviceOnlyRememberedOnUserPrompt ?? false;
  const now = context.clock.now();
  const device: Device = {
    userPoolId: pool.id,
    sub: user.sub,
    key: DeviceKey,
    name: DeviceName,
    secret: DeviceSecretVerifierConfig && deviceSecretOf(DeviceSecretVerifierConfig),
    isRemembered: !UserConfirmationNecessary,
    lastIpAddress: context.caller.ipAddress,
    createdAt: now,
    modifiedAt: now,
    authenticatedAt: session.authenticatedAt,
  };
  try {
    await context.store.commit([devices.put(device, { expect: "absent" }), users.put(user, { expect: user })]);
  } catch (error) {
    if (!(error instanceof StoreConflict) || error.collection !== devices.name) throw error;
    // unconfirmed: the text.
    throw new DeviceKeyExistsException("Device key already exists.", { cause: error });
  }
  return { UserConfirmationNecessary };
}
