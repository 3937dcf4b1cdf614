import { HOSTED_PATHS, type HostedPath } from "@cogmock/oidc/paths";

/** Where a request to the domain of a user pool goes. */
export interface HostedAddress {
  readonly path: HostedPath;
  /** What stands before the path: nothing, or what names the pool. */
  readonly prefix: string;
  readonly userPoolId: string | undefined;
}

/** Sources spell some paths in different ways. */
const PATHS: ReadonlyMap<string, HostedPath> = new Map(HOSTED_PATHS.map((path) => [path.toLowerCase(), path]));

/** `/us-east-1_abc`, `/cognito/us-east-1_abc`, and the rest of a path. */
const POOL_PREFIX = /^((?:\/cognito)?\/([^/]+))(\/.+)$/;

/**
 * Reads the path of a request, which may begin with the id of a pool.
 *
 * @param pathname without its query
 * @returns undefined for all that is no path of a pool's domain
 */
export function findHostedAddress(pathname: string): HostedAddress | undefined {
  const bare = PATHS.get(pathname.toLowerCase());
  if (bare) return { path: bare, prefix: "", userPoolId: undefined };
  const [, prefix = "", userPoolId, rest = ""] = POOL_PREFIX.exec(pathname) ?? [];
  const path = PATHS.get(rest.toLowerCase());
  return path && { path, prefix, userPoolId };
}
