import { InvalidParameterException } from "@cogmock/protocol/errors";
import type { AccountRecoverySettingType } from "@cogmock/protocol/user-pools";
import type { MfaFactors } from "../../mfa-configuration/mfa-factors.ts";
import type { UserPool } from "../user-pool.ts";

/** E-mail before phone, where a caller says nothing. Pools made before 2024 try the phone first. */
export const DEFAULT_ACCOUNT_RECOVERY: AccountRecoverySettingType = {
  RecoveryMechanisms: [
    { Priority: 1, Name: "verified_email" },
    { Priority: 2, Name: "verified_phone_number" },
  ],
};

/** A channel that brings both the second factor and the new password would be the only factor. */
const CHANNELS: readonly {
  readonly mechanism: "verified_phone_number" | "verified_email";
  readonly factor: string;
  readonly isOffered: (factors: MfaFactors) => boolean;
}[] = [
  { mechanism: "verified_phone_number", factor: "SMS MFA", isOffered: (factors) => factors.sms },
  { mechanism: "verified_email", factor: "Email MFA", isOffered: (factors) => factors.email !== undefined },
];

/**
 * @throws InvalidParameterException `admin_only` beside another mechanism, a mechanism or priority twice, or the channel
 *   of the second factor as the only way to recover
 * @see AWS API Reference, AccountRecoverySettingType
 */
export function assertAccountRecovery({ settings, mfaFactors }: UserPool): void {
  const mechanisms = settings.AccountRecoverySetting.RecoveryMechanisms ?? [];
  const names = new Set(mechanisms.map(({ Name }) => Name));
  const priorities = new Set(mechanisms.map(({ Priority }) => Priority));
  if (names.has("admin_only") && names.size > 1) {
    throw new InvalidParameterException(
      "Account Recovery Setting cannot use admin_only setting with any other recovery mechanisms.",
    );
  }
  if (names.size < mechanisms.length || priorities.size < mechanisms.length) {
    throw new InvalidParameterException(
      "Account Recovery Setting cannot have duplicate priorities or recovery mechanisms.",
    );
  }
  if (settings.MfaConfiguration === "OFF") return;
  // unconfirmed: that it takes the only mechanism to be refused (AWS's default has both, and takes SMS MFA), and the
  // wording for e-mail, which follows the one for SMS.
  const clash = CHANNELS.find(
    ({ mechanism, isOffered }) => names.size === 1 && names.has(mechanism) && isOffered(mfaFactors),
  );
  if (clash) {
    throw new InvalidParameterException(
      `Invalid account recovery setting parameter. Account Recovery Setting cannot use ${clash.mechanism} as a recovery mechanism when ${clash.factor} is configured.`,
    );
  }
}
