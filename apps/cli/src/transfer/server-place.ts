import { CommandError } from "@cogmock/app-server";
import { systemCodeOf } from "@cogmock/server";
import { exchange, jsonOf, refusal } from "../running-server/exchange.ts";
import type { Place } from "./place.ts";

/** A running server, reached over HTTP. */
export function serverPlace(endpoint: string): Place {
  return {
    async *export() {
      const { response } = await exchange(endpoint, "GET", "/_cogmock/export");
      if (response.statusCode !== 200) throw await refusal(endpoint, response);
      try {
        for await (const chunk of response) yield toBytes(chunk);
      } catch (error) {
        throw new CommandError(`${endpoint} broke off; the export is not complete (${systemCodeOf(error)})`, {
          cause: error,
        });
      }
    },
    async import({ chunks, size }, { replace }) {
      const path = `/_cogmock/import${replace ? "?replace=true" : ""}`;
      const { response, sending } = await exchange(endpoint, "POST", path, { chunks, size });
      try {
        if (response.statusCode === 409)
          throw new CommandError(
            `${endpoint} is not empty; --replace puts the import in the place of everything there`,
          );
        if (response.statusCode !== 200) throw await refusal(endpoint, response);
        const { documents = 0 } = await jsonOf(response);
        return Number(documents);
      } finally {
        // What is still being sent was refused.
        sending.destroy();
      }
    },
    close: async () => {},
  };
}

function toBytes(chunk: unknown): Uint8Array {
  return chunk instanceof Uint8Array ? chunk : Buffer.from(String(chunk));
}
