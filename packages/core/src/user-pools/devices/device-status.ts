import type { DeviceRememberedStatusType } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import type { Stored } from "../../store/store.ts";
import type { Device } from "./device.ts";
import { devices } from "./devices.collection.ts";

/** Remembers a device, or ceases to. Without a status nothing changes. */
export async function setDeviceStatus(
  { store, clock }: Pick<OperationContext, "store" | "clock">,
  device: Stored<Device>,
  status: DeviceRememberedStatusType | undefined,
): Promise<void> {
  if (status === undefined) return;
  const changed = { ...device, isRemembered: status === "remembered", modifiedAt: clock.now() };
  await store.commit([devices.put(changed, { expect: device })]);
}
