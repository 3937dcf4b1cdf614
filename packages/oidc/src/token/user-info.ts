import type { HostedUi } from "@cogmock/core";
import { ANY_ORIGIN, answerJson } from "../http/answer.ts";
import type { HostedRequest } from "../http/hosted-request.ts";

/** What the endpoint says where it does not answer claims. */
interface Refusal {
  readonly status: 400 | 401;
  readonly error: string;
  readonly description: string;
}

const BAD_REQUEST: Refusal = {
  status: 400,
  error: "invalid_request",
  description: "Bad OAuth2 request at UserInfo Endpoint",
};

const INVALID_TOKEN: Refusal = {
  status: 401,
  error: "invalid_token",
  description: "Access token is expired, disabled, or deleted, or the user has globally signed out.",
};

const LACKS_OPENID: Refusal = {
  status: 401,
  error: "invalid_token",
  description: "Access token does not contain openid scope",
};

/** The token of a request (RFC 6750, section 2.1); nothing where there is none. */
export function bearerTokenOf(authorization: string | undefined): string | undefined {
  return /^Bearer +([\w.~+/=-]+)$/i.exec(authorization ?? "")?.[1];
}

/** unconfirmed: that the body says it again. */
function refuse({ response }: Pick<HostedRequest, "response">, { status, error, description }: Refusal): void {
  const challenge = `error="${error}", error_description="${description}"`;
  const headers = { ...ANY_ORIGIN, "www-authenticate": challenge };
  answerJson(response, status, { error, error_description: description }, headers);
}

/**
 * `GET /oauth2/userInfo`
 *
 * @see "The userInfo endpoint" in the Amazon Cognito Developer Guide
 */
export async function answerUserInfo(hostedUi: HostedUi, request: HostedRequest): Promise<void> {
  const { raw, pool, response } = request;
  const token = bearerTokenOf(raw.headers.authorization);
  if (token === undefined) {
    refuse(request, BAD_REQUEST);
    return;
  }
  const info = await hostedUi.userInfo(pool.id, token);
  if (info.kind === "claims") answerJson(response, 200, info.claims, ANY_ORIGIN);
  else refuse(request, info.kind === "lacksOpenid" ? LACKS_OPENID : INVALID_TOKEN);
}

/** The answer where no pool can be told: the token names none. */
export function refuseUnknownToken(request: Pick<HostedRequest, "response" | "raw">): void {
  const hasToken = bearerTokenOf(request.raw.headers.authorization) !== undefined;
  refuse(request, hasToken ? INVALID_TOKEN : BAD_REQUEST);
}
