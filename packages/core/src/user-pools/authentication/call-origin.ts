import type { ContextDataType, UserContextDataType } from "@cogmock/protocol/user-pools";
import type { Caller } from "../../operation-context.ts";
import type { UserPoolClient } from "../clients/user-pool-client.ts";

/** Where a user sits: for the record of sign-ins, and for the list of sessions. */
export type Origin = Caller;

/**
 * Where the user of an unsigned call sits. A server that calls for its users may say their address, if it has proved by
 * a client secret who it is, and the client is set to that.
 *
 * @see AWS API Reference, CreateUserPoolClient, `EnablePropagateAdditionalUserContextData`
 */
export function originOfCall(caller: Caller, client: UserPoolClient, said: UserContextDataType | undefined): Origin {
  const isBelieved = client.secrets.length > 0 && client.settings.EnablePropagateAdditionalUserContextData === true;
  return isBelieved && said?.IpAddress !== undefined ? { ...caller, ipAddress: said.IpAddress } : caller;
}

/** Where the user sits for whom a server makes a signed call: as it says or, where it says nothing, the server itself. */
export function originOfAdminCall(caller: Caller, said: ContextDataType | undefined): Origin {
  if (!said) return caller;
  const header = said.HttpHeaders.find(({ headerName }) => headerName?.toLowerCase() === "user-agent");
  return { ipAddress: said.IpAddress, userAgent: header?.headerValue };
}
