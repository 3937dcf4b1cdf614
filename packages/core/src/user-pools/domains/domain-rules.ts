import { InvalidParameterException } from "@cogmock/protocol/errors";
import type { CustomDomainConfigType, RoutingType } from "@cogmock/protocol/user-pools";
import { parseArn } from "../arn.ts";

const PREFIX = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
/** Two labels or more, of the same form (RFC 1123, section 2.1). */
const FULL_NAME = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
/** AWS looks for certificates of custom domains here, whatever the region of the pool. */
const CERTIFICATE_REGION = "us-east-1";

/** The first reserved word in a prefix. Observed on AWS: `my-aws-app` is refused and `my-awsome-app` is not. */
function reservedWordIn(prefix: string): string | undefined {
  if (prefix.split("-").includes("aws")) return "aws";
  return ["amazon", "cognito"].find((word) => prefix.includes(word));
}

/** @throws InvalidParameterException the prefix has other characters than a label of a host name, or a reserved word */
export function assertPrefix(prefix: string): void {
  if (!PREFIX.test(prefix)) {
    throw new InvalidParameterException(
      "The domain name contains an invalid character. Domain names can only contain lower-case letters, numbers, and hyphens. Please enter a different name that follows this format: ^[a-z0-9](?:[a-z0-9\\-]{0,61}[a-z0-9])?$",
    );
  }
  const word = reservedWordIn(prefix);
  if (word !== undefined) throw new InvalidParameterException(`Domain cannot contain reserved word: ${word}`);
}

/**
 * A custom domain is a full name whose parent has an address. Names are not looked up here: a top-level domain is taken
 * to have no address, but for `localhost`.
 *
 * @throws InvalidParameterException
 */
export function assertCustomDomainName(name: string): void {
  if (!FULL_NAME.test(name)) throw new InvalidParameterException("Custom domain is not a valid subdomain");
  const parent = name.slice(name.indexOf(".") + 1);
  if (!parent.includes(".") && parent !== "localhost") {
    throw new InvalidParameterException(
      "Custom domain is not a valid subdomain: Was not able to resolve the root domain, please ensure an A record exists for the root domain.",
    );
  }
}

/** The certificate must be one of AWS Certificate Manager in us-east-1. That it exists is believed. @throws InvalidParameterException */
export function assertCertificate({ CertificateArn }: CustomDomainConfigType): void {
  const { service, region } = parseArn(CertificateArn);
  if (service !== "acm" || region !== CERTIFICATE_REGION) {
    throw new InvalidParameterException(
      "The specified SSL certificate doesn't exist, isn't in us-east-1 region, isn't valid, or doesn't include a valid certificate chain.",
    );
  }
}

/** @throws InvalidParameterException a prefix domain is routed, which only custom domains can be */
export function assertNotRouted(routing: RoutingType | undefined): void {
  if (routing === undefined) return;
  // unconfirmed: the text.
  throw new InvalidParameterException("Routing is only supported for custom domains.");
}

/** @throws InvalidParameterException neither the classic hosted UI nor managed login */
export function managedLoginVersionOf(version: number): 1 | 2 {
  if (version === 1 || version === 2) return version;
  // unconfirmed: the text.
  throw new InvalidParameterException("ManagedLoginVersion must be 1 or 2.");
}
