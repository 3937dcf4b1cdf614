import { ResourceNotFoundException, TermsExistsException } from "@cogmock/protocol/errors";
import type {
  TermsDescriptionType,
  TermsEnforcementType,
  TermsSourceType,
  TermsType,
} from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import type { EpochMilliseconds } from "../../ports/clock.ts";
import { StoreConflict, type Stored } from "../../store/store.ts";
import type { UserPoolClient } from "../clients/user-pool-client.ts";
import type { UserPool } from "../pools/user-pool.ts";
import { terms } from "./terms.collection.ts";

/** A document that the sign-up page of a client links to. */
export interface Terms {
  readonly userPoolId: string;
  readonly clientId: string;
  /** A UUID of version 4. */
  readonly id: string;
  /** `terms-of-use` or `privacy-policy`; unique for the client. */
  readonly name: string;
  readonly source: TermsSourceType;
  readonly enforcement: TermsEnforcementType;
  /** Where the document is, by language: `cognito:german`; `cognito:default` for all that are not named. */
  readonly links: Readonly<Record<string, string>>;
  readonly createdAt: EpochMilliseconds;
  readonly modifiedAt: EpochMilliseconds;
}

/** The names that documents can have. */
export const TERMS_NAMES = ["terms-of-use", "privacy-policy"] as const;

/** unconfirmed: AWS's texts; they follow those of managed login branding, which were recorded. */
const TEXTS = {
  missing: "Terms does not exist.",
  missingForClient: (name: string, clientId: string) => `Terms ${name} for client ${clientId} does not exist.`,
  exists: (name: string, clientId: string) => `Terms ${name} already exists for client ${clientId}`,
} as const;

/** The document of this id in this pool. @throws ResourceNotFoundException */
export async function requireTerms(
  { store }: Pick<OperationContext, "store">,
  pool: UserPool,
  id: string,
): Promise<Stored<Terms>> {
  const found = await store.get(terms, [pool.id, id]);
  if (!found) throw new ResourceNotFoundException(TEXTS.missing);
  return found;
}

/** A client's document of a name, where it has one. */
export async function findTerms(
  { store }: Pick<OperationContext, "store">,
  { userPoolId, id }: Pick<UserPoolClient, "userPoolId" | "id">,
  name: string,
): Promise<Stored<Terms> | undefined> {
  return store.getUnique(terms, "byClient", [userPoolId, id, name]);
}

/** As `findTerms`. @throws ResourceNotFoundException the client has no such document */
export async function requireTermsOfClient(
  context: Pick<OperationContext, "store">,
  client: UserPoolClient,
  name: string,
): Promise<Stored<Terms>> {
  const found = await findTerms(context, client, name);
  if (!found) throw new ResourceNotFoundException(TEXTS.missingForClient(name, client.id));
  return found;
}

/** The error of a commit that the store refused because the client has a document of this name; others stay what they are. */
export function orTermsExist(error: unknown, { name, clientId }: Terms): unknown {
  if (!(error instanceof StoreConflict) || error.reason !== "unique") return error;
  return new TermsExistsException(TEXTS.exists(name, clientId), { cause: error });
}

/** A document as the operations answer it. */
export function toTermsType(document: Terms): TermsType {
  return {
    TermsId: document.id,
    UserPoolId: document.userPoolId,
    ClientId: document.clientId,
    TermsName: document.name,
    TermsSource: document.source,
    Enforcement: document.enforcement,
    Links: document.links,
    CreationDate: document.createdAt / 1000,
    LastModifiedDate: document.modifiedAt / 1000,
  };
}

/** A document as ListTerms answers it. */
export function toTermsDescriptionType(document: Terms): TermsDescriptionType {
  const { TermsId, TermsName, Enforcement, CreationDate, LastModifiedDate } = toTermsType(document);
  return { TermsId, TermsName, Enforcement, CreationDate, LastModifiedDate };
}
