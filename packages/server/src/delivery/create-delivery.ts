import type { MessageDelivery, OutgoingMessage } from "@cogmock/core";
import type { Logger } from "pino";
import type { AwsCredentials } from "../configuration/aws-credentials.ts";
import { type Carrier, DeliveryFailed } from "./carrier.ts";
import { createSesCarrier } from "./ses-carrier.ts";
import { createSmtpCarrier } from "./smtp-carrier.ts";
import { createSnsCarrier } from "./sns-carrier.ts";

/** Who carries messages. Without any of them they stay in the inbox. */
export interface DeliveryOptions {
  readonly smtp?: string | undefined;
  readonly sesEndpoint?: string | undefined;
  readonly snsEndpoint?: string | undefined;
  readonly awsCredentials?: AwsCredentials | undefined;
}

/**
 * Delivers messages by whatever is configured for their medium. Where e-mails may go either way, those of pools with
 * their own SES (`EmailSendingAccount` `DEVELOPER`) go through SES, and those of the others by SMTP.
 */
export function createDelivery(options: DeliveryOptions, logger: Logger): MessageDelivery {
  const carrierOf = chooseCarrier(options);
  const carry = async (outgoing: OutgoingMessage): Promise<void> => {
    const { id, userPoolId, medium } = outgoing.message;
    try {
      await carrierOf(outgoing)?.(outgoing);
    } catch (error) {
      const reason = error instanceof DeliveryFailed ? error.message : "unknown reason";
      logger.warn({ userPoolId, messageId: id, medium, outcome: "undelivered" }, reason);
      throw error;
    }
  };
  return {
    async deliver(outgoing) {
      const results = await Promise.allSettled(outgoing.map(carry));
      const failure = results.find((result) => result.status === "rejected");
      if (failure) throw failure.reason;
    },
  };
}

type ChooseCarrier = (outgoing: OutgoingMessage) => Carrier | undefined;

function chooseCarrier({
  smtp,
  sesEndpoint,
  snsEndpoint,
  awsCredentials: credentials,
}: DeliveryOptions): ChooseCarrier {
  const bySmtp = smtp === undefined ? undefined : createSmtpCarrier(new URL(smtp));
  const bySes =
    sesEndpoint === undefined
      ? undefined
      : createSesCarrier({ url: new URL(sesEndpoint), service: "ses", credentials });
  const bySns =
    snsEndpoint === undefined
      ? undefined
      : createSnsCarrier({ url: new URL(snsEndpoint), service: "sns", credentials });
  return ({ message, sender }) => {
    if (message.medium === "SMS") return bySns;
    return sender.emailConfiguration.EmailSendingAccount === "DEVELOPER" ? (bySes ?? bySmtp) : (bySmtp ?? bySes);
  };
}
