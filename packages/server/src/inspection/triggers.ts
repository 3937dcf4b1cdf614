import type { Cognito, TriggerRecord } from "@cogmock/core";
import { type Endpoint, readQuery, sendJson } from "./endpoint.ts";

const FILTERS = ["userPoolId", "username", "triggerSource"] as const satisfies (keyof TriggerRecord)[];

/** The calls of functions by triggers that equal the query in every filter it names, oldest first. */
export function triggers(cognito: Cognito): Endpoint {
  return {
    method: "GET",
    path: "/triggers",
    answer: async (request, reply) => {
      const filters = readQuery(request, FILTERS);
      const all = await cognito.listTriggerRecords();
      sendJson(
        reply,
        200,
        all.filter((record) => filters.every(([name, value]) => record[name] === value)),
      );
    },
  };
}
