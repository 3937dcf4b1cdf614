import { COGNITO_PROVIDER, type HostedUi, type IdentityProvider } from "@cogmock/core";
import type { ClientRequest } from "../http/hosted-request.ts";

/** Recorded from AWS; unconfirmed: the status of its page. */
export const NO_SUCH_PROVIDER = "Login option is not available. Please try another one";

/** Whether the pool's own users may sign in through a client: those that say nothing have them. */
export function offersOwnUsers({ hosted }: Pick<ClientRequest, "hosted">): boolean {
  const { SupportedIdentityProviders = [] } = hosted.client.settings;
  return SupportedIdentityProviders.length === 0 || SupportedIdentityProviders.includes(COGNITO_PROVIDER);
}

/** Which way to sign in an authorization request asks for. */
export type ChosenProvider =
  | { readonly kind: "provider"; readonly provider: IdentityProvider }
  /** It leaves the choice to the user, or wants the pool's own users. */
  | { readonly kind: "page" }
  /** It asks for what the client does not have. */
  | { readonly kind: "unavailable" };

/** @see "The authorize endpoint" in the Amazon Cognito Developer Guide, `identity_provider` and `idp_identifier` */
export async function chosenProvider(
  hostedUi: HostedUi,
  { hosted, query }: Pick<ClientRequest, "hosted" | "query">,
): Promise<ChosenProvider> {
  const name = query.get("identity_provider");
  const identifier = query.get("idp_identifier");
  if (name === COGNITO_PROVIDER) return { kind: offersOwnUsers({ hosted }) ? "page" : "unavailable" };
  if (name === null && identifier === null) return { kind: "page" };
  const providers = await hostedUi.findIdentityProviders(hosted);
  const provider = providers.find((candidate) =>
    name === null ? identifier !== null && candidate.identifiers.includes(identifier) : candidate.name === name,
  );
  return provider ? { kind: "provider", provider } : { kind: "unavailable" };
}

/** The provider to which a browser is sent without being asked: the only way to sign in that a client has (unconfirmed). */
export async function onlyProvider(
  hostedUi: HostedUi,
  request: Pick<ClientRequest, "hosted">,
): Promise<IdentityProvider | undefined> {
  if (offersOwnUsers(request)) return undefined;
  const providers = await hostedUi.findIdentityProviders(request.hosted);
  return providers.length === 1 ? providers[0] : undefined;
}
