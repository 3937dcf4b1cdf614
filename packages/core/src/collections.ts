import { certificateAuthorities } from "./certificate-authority/certificate-authorities.collection.ts";
import { clockSettings } from "./clock/clock-settings.collection.ts";
import { snapshotChunks, snapshots } from "./snapshots/snapshots.collection.ts";
import type { AnyCollection } from "./store/collection.ts";
import { attempts } from "./user-pools/attempts/attempts.ts";
import { authEvents } from "./user-pools/auth-events/auth-events.collection.ts";
import { authSessions } from "./user-pools/authentication/auth-sessions.collection.ts";
import { failures } from "./user-pools/authentication/back-off.ts";
import { userPoolClients } from "./user-pools/clients/user-pool-clients.collection.ts";
import { devices } from "./user-pools/devices/devices.collection.ts";
import { groupMemberships, groups } from "./user-pools/groups/groups.collection.ts";
import { federationRequests } from "./user-pools/federation/federation-requests.collection.ts";
import { authorizationCodes } from "./user-pools/hosted-ui/authorization-codes.collection.ts";
import { hostedSessions } from "./user-pools/hosted-ui/hosted-sessions.collection.ts";
import { identityProviders } from "./user-pools/identity-providers/identity-providers.collection.ts";
import { linkedIdentities } from "./user-pools/linked-identities/linked-identities.collection.ts";
import { managedLoginBrandings } from "./user-pools/managed-login-branding/managed-login-brandings.collection.ts";
import { messages } from "./user-pools/messages/messages.collection.ts";
import { userPasskeys } from "./user-pools/passkeys/passkeys.collection.ts";
import { poolRemovals } from "./user-pools/pools/pool-removals.collection.ts";
import { userPools } from "./user-pools/pools/user-pools.collection.ts";
import { resourceServers } from "./user-pools/resource-servers/resource-servers.collection.ts";
import { riskConfigurations } from "./user-pools/risk-configuration/risk-configurations.collection.ts";
import { riskRatings } from "./user-pools/risk-ratings/risk-ratings.collection.ts";
import { terms } from "./user-pools/terms/terms.collection.ts";
import { signingKeys, spareSigningKeys } from "./user-pools/tokens/signing-keys.collection.ts";
import { tokenSessions } from "./user-pools/tokens/token-sessions.collection.ts";
import { triggerRecords } from "./user-pools/trigger-records/trigger-records.collection.ts";
import { uiCustomizations } from "./user-pools/ui-customization/ui-customizations.collection.ts";
import { users } from "./user-pools/users/users.collection.ts";
import { verificationCodes } from "./user-pools/verification-codes/verification-code.ts";

/** What a Cognito knows and has done: what an export and a snapshot hold, in this order, and what a reset forgets. */
export const stateCollections: readonly AnyCollection[] = [
  userPools,
  resourceServers,
  identityProviders,
  userPoolClients,
  uiCustomizations,
  managedLoginBrandings,
  terms,
  riskConfigurations,
  riskRatings,
  signingKeys,
  users,
  groups,
  groupMemberships,
  linkedIdentities,
  devices,
  userPasskeys,
  tokenSessions,
  authSessions,
  verificationCodes,
  attempts,
  failures,
  hostedSessions,
  federationRequests,
  authorizationCodes,
  authEvents,
  poolRemovals,
  messages,
  triggerRecords,
];

/** The snapshots themselves, which outlive a reset, an import and each other's restoration. */
export const snapshotCollections: readonly AnyCollection[] = [snapshots, snapshotChunks];

/**
 * Keys that no pool has yet. They are no part of what is saved: restored, a key that a pool was given since would be
 * given to another pool again.
 */
export const spareCollections: readonly AnyCollection[] = [spareSigningKeys];

/**
 * How the clock is set: by whoever runs the tests, and so neither exported nor brought back with a state. A reset forgets
 * it, for a Cognito that has just been emptied and lives in another time would be a riddle.
 */
export const clockCollections: readonly AnyCollection[] = [clockSettings];

/**
 * The authority behind HTTPS. It belongs to the machine, not to the state: an export, which people hand about, must not
 * have its private key, and after a reset, an import or a restoration clients have to go on trusting it.
 */
export const authorityCollections: readonly AnyCollection[] = [certificateAuthorities];
