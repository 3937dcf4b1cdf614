import type { Cognito, Message } from "@cogmock/core";
import { type Endpoint, readQuery, sendJson } from "./endpoint.ts";

const FILTERS = ["userPoolId", "username", "medium"] as const satisfies (keyof Message)[];

/** The messages that equal the query in every filter it names, oldest first. */
export function messages(cognito: Cognito): Endpoint {
  return {
    method: "GET",
    path: "/messages",
    answer: async (request, reply) => {
      const filters = readQuery(request, FILTERS);
      const all = await cognito.listMessages();
      sendJson(
        reply,
        200,
        all.filter((message) => filters.every(([name, value]) => message[name] === value)),
      );
    },
  };
}
