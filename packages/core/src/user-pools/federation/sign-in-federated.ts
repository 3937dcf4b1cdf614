import { InvalidParameterException } from "@cogmock/protocol/errors";
import type { OperationContext } from "../../operation-context.ts";
import { newAuthEvent, recordsEvents } from "../auth-events/auth-event.ts";
import { authEvents } from "../auth-events/auth-events.collection.ts";
import type { HostedSignIn } from "../authentication/challenge.ts";
import type { Proof } from "../authentication/sign-in-progress.ts";
import type { HostedClient } from "../hosted-ui/grant-tokens.ts";
import type { IdentityProvider } from "../identity-providers/identity-provider.ts";
import { subjectClaimOf } from "../identity-providers/provider-types.ts";
import { inboundFederation } from "../triggers/inbound-federation.ts";
import { normalizeSignInName } from "../users/sign-in-names.ts";
import type { User } from "../users/user.ts";
import { signInFirst } from "./first-sign-in.ts";
import { signInAgain } from "./later-sign-in.ts";
import { mappedAttributes } from "./mapped-attributes.ts";
import { claimTexts, mappableClaims, type ProviderAssertion } from "./provider-claims.ts";
import { type FederatedIdentity, findUserOfIdentity } from "./user-of-identity.ts";

/** Proofs by the levels that a provider's `acr` is mapped to. What is not mapped is worth the lowest (AWS documents). */
const PROOFS: Readonly<Record<string, Proof>> = {
  Level1: "Federated",
  Level2: "FederatedLevel2",
  Level3: "FederatedLevel3",
  Level4: "FederatedLevel4",
};

/** What signing in at a provider proves. @param acr as its ID token says it */
function proofOf({ acrMapping = {} }: IdentityProvider, acr: unknown): Proof {
  const [level] = Object.entries(acrMapping).find(([, value]) => value === acr) ?? [];
  return PROOFS[level ?? ""] ?? "Federated";
}

/** unconfirmed: what AWS says of a provider that does not tell who somebody is. */
const NO_SUBJECT = (claim: string): string => `Missing ${claim} claim in the response of the identity provider`;

function identityOf(
  { pool }: HostedClient,
  provider: IdentityProvider,
  { idToken, userInfo }: ProviderAssertion,
): FederatedIdentity {
  const claim = subjectClaimOf(provider.type) ?? "sub";
  const subject = claimTexts((claim === "sub" ? idToken : userInfo) ?? {})[claim];
  if (!subject) throw new InvalidParameterException(NO_SUBJECT(claim));
  return { pool, provider, subject, username: normalizeSignInName(pool, `${provider.name}_${subject}`) };
}

/**
 * Ends a sign-in with an identity provider: whoever the provider says has signed in becomes a user of the pool, or is one
 * already.
 *
 * @param assertion verified
 * @throws InvalidParameterException the claims do not fit the pool; the name of a new user is taken
 * @throws NotAuthorizedException `User is disabled.`
 * @throws AliasExistsException an address signs somebody else in
 * @throws UserLambdaValidationException, and likewise, as the triggers
 * @see "Adding user pool sign-in through a third party" in the Amazon Cognito Developer Guide
 */
export async function signInFederated(
  context: OperationContext,
  hosted: HostedClient,
  provider: IdentityProvider,
  assertion: ProviderAssertion,
): Promise<HostedSignIn> {
  const { pool, client } = hosted;
  const identity = identityOf(hosted, provider, assertion);
  const replaced = await inboundFederation(context, {
    pool,
    clientId: client.id,
    // unconfirmed: for linked users, too.
    userName: identity.username,
    providerName: provider.name,
    providerType: provider.type,
    attributes: {
      tokenResponse: claimTexts(assertion.tokenResponse),
      idToken: assertion.idToken && claimTexts(assertion.idToken),
      userInfo: assertion.userInfo && claimTexts(assertion.userInfo),
    },
  });
  const attributes = mappedAttributes(client, provider, replaced ?? mappableClaims(assertion));
  const known = await findUserOfIdentity(context, identity, attributes);
  const proofs = [proofOf(provider, assertion.idToken?.["acr"])];
  let eventId: string | undefined;
  const eventWrites = (user: User) => {
    if (!recordsEvents(pool)) return [];
    const event = newAuthEvent(context, user, context.caller, { type: "SignIn", response: "Pass", challenges: [] });
    eventId = event.id;
    return [authEvents.put(event, { expect: "absent" })];
  };
  const { sub } = known
    ? await signInAgain(context, hosted, known, attributes, eventWrites)
    : await signInFirst(context, client, identity, attributes, eventWrites);
  return { sub, authenticatedAt: context.clock.now(), proofs, eventId, identityProvider: provider.name };
}
