import { InvalidParameterException } from "@cogmock/protocol/errors";
import type { LambdaConfigType } from "@cogmock/protocol/user-pools";
import type { UserPool } from "../user-pool.ts";
import { parseArn } from "../../arn.ts";

/**
 * The triggers of a pool. The pre token generation trigger has an old member and a new one; setting either fills both.
 *
 * @throws InvalidParameterException both are given and differ
 */
export function lambdaConfig(given: LambdaConfigType | undefined): LambdaConfigType {
  const { PreTokenGeneration, PreTokenGenerationConfig } = given ?? {};
  const arn = PreTokenGenerationConfig?.LambdaArn ?? PreTokenGeneration;
  if (arn === undefined) return { ...given };
  if (PreTokenGeneration !== undefined && PreTokenGeneration !== arn) {
    throw new InvalidParameterException(
      "Cannot use PreTokenGenerationLambda and PreTokenGeneration with different Lambda function ARN's",
    );
  }
  return {
    ...given,
    PreTokenGeneration: arn,
    // unconfirmed: that AWS answers the other member too.
    PreTokenGenerationConfig: PreTokenGenerationConfig ?? { LambdaVersion: "V1_0", LambdaArn: arn },
  };
}

function functionArns(triggers: LambdaConfigType): string[] {
  return Object.entries(triggers)
    .filter(([name, trigger]) => name !== "KMSKeyID" && trigger !== undefined)
    .map(([, trigger]) => (typeof trigger === "string" ? trigger : trigger.LambdaArn));
}

/**
 * What can be told of triggers without AWS Lambda: whether the functions exist is found out when they are called.
 *
 * @throws InvalidParameterException a function of another region, or a sender of messages without a key to encrypt codes with
 */
export function assertLambdaConfig({ settings: { LambdaConfig: triggers }, region }: UserPool): void {
  if ((triggers.CustomSMSSender || triggers.CustomEmailSender) && triggers.KMSKeyID === undefined) {
    throw new InvalidParameterException("KMSKeyId parameter is required when Custom SMS/Email Lambda trigger is used.");
  }
  if (functionArns(triggers).some((arn) => parseArn(arn).region !== region)) {
    throw new InvalidParameterException("Cross-region lambda functions are not supported");
  }
}
