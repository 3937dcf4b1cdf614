import type { AuthenticationResultType } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import type { AnyWrite, Stored } from "../../store/store.ts";
import type { UserPool } from "../pools/user-pool.ts";
import type { SignIn } from "../authentication/sign-in.ts";
import { type Device, deviceGroupKeyOf, newDeviceKey, requireDevice, tracksDevices } from "./device.ts";
import { devices } from "./devices.collection.ts";

/**
 * The device that a sign-in says it is made on. Pools that do not remember devices do not look at what it says.
 *
 * @throws ResourceNotFoundException `Device does not exist.`
 */
export async function findSignInDevice(
  context: Pick<OperationContext, "store">,
  { pool, user, progress: { deviceKey } }: Pick<SignIn, "pool" | "user" | "progress">,
): Promise<Stored<Device> | undefined> {
  return tracksDevices(pool) && deviceKey ? requireDevice(context, user, deviceKey) : undefined;
}

/** What the tokens of a sign-in have to do with a device. */
export interface DeviceOfTokens {
  /** Absent where the pool does not remember devices. */
  readonly deviceKey?: string | undefined;
  /** Whether the key is new, and the user has to be told. */
  readonly isNew: boolean;
  readonly writes: readonly AnyWrite[];
}

/**
 * The device on which a sign-in ends with tokens: the one that it named, or a new one.
 *
 * @throws as `findSignInDevice`
 */
export async function deviceOfTokens(
  context: Pick<OperationContext, "store" | "clock" | "random" | "caller">,
  signIn: Pick<SignIn, "pool" | "user" | "progress">,
): Promise<DeviceOfTokens> {
  const { pool } = signIn;
  if (!tracksDevices(pool)) return { isNew: false, writes: [] };
  const device = await findSignInDevice(context, signIn);
  if (!device) return { deviceKey: newDeviceKey(context, pool), isNew: true, writes: [] };
  const lastIpAddress = context.caller.ipAddress ?? device.lastIpAddress;
  const used = { ...device, lastIpAddress, authenticatedAt: context.clock.now() };
  return { deviceKey: device.key, isNew: false, writes: [devices.put(used, { expect: device })] };
}

/** What the response to a sign-in says of a new device: what ConfirmDevice, and SRP with the device, need to know. */
export function newDeviceMetadata(
  pool: UserPool,
  { deviceKey, isNew }: DeviceOfTokens,
): Pick<AuthenticationResultType, "NewDeviceMetadata"> {
  if (!isNew) return {};
  return { NewDeviceMetadata: { DeviceKey: deviceKey, DeviceGroupKey: deviceGroupKeyOf(pool) } };
}
