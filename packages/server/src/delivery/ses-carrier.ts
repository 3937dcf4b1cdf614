import type { AwsEndpoint } from "./aws-endpoint.ts";
import type { Carrier } from "./carrier.ts";
import { callAction } from "./query-protocol.ts";

const CHARSET = "UTF-8";

/** The region in `arn:aws:ses:<region>:…`: an identity is known where it was verified. */
function regionOf(sourceArn: string | undefined): string | undefined {
  return sourceArn?.split(":")[3] || undefined;
}

/**
 * Sends e-mails through Amazon SES, as Cognito does: with what the pool's `EmailConfiguration` says.
 *
 * @see Amazon SES API Reference, SendEmail (version 2010-12-01, which other emulators have, too)
 */
export function createSesCarrier(endpoint: AwsEndpoint): Carrier {
  return async ({ message, sender: { region, accountId, emailConfiguration }, bodies }) => {
    const { html, text } = bodies ?? { html: message.body, text: undefined };
    const { SourceArn, ReplyToEmailAddress, ConfigurationSet } = emailConfiguration;
    await callAction(
      endpoint,
      { region: regionOf(SourceArn) ?? region, accountId },
      {
        Action: "SendEmail",
        Version: "2010-12-01",
        Source: message.from,
        "Destination.ToAddresses.member.1": message.to,
        "Message.Subject.Data": message.subject,
        "Message.Subject.Charset": CHARSET,
        ...(html !== undefined && { "Message.Body.Html.Data": html, "Message.Body.Html.Charset": CHARSET }),
        ...(text !== undefined && { "Message.Body.Text.Data": text, "Message.Body.Text.Charset": CHARSET }),
        "ReplyToAddresses.member.1": ReplyToEmailAddress,
        SourceArn,
        ConfigurationSetName: ConfigurationSet,
      },
    );
  };
}
