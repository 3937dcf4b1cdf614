import { type Cognito, StoreUnavailable } from "@cogmock/core";
import { type Endpoint, sendJson } from "./endpoint.ts";

/**
 * Whether requests can be answered: the store answers a read. Asked for every few seconds by load balancers, which send
 * their requests elsewhere while it is 503; a container platform that restarts what is not healthy should ask `/health`.
 */
export function ready(cognito: Cognito): Endpoint {
  return {
    method: "GET",
    path: "/ready",
    level: "debug",
    answer: async (_, reply) => {
      try {
        await cognito.assertReady();
        sendJson(reply, 200, { status: "ready" });
      } catch (error) {
        if (!(error instanceof StoreUnavailable)) throw error;
        sendJson(reply, 503, { status: "unavailable" });
      }
    },
  };
}
