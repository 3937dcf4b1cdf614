import type { PreTokenGenerationLambdaVersionType } from "@cogmock/protocol/user-pools";
import type { UserPool } from "../pools/user-pool.ts";
import { callTrigger, type TriggerContext } from "./call-trigger.ts";
import { objectMember, textListMember, textMapMember, textMember } from "./response-members.ts";
import type { TriggerResponse } from "./returned-event.ts";
import { unrecognizableOutput } from "./trigger-errors.ts";
import { eventAttributesOf, eventScopeOf, type TriggerSubject } from "./trigger-subject.ts";

/** What tokens are issued for: the sources of the pre token generation trigger. */
export type TokenSource =
  | "TokenGeneration_HostedAuth"
  | "TokenGeneration_Authentication"
  | "TokenGeneration_NewPasswordChallenge"
  | "TokenGeneration_AuthenticateDevice"
  | "TokenGeneration_RefreshTokens"
  | "TokenGeneration_ClientCredentials";

/** What tokens say of a user's groups. */
export interface GroupClaims {
  /** Names, the strongest first. */
  readonly groups: readonly string[];
  /** ARNs of IAM roles. */
  readonly roles: readonly string[];
  readonly preferredRole?: string | undefined;
}

/** Tokens that are about to be issued. */
export interface TokenGeneration {
  readonly source: TokenSource;
  /** The `ClientMetadata` of the answer to the last challenge, or of GetTokensFromRefreshToken. */
  readonly clientMetadata: Readonly<Record<string, string>> | undefined;
  /** Absent where a client gets a token for itself. */
  readonly groupClaims: GroupClaims | undefined;
  readonly scopes: readonly string[];
}

/** Changes of a token's claims. What is both set and suppressed is suppressed. */
export interface ClaimChanges {
  readonly set: Readonly<Record<string, unknown>>;
  readonly suppress: readonly string[];
}

/** What a function wants of the tokens. Which of it may be had is for `changedClaims` to say. */
export interface TokenChanges {
  readonly idToken: ClaimChanges;
  readonly accessToken: ClaimChanges;
  readonly scopesToAdd: readonly string[];
  readonly scopesToSuppress: readonly string[];
  /** In place of the user's; absent where they stay. */
  readonly groupClaims?: GroupClaims | undefined;
}

/** A version of the event. */
interface EventVersion {
  readonly version: "1" | "2" | "3";
  readonly hasScopes: boolean;
  /** The one member of the response. */
  readonly details: string;
  readonly read: (details: TriggerResponse) => TokenChanges;
}

const NO_CHANGES: ClaimChanges = { set: {}, suppress: [] };

/** `groupOverrideDetails` that are null or empty take all groups away; without the member they stay (unconfirmed). */
function groupClaimsIn(details: TriggerResponse): GroupClaims | undefined {
  if (!Object.hasOwn(details, "groupOverrideDetails")) return undefined;
  const override = objectMember(details, "groupOverrideDetails") ?? {};
  return {
    groups: textListMember(override, "groupsToOverride") ?? [],
    roles: textListMember(override, "iamRolesToOverride") ?? [],
    preferredRole: textMember(override, "preferredRole"),
  };
}

/** `claimsOverrideDetails`: texts, for the ID token. Only the groups are also the access token's. */
function readFirst(details: TriggerResponse): TokenChanges {
  return {
    idToken: {
      set: textMapMember(details, "claimsToAddOrOverride") ?? {},
      suppress: textListMember(details, "claimsToSuppress") ?? [],
    },
    accessToken: NO_CHANGES,
    scopesToAdd: [],
    scopesToSuppress: [],
    groupClaims: groupClaimsIn(details),
  };
}

function claimChangesIn(generation: TriggerResponse): ClaimChanges {
  return {
    set: objectMember(generation, "claimsToAddOrOverride") ?? {},
    suppress: textListMember(generation, "claimsToSuppress") ?? [],
  };
}

/** `claimsAndScopeOverrideDetails`: claims of any type for either token, and scopes. */
function readLater(details: TriggerResponse): TokenChanges {
  const accessToken = objectMember(details, "accessTokenGeneration") ?? {};
  const scopesToAdd = textListMember(accessToken, "scopesToAdd") ?? [];
  // AWS documents that they must not; unconfirmed: how it answers. One such text would be several scopes in a token.
  if (scopesToAdd.some((scope) => /\s/.test(scope))) throw unrecognizableOutput();
  return {
    idToken: claimChangesIn(objectMember(details, "idTokenGeneration") ?? {}),
    accessToken: claimChangesIn(accessToken),
    scopesToAdd,
    scopesToSuppress: textListMember(accessToken, "scopesToSuppress") ?? [],
    groupClaims: groupClaimsIn(details),
  };
}

const VERSIONS: Readonly<Record<PreTokenGenerationLambdaVersionType, EventVersion>> = {
  V1_0: { version: "1", hasScopes: false, details: "claimsOverrideDetails", read: readFirst },
  V2_0: { version: "2", hasScopes: true, details: "claimsAndScopeOverrideDetails", read: readLater },
  V3_0: { version: "3", hasScopes: true, details: "claimsAndScopeOverrideDetails", read: readLater },
};

/** "Maximum number of claims and scopes" of the pre token generation trigger. */
const MAX_CLAIMS_AND_SCOPES = 5_000;

/** unconfirmed: how AWS answers where there are too many. */
function assertNotTooMany({ idToken, accessToken, scopesToAdd, scopesToSuppress }: TokenChanges): void {
  const count = [idToken, accessToken]
    .map(({ set, suppress }) => Object.keys(set).length + suppress.length)
    .reduce((sum, claims) => sum + claims, scopesToAdd.length + scopesToSuppress.length);
  if (count > MAX_CLAIMS_AND_SCOPES) throw unrecognizableOutput();
}

/**
 * Whether the pool's function is called for these tokens: for those of clients themselves, only where it takes the third
 * version of the event.
 */
function isCalledFor({ settings }: UserPool, source: TokenSource): boolean {
  const version = settings.LambdaConfig.PreTokenGenerationConfig?.LambdaVersion;
  return source !== "TokenGeneration_ClientCredentials" || version === "V3_0";
}

/**
 * The pre token generation trigger, called for every pair of tokens, at each refresh too.
 *
 * @returns what it changes; nothing, where it leaves the response as it was or is not called
 * @throws as `callTrigger`
 * @see "Pre token generation Lambda trigger" in the Amazon Cognito Developer Guide
 */
export async function preTokenGeneration(
  context: TriggerContext,
  subject: TriggerSubject,
  { source, clientMetadata, groupClaims, scopes }: TokenGeneration,
): Promise<TokenChanges | undefined> {
  if (!isCalledFor(subject.pool, source)) return undefined;
  const { LambdaVersion = "V1_0" } = subject.pool.settings.LambdaConfig.PreTokenGenerationConfig ?? {};
  const { version, hasScopes, details: member, read } = VERSIONS[LambdaVersion];
  const response = await callTrigger(context, {
    ...eventScopeOf(subject),
    trigger: "PreTokenGeneration",
    triggerSource: source,
    version,
    request: {
      userAttributes: eventAttributesOf(subject.user),
      groupConfiguration: groupClaims
        ? {
            groupsToOverride: groupClaims.groups,
            iamRolesToOverride: groupClaims.roles,
            preferredRole: groupClaims.preferredRole ?? null,
          }
        : null,
      scopes: hasScopes ? scopes : undefined,
      clientMetadata,
    },
    response: { [member]: null },
  });
  const details = response && objectMember(response, member);
  if (!details) return undefined;
  const changes = read(details);
  assertNotTooMany(changes);
  return changes;
}
