import type { TriggerEvent } from "../../ports/trigger-functions.ts";

/** A call of a function by a trigger. Its shape on `/_cogmock/triggers` is this very shape. */
export interface TriggerRecord {
  readonly id: string;
  readonly userPoolId: string;
  /** The `userName` of the event. */
  readonly username: string;
  readonly triggerSource: string;
  readonly functionArn: string;
  /** The event. In place of a password it has `***`. */
  readonly request: TriggerEvent;
  /** What the function returned: its JSON or, where it is none, the text. Absent where it returned nothing. */
  readonly response?: unknown;
  /** What went wrong: what the function threw, why it could not be run, or what was amiss with what it returned. */
  readonly error?: string | undefined;
  /** In real time, all tries together. */
  readonly durationMilliseconds: number;
  /** ISO 8601, UTC. */
  readonly calledAt: string;
}
