import { createHash } from "node:crypto";
import { uuid } from "@cogmock/crypto";
import { ResourceNotFoundException } from "@cogmock/protocol/errors";
import type { AttributeType, DeviceType } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import type { EpochMilliseconds } from "../../ports/clock.ts";
import type { Stored } from "../../store/store.ts";
import type { UserPool } from "../pools/user-pool.ts";
import type { User } from "../users/user.ts";
import { devices } from "./devices.collection.ts";

/** What is kept of a device's password: an SRP verifier, in the form of `readDeviceVerifier`'s. */
export interface DeviceSecret {
  /** Hexadecimal. */
  readonly salt: string;
  /** Base64. */
  readonly verifier: string;
}

/** Something that a user signs in on, and has confirmed. */
export interface Device {
  readonly userPoolId: string;
  /** Whose it is. */
  readonly sub: string;
  /** `<region>_<uuid>` */
  readonly key: string;
  readonly name?: string | undefined;
  /** Absent where it was confirmed without one: such a device cannot prove itself. */
  readonly secret?: DeviceSecret | undefined;
  /** Whether it is trusted to sign its user in, instead of being merely known. */
  readonly isRemembered: boolean;
  readonly lastIpAddress?: string | undefined;
  readonly createdAt: EpochMilliseconds;
  readonly modifiedAt: EpochMilliseconds;
  /** When its user last signed in on it. */
  readonly authenticatedAt: EpochMilliseconds;
}

/** Whether the pool remembers devices. A `DeviceConfiguration` turns that on, whatever is in it. */
export function tracksDevices(pool: UserPool): boolean {
  return pool.settings.DeviceConfiguration !== undefined;
}

/** The key of a device that was never seen before. */
export function newDeviceKey({ random }: Pick<OperationContext, "random">, pool: UserPool): string {
  return `${pool.region}_${uuid((length) => random.bytes(length))}`;
}

/**
 * The `DeviceGroupKey` of a pool's devices: what stands in SRP for the name of the pool.
 *
 * unconfirmed: that it is the same for all devices of a pool.
 */
export function deviceGroupKeyOf(pool: UserPool): string {
  const digest = createHash("sha256").update(`devices of ${pool.id}`).digest("base64");
  return `-${digest.replaceAll(/[+/=]/g, "").slice(0, 8)}`;
}

/** The device of a user with this key; nothing for another user's. */
export async function findDevice(
  { store }: Pick<OperationContext, "store">,
  user: Pick<User, "userPoolId" | "sub">,
  key: string,
): Promise<Stored<Device> | undefined> {
  return store.get(devices, [user.userPoolId, user.sub, key]);
}

/** What AWS says where a user has no such device. Clients look for these words, forget the key, and try again without. */
export function unknownDevice(): ResourceNotFoundException {
  return new ResourceNotFoundException("Device does not exist.");
}

/** As `findDevice`. @throws ResourceNotFoundException `Device does not exist.` */
export async function requireDevice(
  context: Pick<OperationContext, "store">,
  user: Pick<User, "userPoolId" | "sub">,
  key: string,
): Promise<Stored<Device>> {
  const device = await findDevice(context, user, key);
  if (!device) throw unknownDevice();
  return device;
}

/**
 * The device of somebody who asks about their own: one that is not remembered is none to them. Recorded from AWS.
 *
 * @throws ResourceNotFoundException `Device does not exist.`
 */
export async function requireRememberedDevice(
  context: Pick<OperationContext, "store">,
  user: Pick<User, "userPoolId" | "sub">,
  key: string,
): Promise<Stored<Device>> {
  const device = await requireDevice(context, user, key);
  if (!device.isRemembered) throw unknownDevice();
  return device;
}

/** What AWS lists of a device: attributes, those without a value left out, and times in seconds. */
function toDeviceTypeWith(device: Device, attributes: readonly AttributeType[]): DeviceType {
  return {
    DeviceKey: device.key,
    DeviceAttributes: attributes.filter(({ Value }) => Value !== undefined),
    DeviceCreateDate: device.createdAt / 1000,
    DeviceLastModifiedDate: device.modifiedAt / 1000,
    // In whole seconds, unlike the others: recorded from AWS.
    DeviceLastAuthenticatedDate: Math.floor(device.authenticatedAt / 1000),
  };
}

/** A device as its user sees it. */
export function toDeviceType(device: Device): DeviceType {
  return toDeviceTypeWith(device, [
    { Name: "device_status", Value: "valid" },
    { Name: "device_name", Value: device.name },
    { Name: "last_ip_used", Value: device.lastIpAddress },
  ]);
}

/**
 * A device as an administrator sees it.
 *
 * @see AWS API Reference, AdminListDevices, for the attributes and their order
 */
export function toAdminDeviceType(device: Device, pool: UserPool, { username }: Pick<User, "username">): DeviceType {
  const owner = `${username}.${pool.id}`;
  const arn = `arn:aws:cognito-idp:${pool.region}:${pool.accountId}:owner/${owner}/device/${device.key}`;
  return toDeviceTypeWith(device, [
    { Name: "device_status", Value: "valid" },
    { Name: "device_name", Value: device.name },
    { Name: "dev:device_arn", Value: arn },
    { Name: "dev:device_owner", Value: owner },
    { Name: "last_ip_used", Value: device.lastIpAddress },
    { Name: "dev:device_remembered_status", Value: device.isRemembered ? "remembered" : "not_remembered" },
    { Name: "dev:device_sdk", Value: "aws-sdk-unknown-unknown" },
  ]);
}
