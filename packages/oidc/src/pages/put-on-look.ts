import type { ServerResponse } from "node:http";
import type { HostedClient, HostedUi } from "@cogmock/core";
import { drawLook } from "./draw-look.ts";
import { looks } from "./look.ts";

/** Has the pages that answer a request look as those of the client are configured to. */
export async function putOnLook(
  hostedUi: Pick<HostedUi, "findLook">,
  hosted: HostedClient,
  response: ServerResponse,
): Promise<void> {
  const look = await hostedUi.findLook(hosted);
  if (look) looks.set(response, drawLook(look));
}
