import { InvalidParameterException } from "@cogmock/protocol/errors";
import type { OperationContext } from "../../operation-context.ts";
import type { Collection } from "../../store/collection.ts";
import type { Key } from "../../store/key.ts";
import { InvalidCursor, type Stored } from "../../store/store.ts";
import { fromPageToken, type PageScope, toPageToken } from "./page-token.ts";

/** Which page to read. */
export interface PageRequest extends PageScope {
  readonly limit: number;
  /** The token that came with the page before. */
  readonly token: string | undefined;
  /** Only entries whose part after the prefix begins with this text. */
  readonly startsWith?: string | undefined;
}

/** A page of documents. */
export interface TokenPage<T extends object> {
  readonly documents: readonly Stored<T>[];
  /** Asks for the next page; absent after the last. */
  readonly nextToken: string | undefined;
}

/**
 * Reads one page of an ordered index for an operation that lists: by key, never by offset, so that what is created or
 * deleted between two pages neither repeats nor hides anything else.
 *
 * @throws InvalidParameterException the token is not ours, was made for another list, or is out of date
 */
export async function findPage<T extends object>(
  context: Pick<OperationContext, "store" | "clock" | "requestId">,
  collection: Collection<T>,
  index: string,
  prefix: Key,
  { limit, token, startsWith, ...scope }: PageRequest,
): Promise<TokenPage<T>> {
  const after = fromPageToken(context, scope, token);
  try {
    const { documents, next } = await context.store.find(collection, index, prefix, {
      limit,
      ...(after === undefined ? {} : { after }),
      ...(startsWith === undefined ? {} : { startsWith }),
    });
    return { documents, nextToken: toPageToken(context, scope, next) };
  } catch (error) {
    if (!(error instanceof InvalidCursor)) throw error;
    throw new InvalidParameterException(`Paging marker ${token} is invalid for request ${context.requestId}`, {
      cause: error,
    });
  }
}
