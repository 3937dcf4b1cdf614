import type { AuthFlowType, ChallengeNameType } from "@cogmock/protocol/user-pools";
import * as fc from "fast-check";
import type { Settings } from "./sign-in-model.ts";

const NAMES = ["alice", "mallory", "nobody"] as const;
const METHODS = ["sms", "app", "email"] as const;
const CHALLENGES = [
  "CUSTOM_CHALLENGE",
  "DEVICE_PASSWORD_VERIFIER",
  "DEVICE_SRP_AUTH",
  "EMAIL_OTP",
  "MFA_SETUP",
  "NEW_PASSWORD_REQUIRED",
  "PASSWORD",
  "PASSWORD_SRP",
  "PASSWORD_VERIFIER",
  "SELECT_CHALLENGE",
  "SELECT_MFA_TYPE",
  "SMS_MFA",
  "SMS_OTP",
  "SOFTWARE_TOKEN_MFA",
  "WEB_AUTHN",
] as const satisfies readonly ChallengeNameType[];

/** Ways to begin. */
export const BEGINNINGS = {
  password: { AuthFlow: "USER_PASSWORD_AUTH" },
  srp: { AuthFlow: "USER_SRP_AUTH" },
  custom: { AuthFlow: "CUSTOM_AUTH" },
  customSrp: { AuthFlow: "CUSTOM_AUTH", CHALLENGE_NAME: "SRP_A" },
  choice: { AuthFlow: "USER_AUTH" },
  choicePassword: { AuthFlow: "USER_AUTH", PREFERRED_CHALLENGE: "PASSWORD" },
  choiceSrp: { AuthFlow: "USER_AUTH", PREFERRED_CHALLENGE: "PASSWORD_SRP" },
  choiceEmail: { AuthFlow: "USER_AUTH", PREFERRED_CHALLENGE: "EMAIL_OTP" },
  choiceSms: { AuthFlow: "USER_AUTH", PREFERRED_CHALLENGE: "SMS_OTP" },
  choicePasskey: { AuthFlow: "USER_AUTH", PREFERRED_CHALLENGE: "WEB_AUTHN" },
} as const satisfies Readonly<Record<string, { readonly AuthFlow: AuthFlowType } & Readonly<Record<string, string>>>>;
export type Beginning = keyof typeof BEGINNINGS;
export const beginnings: readonly Beginning[] = Object.keys(BEGINNINGS).filter((key): key is Beginning =>
  Object.hasOwn(BEGINNINGS, key),
);

const anySettings: fc.Arbitrary<Settings> = fc.record({
  mfa: fc.constantFrom("OFF", "OPTIONAL", "ON"),
  methods: fc.subarray([...METHODS]),
  devices: fc.constantFrom("none", "besidesMfa", "inPlaceOfMfa"),
  temporary: fc.boolean(),
});

/** Every third makes its users set MFA up. */
export const settings: fc.Arbitrary<Settings> = fc.oneof(
  { weight: 2, arbitrary: anySettings },
  { weight: 1, arbitrary: anySettings.map((some): Settings => ({ ...some, mfa: "ON", methods: [] })) },
);

/** What is mostly so, as in an honest sign-in. */
const mostly = fc.oneof({ weight: 9, arbitrary: fc.constant(true) }, { weight: 2, arbitrary: fc.constant(false) });
/** What is mostly left to what belongs to the session. */
function seldom<T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> {
  return fc.oneof({ weight: 15, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: value });
}
/** Counted back from the youngest session. */
const back = fc.oneof({ weight: 5, arbitrary: fc.constant(0) }, { weight: 3, arbitrary: fc.nat(12) });
const people = fc.constantFrom("alice" as const, "mallory" as const);
const namesDevice = fc.constantFrom("no", "no", "own", "other");

const beginMove = fc.record({
  does: fc.constant("begin" as const),
  as: fc.constantFrom(...NAMES, "alice", "mallory"),
  at: fc.constantFrom(0, 0, 0, 1),
  by: fc.constantFrom(...beginnings),
  rightly: mostly,
  namesDevice,
  /** In USER_AUTH, to be worth this level, with the credit of tokens from before. */
  stepsUp: fc.oneof(
    { weight: 1, arbitrary: fc.constant(undefined) },
    { weight: 1, arbitrary: fc.record({ tokens: back, level: fc.constantFrom(1, 2, 3, 4) }) },
  ),
});
const answerMove = fc.record({
  does: fc.constant("answer" as const),
  session: back,
  as: seldom(fc.constantFrom(...NAMES)),
  by: seldom(people),
  at: seldom(fc.constantFrom(0, 1)),
  challenge: seldom(fc.constantFrom(...CHALLENGES)),
  rightly: mostly,
  method: fc.constantFrom(...METHODS),
  choice: fc.constantFrom("PASSWORD", "PASSWORD_SRP", "EMAIL_OTP", "SMS_OTP", "WEB_AUTHN"),
  email: fc.constantFrom(false, false, true),
  namesDevice,
  byServer: fc.boolean(),
});
const move = fc.oneof(
  { weight: 6, arbitrary: beginMove },
  { weight: 20, arbitrary: answerMove },
  { weight: 2, arbitrary: fc.record({ does: fc.constant("associate" as const), session: back }) },
  { weight: 3, arbitrary: fc.record({ does: fc.constant("verify" as const), session: back, rightly: mostly }) },
  { weight: 3, arbitrary: fc.record({ does: fc.constant("wait" as const), seconds: fc.constantFrom(1, 30, 30, 180) }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant("disable" as const), whom: people }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant("enable" as const), whom: people }) },
  {
    weight: 2,
    arbitrary: fc.record({ does: fc.constant("change the password" as const), whom: people, temporary: fc.boolean() }),
  },
);
export type Move = typeof move extends fc.Arbitrary<infer T> ? T : never;

/** A sign-in that goes some way, more or less honestly. */
const course = fc
  .tuple(
    beginMove,
    fc.array(
      answerMove.map((answer): Move => ({ ...answer, session: 0 })),
      { minLength: 1, maxLength: 5, size: "max" },
    ),
  )
  .map(([first, answers]): Move[] => [first, ...answers]);

/** A sign-in in which an authenticator app is set up. */
const setUpCourse = fc
  .tuple(
    fc.tuple(beginMove, people).map(([first, as]): Move => ({ ...first, as, by: "password", rightly: true })),
    fc.array(move, { maxLength: 1 }),
    fc.constant<Move>({ does: "associate", session: 0 }),
    fc.array(
      fc.boolean().map((rightly): Move => ({ does: "verify", session: 0, rightly })),
      { minLength: 1, maxLength: 2 },
    ),
    answerMove.map((answer): Move => ({ ...answer, session: 0 })),
  )
  .map(([first, between, associate, verify, answer]): Move[] => [first, ...between, associate, ...verify, answer]);

/** Sign-ins one after the other, and whatever comes between. */
export const moves: fc.Arbitrary<Move[]> = fc
  .array(
    fc.oneof(
      { weight: 3, arbitrary: course },
      // The same again, with whatever is good for once only.
      { weight: 1, arbitrary: course.map((some): Move[] => [...some, ...some]) },
      { weight: 1, arbitrary: setUpCourse },
      { weight: 6, arbitrary: move.map((one): Move[] => [one]) },
    ),
    { minLength: 3, maxLength: 13, size: "max" },
  )
  .map((some) => some.flat());
