import type { AwsEndpoint } from "./aws-endpoint.ts";
import type { Carrier } from "./carrier.ts";
import { callAction } from "./query-protocol.ts";

/** unconfirmed: that Cognito calls its messages transactional, and sends no other attribute. */
const SMS_TYPE = { name: "AWS.SNS.SMS.SMSType", value: "Transactional" };

/**
 * Sends SMS through Amazon SNS, in the region of the pool's `SmsConfiguration`. Its role is not assumed.
 *
 * @see Amazon SNS API Reference, Publish
 */
export function createSnsCarrier(endpoint: AwsEndpoint): Carrier {
  return async ({ message, sender: { region, accountId, smsConfiguration } }) => {
    await callAction(
      endpoint,
      { region: smsConfiguration?.SnsRegion ?? region, accountId },
      {
        Action: "Publish",
        Version: "2010-03-31",
        PhoneNumber: message.to,
        Message: message.body,
        "MessageAttributes.entry.1.Name": SMS_TYPE.name,
        "MessageAttributes.entry.1.Value.DataType": "String",
        "MessageAttributes.entry.1.Value.StringValue": SMS_TYPE.value,
      },
    );
  };
}
