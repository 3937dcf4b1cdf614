import type { Cognito, HostedCall, UserPool } from "@cogmock/core";
import { ServiceException } from "@cogmock/protocol/errors";

/** Finds the last code that a user was sent. */
export type FindLastCode = (username: string) => Promise<string | undefined>;

/** What reading codes takes. */
export interface CodeReader {
  readonly cognito: Pick<Cognito, "listMessages" | "userPools">;
  readonly pool: UserPool;
  readonly call: HostedCall;
}

/**
 * Makes what finds the last code that was sent to a user of a pool, by the name that was typed: for a developer's
 * machine, where nobody gets the message. Temporary passwords are no such codes.
 */
export function createLastCodeFinder({ cognito, pool, call }: CodeReader): FindLastCode {
  return async (name) => {
    try {
      const options = { ...call, region: pool.region, accountId: pool.accountId };
      // Of somebody with an alias, the messages have the name proper.
      const input = { UserPoolId: pool.id, Username: name };
      const { Username: username } = await cognito.userPools.send("AdminGetUser", input, options);
      const sent = await cognito.listMessages({ userPoolId: pool.id, username });
      return sent.findLast(({ code, kind }) => code !== undefined && kind !== "invitation")?.code;
    } catch (error) {
      if (error instanceof ServiceException) return undefined;
      throw error;
    }
  };
}
