import { InvalidParameterException, NotAuthorizedException } from "@cogmock/protocol/errors";
import type { UserPool, UserPoolSettings } from "../user-pool.ts";
import { parseArn } from "../../arn.ts";

/**
 * Regions from which pools of other regions may send, besides their own.
 *
 * unconfirmed: the list as a whole; Seoul's is in AWS's API Reference.
 * @see "SMS message settings for Amazon Cognito user pools" in the Amazon Cognito Developer Guide
 */
const ALTERNATE_SNS_REGIONS: Readonly<Record<string, string>> = {
  "ap-northeast-2": "ap-northeast-1",
  "ap-south-1": "ap-southeast-1",
  "ca-central-1": "us-east-1",
  "eu-central-1": "eu-west-1",
  "eu-west-2": "eu-west-1",
  "us-east-2": "us-east-1",
};

/** Whether a pool is set up to send SMS. */
export function canSendSms({ SmsConfiguration: sms }: Pick<UserPoolSettings, "SmsConfiguration">): boolean {
  return Boolean(sms?.SnsCallerArn) || sms?.EumsSms !== undefined;
}

/**
 * What can be told of an SMS configuration without Amazon SNS and IAM: roles are taken to trust Cognito and to let it
 * publish.
 *
 * @throws NotAuthorizedException a role of another account
 * @throws InvalidParameterException no role, or a region that the pool cannot send from
 */
export function assertSmsConfiguration({ settings, region, accountId }: UserPool): void {
  const sms = settings.SmsConfiguration;
  if (!sms) return;
  if (!canSendSms(settings)) {
    // unconfirmed: AWS's model has called this member optional since it can be replaced by EumsSms.
    throw new InvalidParameterException(
      "1 validation error detected: Value null at 'smsConfiguration.snsCallerArn' failed to satisfy constraint: Member must not be null",
    );
  }
  const roles = [sms.SnsCallerArn, sms.EumsSms?.CallerArn].filter((arn) => arn);
  if (roles.some((arn = "") => parseArn(arn).accountId !== accountId)) {
    throw new NotAuthorizedException("Cross-account pass role is not allowed.");
  }
  if (sms.SnsRegion !== undefined && ![region, ALTERNATE_SNS_REGIONS[region]].includes(sms.SnsRegion)) {
    throw new InvalidParameterException(`Invalid snsRegion. Allowed SNS region for ${region} is ${region}`);
  }
  if (sms.EumsSms?.Region !== undefined && sms.EumsSms.Region !== region) {
    // unconfirmed: the wording, which follows the one for SNS.
    throw new InvalidParameterException(`Invalid region. Allowed EUMS region for ${region} is ${region}`);
  }
}
