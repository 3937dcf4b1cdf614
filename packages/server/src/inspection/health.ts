import { version } from "../version.ts";
import { type Endpoint, sendJson } from "./endpoint.ts";

/** Whether the server answers. Asked for every few seconds by container platforms, hence logged only on request. */
export const health: Endpoint = {
  method: "GET",
  path: "/health",
  level: "debug",
  answer: async (_, reply) => sendJson(reply, 200, { status: "ok", version }),
};
