import { ClockNotMovable, type ClockReading, type Cognito, InvalidClockChange, type TimeControl } from "@cogmock/core";
import { type Endpoint, Refusal, sendJson } from "./endpoint.ts";
import { type ClockChange, readClockChange } from "./read-clock-change.ts";

/** The time that the server goes by, to be read and moved. */
export function clock({ time }: Cognito): readonly Endpoint[] {
  return [
    {
      method: "GET",
      path: "/clock",
      answer: async (_, reply) => sendJson(reply, 200, toJson(await time.read())),
    },
    {
      method: "POST",
      path: "/clock",
      answer: async (request, reply) => {
        const change = readClockChange(request.body);
        try {
          sendJson(reply, 200, toJson(await apply(time, change)));
        } catch (error) {
          if (error instanceof InvalidClockChange) throw new Refusal(400, error.message);
          if (error instanceof ClockNotMovable) throw new Refusal(409, error.message);
          throw error;
        }
      },
    },
  ];
}

function apply(time: TimeControl, change: ClockChange): Promise<ClockReading> {
  if ("advance" in change) return time.advance(change.advance);
  if ("freeze" in change) return change.freeze ? time.freeze() : time.unfreeze();
  return "set" in change ? time.set(change.set) : time.reset();
}

function toJson({ now, ahead, isFrozen }: ClockReading): object {
  return { now: new Date(now).toISOString(), offsetSeconds: ahead / 1000, frozen: isFrozen };
}
