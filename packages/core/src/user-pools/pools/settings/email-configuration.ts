import { InvalidParameterException } from "@cogmock/protocol/errors";
import type { EmailConfigurationType } from "@cogmock/protocol/user-pools";
import type { UserPool } from "../user-pool.ts";
import { parseArn } from "../../arn.ts";

/** Regions of Amazon SES that serve pools of every region; a pool's own region serves it too. */
const SES_REGIONS = ["eu-west-1", "us-east-1", "us-west-2"];

/** Who sends a pool's e-mail, with AWS's default. */
export function emailConfiguration(given: EmailConfigurationType | undefined): EmailConfigurationType {
  return { ...given, EmailSendingAccount: given?.EmailSendingAccount ?? "COGNITO_DEFAULT" };
}

/** Whether this is an address, or a name and an address in angle brackets. */
function isSender(from: string): boolean {
  const address = from.endsWith(">") ? from.slice(from.lastIndexOf("<") + 1, -1) : from;
  const at = address.indexOf("@");
  return at > 0 && at === address.lastIndexOf("@") && at < address.length - 1 && !/\s/.test(address);
}

/**
 * What can be told of who sends an e-mail, without Amazon SES.
 *
 * @param region of the pool
 * @throws InvalidParameterException `SourceArn` is of another region; `From` is no address
 */
export function assertSesIdentity(
  region: string,
  { SourceArn, From }: Pick<EmailConfigurationType, "SourceArn" | "From">,
): void {
  if (SourceArn !== undefined && ![region, ...SES_REGIONS].includes(parseArn(SourceArn).region)) {
    throw new InvalidParameterException(
      `Provided SourceArn must be in one of the following SES regions: ${SES_REGIONS.join(", ")}.`,
    );
  }
  if (From !== undefined && !isSender(From)) {
    throw new InvalidParameterException("Provided From email address is invalid");
  }
}

/**
 * What can be told of an e-mail configuration without Amazon SES: identities are taken to be verified and open to
 * Cognito.
 *
 * @throws InvalidParameterException no `SourceArn` for `DEVELOPER`; and as `assertSesIdentity`
 */
export function assertEmailConfiguration({ settings, region }: UserPool): void {
  const { EmailSendingAccount, SourceArn } = settings.EmailConfiguration;
  if (EmailSendingAccount === "DEVELOPER" && SourceArn === undefined) {
    throw new InvalidParameterException("Source ARN is required to use DEVELOPER email sending owner");
  }
  assertSesIdentity(region, settings.EmailConfiguration);
}
