import type { LambdaConfigType } from "@cogmock/protocol/user-pools";
import type { UserPool } from "../pools/user-pool.ts";

/** A trigger, as a pool's `LambdaConfig` and AWS's error messages call it. */
export type TriggerName = Exclude<keyof LambdaConfigType, "KMSKeyID" | "PreTokenGenerationConfig">;

/** The ARN of the function that a pool names for a trigger. */
export function functionArnOf({ settings: { LambdaConfig } }: UserPool, trigger: TriggerName): string | undefined {
  const configured = LambdaConfig[trigger];
  return typeof configured === "object" ? configured.LambdaArn : configured;
}
