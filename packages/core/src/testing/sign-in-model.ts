import type { AuthFlowType, ChallengeNameType } from "@cogmock/protocol/user-pools";
import type { Name } from "./given-people.ts";
import type { Posed } from "./posed-challenges.ts";

/** What somebody can show in a sign-in. `setup` is an authenticator app of which a code was verified on the way. */
export type Secret = "password" | "newPassword" | "sms" | "email" | "app" | "setup" | "device" | "riddle" | "passkey";

/** A second factor. */
export type Method = "sms" | "app" | "email";

/** What a pool asks of its users, and what they have. */
export interface Settings {
  readonly mfa: "OFF" | "OPTIONAL" | "ON";
  /** The second factors that both have, turned on. Without any they have a phone number still. */
  readonly methods: readonly Method[];
  /** Whether the pool remembers devices, and what one that is remembered is good for. */
  readonly devices: "none" | "besidesMfa" | "inPlaceOfMfa";
  /** Whether passwords are temporary at first. */
  readonly temporary: boolean;
}

/** What is known of somebody in the course of time. */
export interface Account {
  temporary: boolean;
  enabled: boolean;
  /** How often the password was changed. */
  passwords: number;
  readonly methods: Set<Method>;
  /** The codes of the authenticator app that were accepted. */
  readonly usedCodes: Set<string>;
}

/** A session that was handed out, and what was shown on the way to it. */
export interface Session {
  /** The name in which the sign-in was begun; nobody may have it. */
  readonly owner: Name | "nobody";
  readonly clientId: string;
  readonly flow: AuthFlowType;
  readonly challenge: ChallengeNameType;
  readonly posed: Posed;
  readonly expiresAt: number;
  /** In the order in which it was. */
  readonly shown: ReadonlySet<Secret>;
  /** What the sign-in is to be worth. */
  readonly level?: number | undefined;
  /** The device that the sign-in has named last. */
  readonly deviceKey?: string | undefined;
  /** The code that went out with it, to whichever address. */
  readonly code?: string | undefined;
  readonly passwords: number;
  /** Of MFA_SETUP: the secret of an app, and whether a code of it was verified. */
  readonly setup?: { readonly secret: string; readonly isVerified: boolean } | undefined;
  spent: boolean;
  /** The session of DEVICE_SRP_AUTH that the answer led to: that challenge may be answered in this one, too. */
  ledToDevice?: Session | undefined;
}

/** What has to be shown to meet a challenge; of those that are not here, nothing. */
export const MET_BY: Readonly<Partial<Record<ChallengeNameType, Secret>>> = {
  PASSWORD_VERIFIER: "password",
  PASSWORD: "password",
  NEW_PASSWORD_REQUIRED: "newPassword",
  SMS_MFA: "sms",
  SMS_OTP: "sms",
  EMAIL_OTP: "email",
  SOFTWARE_TOKEN_MFA: "app",
  DEVICE_PASSWORD_VERIFIER: "device",
  WEB_AUTHN: "passkey",
};

/** Why a session takes no answer, whatever it says; undefined where it takes one. */
export function whyUnanswerable(
  session: Session,
  account: Account | undefined,
  { now, clientId, name }: { readonly now: number; readonly clientId: string; readonly name: string },
): string | undefined {
  if (session.spent) return "it was answered before";
  if (now >= session.expiresAt) return "it is out of date";
  if (clientId !== session.clientId) return "it is another client's";
  if (name !== session.owner) return "it is another user's";
  if (account && !account.enabled) return "its user is disabled";
  if (account && account.passwords !== session.passwords) return "its user has another password by now";
  return undefined;
}

function afterPassword({ mfa, devices }: Settings, account: Account, shown: ReadonlySet<Secret>): string | undefined {
  if (!shown.has("password")) return "the password";
  if (account.temporary) return "a new password";
  if (mfa === "OFF" || (devices === "inPlaceOfMfa" && shown.has("device"))) return undefined;
  // It was set up in this very sign-in, there being nothing else.
  if (shown.has("setup")) return undefined;
  const { methods } = account;
  if ([...methods].some((method) => shown.has(method))) return undefined;
  if (methods.size > 0) return "a second factor";
  const hasAny = (["sms", "app", "email"] as const).some((secret) => shown.has(secret));
  return mfa === "OPTIONAL" || hasAny ? undefined : "any second factor";
}

/** What makes each level, all of one of these. */
const LEVELS: readonly (readonly [number, readonly (readonly Secret[])[]])[] = [
  [
    4,
    [
      ["password", "app"],
      ["password", "setup"],
    ],
  ],
  [3, [["passkey"], ["password", "sms"], ["password", "email"]]],
  [2, [["sms"], ["email"]]],
  [1, [["password"]]],
];

/** How much a sign-in is worth in which these were shown. */
function levelOf(shown: ReadonlySet<Secret>): number {
  return LEVELS.find(([, sets]) => sets.some((set) => set.every((secret) => shown.has(secret))))?.[0] ?? 0;
}

/** What is missing for tokens; undefined where everything that the pool asks of this user was shown. */
export function missingForTokens(
  settings: Settings,
  account: Account,
  { flow, shown, deviceKey, level = 0 }: Pick<Session, "flow" | "shown" | "deviceKey" | "level">,
  ownDevice: string | undefined,
): string | undefined {
  if (levelOf(shown) < level) return `what makes level ${level}`;
  const begunWithoutPassword = !shown.has("password") && (flow === "CUSTOM_AUTH" || flow === "USER_AUTH");
  if (flow === "CUSTOM_AUTH" && !shown.has("riddle")) return "the riddle";
  const [first] = shown;
  const beganWithCodeOrKey = first === "email" || first === "sms" || first === "passkey";
  // A first factor like that is enough, and stays so when a password steps it up.
  if (flow === "USER_AUTH" && beganWithCodeOrKey && settings.mfa !== "ON") return undefined;
  if (flow === "USER_AUTH" && begunWithoutPassword) return "a factor";
  const missing = begunWithoutPassword ? undefined : afterPassword(settings, account, shown);
  if (missing) return missing;
  const isDeviceNamed = settings.devices !== "none" && deviceKey !== undefined && deviceKey === ownDevice;
  return isDeviceNamed && !shown.has("device") ? "the device" : undefined;
}
