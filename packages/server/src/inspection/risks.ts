import { type Cognito, type RiskQuery, type RiskRating, RiskSubjectNotFound } from "@cogmock/core";
import type { FastifyRequest } from "fastify";
import { writeAnswer } from "../http/write-answer.ts";
import { type Endpoint, readQuery, Refusal, sendJson } from "./endpoint.ts";
import { readRiskRating } from "./read-risk-rating.ts";

const FILTERS = ["userPoolId", "username"] as const satisfies (keyof RiskRating)[];

/** What threat protection takes the sign-ins of pools and users for: lists, sets and removes it. */
export function risks({ risks: control }: Cognito): readonly Endpoint[] {
  return [
    {
      method: "GET",
      path: "/risks",
      answer: async (request, reply) => sendJson(reply, 200, await control.list(queryIn(request))),
    },
    {
      method: "PUT",
      path: "/risks",
      answer: async (request, reply) => {
        try {
          const { rating, replaced } = await control.rate(readRiskRating(request.body));
          sendJson(reply, replaced ? 200 : 201, rating);
        } catch (error) {
          if (error instanceof RiskSubjectNotFound) throw new Refusal(404, error.message);
          throw error;
        }
      },
    },
    {
      method: "DELETE",
      path: "/risks",
      answer: async (request, reply) => {
        await control.remove(queryIn(request));
        writeAnswer(reply, 204, {});
      },
    },
  ];
}

function queryIn(request: FastifyRequest): RiskQuery {
  return Object.fromEntries(readQuery(request, FILTERS));
}
