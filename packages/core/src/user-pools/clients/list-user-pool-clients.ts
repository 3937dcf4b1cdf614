import type { ListUserPoolClientsRequest, ListUserPoolClientsResponse } from "@cogmock/protocol/user-pools";
import type { OperationContext } from "../../operation-context.ts";
import { findPage } from "../pagination/find-page.ts";
import { requireUserPool } from "../pools/user-pool.ts";
import { userPoolClients } from "./user-pool-clients.collection.ts";

const MAX_RESULTS = 60;

/**
 * Lists the app clients of a pool, oldest first, without their secrets.
 *
 * @throws ResourceNotFoundException no such pool
 * @throws InvalidParameterException `NextToken` is not one of this list
 * @see AWS API Reference, ListUserPoolClients
 */
export async function listUserPoolClients(
  context: Pick<OperationContext, "store" | "clock" | "region" | "accountId" | "requestId">,
  { UserPoolId, MaxResults, NextToken, ClientType }: ListUserPoolClientsRequest,
): Promise<ListUserPoolClientsResponse> {
  const pool = await requireUserPool(context, UserPoolId);
  const page = await findPage(context, userPoolClients, "byPool", [pool.id], {
    operation: "ListUserPoolClients",
    parameters: [pool.id, ClientType],
    limit: MaxResults ?? MAX_RESULTS,
    token: NextToken,
  });
  // Dynamic client registration, which makes the clients of type DCR, does not exist here: every client is a regular one.
  const clients = ClientType === "DCR" ? [] : page.documents;
  return {
    UserPoolClients: clients.map((client) => ({
      ClientId: client.id,
      UserPoolId: client.userPoolId,
      ClientName: client.settings.ClientName,
    })),
    NextToken: page.nextToken,
  };
}
