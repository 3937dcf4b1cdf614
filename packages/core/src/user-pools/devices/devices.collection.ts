import { type Collection, defineCollection } from "../../store/collection.ts";
import type { Device } from "./device.ts";

/** Devices of users of all pools. AdminListDevices pages through those of a user, ListDevices through the remembered ones. */
export const devices: Collection<Device> = defineCollection<Device>({
  name: "devices",
  key: (device) => [device.userPoolId, device.sub, device.key],
  ordered: {
    byUser: (device) => [[device.userPoolId, device.sub, device.createdAt, device.key]],
    rememberedByUser: (device) =>
      device.isRemembered ? [[device.userPoolId, device.sub, device.createdAt, device.key]] : [],
  },
});
