import { InvalidParameterException } from "@cogmock/protocol/errors";
import type { UserPoolClient } from "./user-pool-client.ts";

/**
 * Flows are named in the old way or in the new one, not in both; rotation of refresh tokens takes the place of
 * `ALLOW_REFRESH_TOKEN_AUTH`; `ALLOW_CLIENT_TOKEN_AUTH` stands alone and needs a secret. A list without
 * `ALLOW_REFRESH_TOKEN_AUTH`, which AWS refused until 2021, is accepted: clients that rotate must leave it out.
 *
 * @throws InvalidParameterException
 * @see AWS API Reference, CreateUserPoolClient, `ExplicitAuthFlows`; "Refresh token rotation" in the Amazon Cognito
 *   Developer Guide
 */
export function assertExplicitAuthFlows({ settings, secrets }: Pick<UserPoolClient, "settings" | "secrets">): void {
  const flows = settings.ExplicitAuthFlows ?? [];
  const current = flows.filter((flow) => flow.startsWith("ALLOW_"));
  if (current.length > 0 && current.length < flows.length) {
    throw new InvalidParameterException(
      "Auth flow name with prefix 'ALLOW' cannot be used with legacy auth flow names.",
    );
  }
  if (settings.RefreshTokenRotation?.Feature === "ENABLED" && flows.includes("ALLOW_REFRESH_TOKEN_AUTH")) {
    // unconfirmed: the text.
    throw new InvalidParameterException(
      "ALLOW_REFRESH_TOKEN_AUTH cannot be used when refresh token rotation is enabled.",
    );
  }
  if (flows.includes("ALLOW_CLIENT_TOKEN_AUTH")) {
    // unconfirmed: both texts.
    if (flows.length > 1) {
      throw new InvalidParameterException("ALLOW_CLIENT_TOKEN_AUTH cannot be used with other auth flow names.");
    }
    if (secrets.length === 0) {
      throw new InvalidParameterException(
        "ALLOW_CLIENT_TOKEN_AUTH cannot be used if client does not have a client secret.",
      );
    }
  }
}
