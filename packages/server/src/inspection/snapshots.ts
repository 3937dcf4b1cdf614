import { type Cognito, ImportError, InvalidSnapshotName, SnapshotNotFound } from "@cogmock/core";
import type { FastifyRequest } from "fastify";
import { writeAnswer } from "../http/write-answer.ts";
import { type Endpoint, Refusal, sendJson } from "./endpoint.ts";

/** Saves, restores, lists and deletes named states of the server. */
export function snapshots({ snapshots: kept }: Cognito): readonly Endpoint[] {
  return [
    {
      method: "GET",
      path: "/snapshots",
      answer: async (_, reply) => sendJson(reply, 200, await kept.list()),
    },
    {
      method: "PUT",
      path: "/snapshots/:name",
      answer: async (request, reply) => {
        const { replaced, ...snapshot } = await refusing(kept.save(nameIn(request)));
        sendJson(reply, replaced ? 200 : 201, snapshot);
      },
    },
    {
      method: "DELETE",
      path: "/snapshots/:name",
      answer: async (request, reply) => {
        await refusing(kept.delete(nameIn(request)));
        writeAnswer(reply, 204, {});
      },
    },
    {
      method: "POST",
      path: "/snapshots/:name/restore",
      answer: async (request, reply) => {
        await refusing(kept.restore(nameIn(request)));
        writeAnswer(reply, 204, {});
      },
    },
  ];
}

function nameIn({ params }: FastifyRequest): string {
  return typeof params === "object" && params !== null && "name" in params ? String(params.name) : "";
}

/** What is done, or whose fault it is that it is not. */
async function refusing<Result>(doing: Promise<Result>): Promise<Result> {
  try {
    return await doing;
  } catch (error) {
    if (error instanceof SnapshotNotFound) throw new Refusal(404, error.message);
    if (error instanceof InvalidSnapshotName) throw new Refusal(400, error.message);
    if (error instanceof ImportError)
      throw new Refusal(409, `This cogmock cannot read the snapshot: ${error.message}.`);
    throw error;
  }
}
