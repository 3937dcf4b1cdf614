import type {
  ChallengeName,
  ChallengeResponse,
  EventResponseType,
  EventType,
  FeedbackValueType,
} from "@cogmock/protocol/user-pools";
import type { EpochMilliseconds } from "../../ports/clock.ts";
import { type Collection, defineCollection } from "../../store/collection.ts";
import type { RiskAssessment } from "../threat-protection/rate-risk.ts";

/** What somebody thinks of an event: whether it was the user themselves. */
export interface EventFeedback {
  readonly value: FeedbackValueType;
  /** `Admin` or `User` */
  readonly provider: string;
  readonly givenAt: EpochMilliseconds;
}

/** How a question to the user went, in the course of a sign-in. */
export interface AskedChallenge {
  readonly name: ChallengeName;
  readonly response: ChallengeResponse;
}

/** Something that a user has done, or has tried, to get in: what the pool's threat protection keeps of it. */
export interface AuthEvent {
  readonly userPoolId: string;
  readonly sub: string;
  /** A UUID; of a sign-in, the `event_id` of its tokens. */
  readonly id: string;
  readonly type: EventType;
  readonly response: EventResponseType;
  /** Of a sign-in; in the order in which they were asked. */
  readonly challenges: readonly AskedChallenge[];
  /** What threat protection made of it; absent where that did not look. */
  readonly risk?: RiskAssessment | undefined;
  /** As the user agent told it. */
  readonly device?: string | undefined;
  readonly ipAddress?: string | undefined;
  readonly feedback?: EventFeedback | undefined;
  readonly createdAt: EpochMilliseconds;
  /** Tells the order of events that one process recorded in one millisecond. */
  readonly sequence: number;
}

/** What sorts a later number first. */
function latestFirst(time: number): number {
  return Number.MAX_SAFE_INTEGER - time;
}

/** unconfirmed: for how long AWS keeps events: two years. */
const KEPT_MILLISECONDS = 730 * 86_400_000;

/** Events of users of all pools. AdminListUserAuthEvents pages through those of a user, newest first. */
export const authEvents: Collection<AuthEvent> = defineCollection<AuthEvent>({
  name: "authEvents",
  key: (event) => [event.userPoolId, event.sub, event.id],
  ordered: {
    newestOfUser: ({ userPoolId, sub, createdAt, sequence, id }) => [
      [userPoolId, sub, latestFirst(createdAt), latestFirst(sequence), id],
    ],
  },
  expiresAt: (event) => event.createdAt + KEPT_MILLISECONDS,
});
