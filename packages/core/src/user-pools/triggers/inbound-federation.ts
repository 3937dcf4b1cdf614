import type { IdentityProviderTypeType } from "@cogmock/protocol/user-pools";
import { callTrigger, type TriggerCall, type TriggerContext } from "./call-trigger.ts";
import { textMapMember } from "./response-members.ts";

/** What a provider has sent of somebody, every value as text. */
type Texts = Readonly<Record<string, string>>;

/** Somebody who has signed in with a provider, before the pool makes anything of it. */
export interface InboundFederationSubject extends Pick<TriggerCall, "pool" | "clientId" | "userName"> {
  readonly providerName: string;
  readonly providerType: IdentityProviderTypeType;
  readonly attributes: {
    /** The answer of the token endpoint. */
    readonly tokenResponse: Texts;
    /** The claims of the ID token; absent where the provider does not speak OpenID Connect. */
    readonly idToken: Texts | undefined;
    /** The claims of userInfo; absent where it was not asked. */
    readonly userInfo: Texts | undefined;
  };
}

/**
 * The inbound federation trigger, called whenever somebody has signed in with a provider, new or not.
 *
 * @returns what takes the place of all that the provider has sent; nothing, where it stays: the function has left the
 *   response empty, or is not called
 * @throws as `callTrigger`
 * @see "Inbound federation Lambda trigger" in the Amazon Cognito Developer Guide
 */
export async function inboundFederation(
  context: TriggerContext,
  { providerName, providerType, attributes, ...scope }: InboundFederationSubject,
): Promise<Texts | undefined> {
  const response = await callTrigger(context, {
    ...scope,
    trigger: "InboundFederation",
    triggerSource: "InboundFederation_ExternalProvider",
    version: "1",
    request: { providerName, providerType, attributes },
    // unconfirmed: what the function finds there.
    response: { userAttributesToMap: {} },
  });
  const mapped = response && textMapMember(response, "userAttributesToMap");
  return mapped && Object.keys(mapped).length > 0 ? mapped : undefined;
}
