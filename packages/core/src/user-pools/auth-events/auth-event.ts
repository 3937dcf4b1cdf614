import { uuid } from "@cogmock/crypto";
import { UserPoolAddOnNotEnabledException } from "@cogmock/protocol/errors";
import type { AuthEventType } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import { nextInSequence } from "../../sequence.ts";
import type { AnyWrite } from "../../store/store.ts";
import type { Origin } from "../authentication/call-origin.ts";
import type { UserPool } from "../pools/user-pool.ts";
import { deviceOfUserAgent } from "../sessions/device-of-user-agent.ts";
import { NO_RISK, protectionMode, type RiskAssessment } from "../threat-protection/rate-risk.ts";
import type { User } from "../users/user.ts";
import { type AuthEvent, authEvents } from "./auth-events.collection.ts";

/** unconfirmed: AWS's text. */
const NOT_ENABLED = "User pool add-on is not enabled.";

/** Whether the pool keeps a record of events: its threat protection is on, be it for audit only. */
export function recordsEvents(pool: UserPool): boolean {
  return protectionMode(pool) !== undefined;
}

/** @throws UserPoolAddOnNotEnabledException the pool's threat protection is off */
export function assertRecordsEvents(pool: UserPool): void {
  if (!recordsEvents(pool)) throw new UserPoolAddOnNotEnabledException(NOT_ENABLED);
}

/** The device that somebody sits at, as far as their user agent tells. */
export function deviceNameOf({ userAgent }: Origin): string | undefined {
  const { app, system } = deviceOfUserAgent(userAgent);
  return [app, system].filter((part) => part !== undefined).join(", ") || undefined;
}

/** An event of this moment. @param origin where the user sits */
export function newAuthEvent(
  { clock, random }: Pick<OperationContext, "clock" | "random">,
  { userPoolId, sub }: Pick<User, "userPoolId" | "sub">,
  origin: Origin,
  happened: Pick<AuthEvent, "type" | "response" | "challenges" | "risk">,
): AuthEvent {
  return {
    userPoolId,
    sub,
    id: uuid((length) => random.bytes(length)),
    ...happened,
    device: deviceNameOf(origin),
    ipAddress: origin.ipAddress,
    createdAt: clock.now(),
    sequence: nextInSequence(),
  };
}

/** Who does something in one call, and where they sit. */
export interface EventSubject {
  readonly pool: UserPool;
  readonly user: User;
  readonly origin: Origin;
}

/** What is recorded of something that a user does in one call: nothing, where the pool does not record. */
export function eventWrites(
  context: Pick<OperationContext, "clock" | "random">,
  { pool, user, origin }: EventSubject,
  type: AuthEvent["type"],
  response: AuthEvent["response"],
  risk?: RiskAssessment,
): AnyWrite[] {
  if (!recordsEvents(pool)) return [];
  const event = newAuthEvent(context, user, origin, { type, response, challenges: [], risk });
  return [authEvents.put(event, { expect: "absent" })];
}

/**
 * An event as AWS lists it. unconfirmed: which members AWS leaves out where there is nothing to say.
 */
export function toAuthEventType(event: AuthEvent): AuthEventType {
  const { feedback, risk = NO_RISK } = event;
  return {
    EventId: event.id,
    EventType: event.type,
    CreationDate: event.createdAt / 1000,
    EventResponse: event.response,
    EventRisk: {
      RiskDecision: risk.decision,
      RiskLevel: risk.level,
      CompromisedCredentialsDetected: risk.compromisedCredentials,
    },
    ChallengeResponses: event.challenges.map(({ name, response }) => ({
      ChallengeName: name,
      ChallengeResponse: response,
    })),
    EventContextData: { IpAddress: event.ipAddress, DeviceName: event.device },
    EventFeedback: feedback && {
      FeedbackValue: feedback.value,
      Provider: feedback.provider,
      FeedbackDate: feedback.givenAt / 1000,
    },
  };
}
