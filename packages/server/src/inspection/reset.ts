import type { Cognito } from "@cogmock/core";
import { writeAnswer } from "../http/write-answer.ts";
import type { Endpoint } from "./endpoint.ts";

/** Forgets everything but the snapshots. */
export function reset(cognito: Cognito): Endpoint {
  return {
    method: "POST",
    path: "/reset",
    answer: async (_, reply) => {
      await cognito.reset();
      writeAnswer(reply, 204, {});
    },
  };
}
