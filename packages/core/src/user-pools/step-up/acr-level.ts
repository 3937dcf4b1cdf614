import type { Proof } from "../authentication/sign-in-progress.ts";
import { acrConfiguration } from "../pools/settings/acr-configuration.ts";
import type { UserPool } from "../pools/user-pool.ts";

/** How much a sign-in is worth, from little to much. Which factors make a level is fixed; a pool only names the levels. */
export type AcrLevel = 1 | 2 | 3 | 4;

const LEVELS: readonly AcrLevel[] = [1, 2, 3, 4];

/**
 * The factors that make each level, the highest first: all of one of these.
 *
 * @see "Step-up authentication" in the Amazon Cognito Developer Guide
 */
const MADE_OF: readonly (readonly [AcrLevel, readonly (readonly Proof[])[]])[] = [
  [4, [["Password", "SoftwareToken"], ["FederatedLevel4"]]],
  [
    3,
    [["PlatformPasskey"], ["RoamingPasskey"], ["Password", "SmsCode"], ["Password", "EmailCode"], ["FederatedLevel3"]],
  ],
  [2, [["SmsCode"], ["EmailCode"], ["FederatedLevel2"]]],
  [1, [["Password"], ["Federated"]]],
];

/** The level of a sign-in with these proofs; 0 where they make none, as those of a custom sign-in. */
export function levelOf(proofs: readonly Proof[]): AcrLevel | 0 {
  const made = MADE_OF.find(([, sets]) => sets.some((set) => set.every((proof) => proofs.includes(proof))));
  return made?.[0] ?? 0;
}

/** What a pool calls a level: the value of the claim `acr`. */
export function acrValueOf({ settings }: UserPool, level: AcrLevel): string {
  return acrConfiguration(settings.AcrConfiguration)[`Level${level}`]?.AcrValue ?? "";
}

/** The levels that a pool calls by these names, in the order of the names. Names that it does not know are none. */
export function levelsCalled(pool: UserPool, names: readonly string[]): readonly AcrLevel[] {
  return names.flatMap((name) => LEVELS.filter((level) => acrValueOf(pool, level) === name));
}

/** What `amr` calls each proof. */
const METHODS: Readonly<Partial<Record<Proof, string>>> = {
  Password: "pwd",
  EmailCode: "email_otp",
  SmsCode: "sms",
  SoftwareToken: "otp",
  PlatformPasskey: "swk",
  RoamingPasskey: "hwk",
  // unconfirmed: what AWS makes of the provider's own `amr`.
  Federated: "fed",
  FederatedLevel2: "fed",
  FederatedLevel3: "fed",
  FederatedLevel4: "fed",
};

/** The claim `amr`: how the user signed in, in the order in which they did, and `mfa` where that was with several factors. */
export function methodsOf(proofs: readonly Proof[]): readonly string[] {
  const methods = [...new Set(proofs.map((proof) => METHODS[proof]).filter((method) => method !== undefined))];
  return methods.length > 1 ? [...methods, "mfa"] : methods;
}

/** Whether a proof says how a user signed in. A device does not, which is asked besides, nor do challenges of the pool's own. */
export function isMethod(proof: Proof): boolean {
  return METHODS[proof] !== undefined;
}
