import { type HostedCall, type HostedClient, type HostedUi, OAuthRefusal } from "@cogmock/core";
import type { AuthenticationResultType } from "@cogmock/protocol/user-pools";
import type { KoaContextWithOIDC, Provider } from "oidc-provider";
import { saysWhy } from "../provider/cognito-answers.ts";
import { clientCalls } from "../provider/request-facts.ts";
import { grantRefusalOf } from "./grant-refusal.ts";
import { tokenResponse } from "./token-response.ts";

/** The form of a token request, each parameter at most once. */
type Parameters = Readonly<Record<string, string | undefined>>;

/** One kind of grant: RFC 6749, section 4. */
interface GrantType {
  readonly parameters: readonly string[];
  /** @throws OAuthRefusal */
  readonly tokens: (
    hostedUi: HostedUi,
    call: HostedCall,
    client: HostedClient,
    parameters: Parameters,
  ) => Promise<AuthenticationResultType>;
}

function required(parameters: Parameters, name: string): string {
  const value = parameters[name];
  if (!value) throw new OAuthRefusal("invalid_request");
  return value;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * `aws_client_metadata`: a JSON object of texts.
 *
 * unconfirmed: what AWS makes of other values. Numbers and truth values are taken for what they are in writing.
 */
function clientMetadataIn(text: string | undefined): Readonly<Record<string, string>> | undefined {
  if (text === undefined) return undefined;
  const metadata = parsed(text);
  const isMap = typeof metadata === "object" && metadata !== null && !Array.isArray(metadata);
  if (!isMap || Object.values(metadata).some((value) => typeof value === "object")) {
    throw new OAuthRefusal("invalid_request");
  }
  return Object.fromEntries(Object.entries(metadata).map(([name, value]) => [name, String(value)]));
}

const GRANT_TYPES: Readonly<Record<string, GrantType>> = {
  authorization_code: {
    parameters: ["code", "redirect_uri", "code_verifier"],
    tokens: (hostedUi, call, client, parameters) =>
      hostedUi.redeemCode(call, client, {
        code: required(parameters, "code"),
        redirectUri: required(parameters, "redirect_uri"),
        codeVerifier: parameters["code_verifier"],
      }),
  },
  refresh_token: {
    parameters: ["refresh_token"],
    tokens: (hostedUi, call, client, parameters) =>
      hostedUi.refreshTokens(call, client, required(parameters, "refresh_token")),
  },
  client_credentials: {
    parameters: ["scope", "aws_client_metadata"],
    tokens: (hostedUi, call, client, parameters) =>
      hostedUi.clientCredentials(call, client, {
        scopes: parameters["scope"] ? parameters["scope"].split(" ").filter((scope) => scope !== "") : undefined,
        clientMetadata: clientMetadataIn(parameters["aws_client_metadata"]),
      }),
  },
};

async function answerGrant(hostedUi: HostedUi, ctx: KoaContextWithOIDC, grant: GrantType): Promise<void> {
  const hosted = await hostedUi.findClient(ctx.oidc.client?.clientId ?? "");
  const call = clientCalls.get(ctx.req);
  if (!hosted || !call) throw new Error("a token request without its client");
  try {
    const parameters: Record<string, string | undefined> = {};
    for (const name of grant.parameters) {
      const value = ctx.oidc.params?.[name];
      if (typeof value === "string") parameters[name] = value;
    }
    ctx.body = tokenResponse(await grant.tokens(hostedUi, call, hosted, parameters));
  } catch (thrown) {
    const { status, error, description } = grantRefusalOf(thrown);
    ctx.body = { error, error_description: description };
    ctx.status = status;
    saysWhy.add(ctx.req);
  }
}

/** Has a provider answer the grants that Cognito knows, in place of its own. It has parsed the form and authenticated the client. */
export function registerGrants(provider: Provider, hostedUi: HostedUi): void {
  for (const [name, grant] of Object.entries(GRANT_TYPES)) {
    provider.registerGrantType(name, (ctx) => answerGrant(hostedUi, ctx, grant), [...grant.parameters]);
  }
}
