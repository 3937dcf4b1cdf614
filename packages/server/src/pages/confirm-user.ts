import type { Cognito, ConfirmationLink } from "@cogmock/core";
import { ServiceException } from "@cogmock/protocol/errors";
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { BaseUrlReader } from "../http/base-url.ts";
import type { CallerAddressReader } from "../http/caller-address.ts";
import type { AccessLog } from "../logging/access-log.ts";
import { html } from "./html.ts";
import { type Page, sendPage } from "./page.ts";

/** AWS's pages are written either way in the addresses that people have. */
const PATHS = ["/confirmUser", "/confirmuser"];

/** unconfirmed: the words of all three pages, and the status of the latter two. */
const CONFIRMED: Page = {
  title: "Your registration has been confirmed!",
  content: html`<p>You can close this page and sign in.</p>`,
};
const INCOMPLETE: Page = {
  title: "This link is not complete",
  content: html`<p>Open it from the e-mail once more, and see that all of it is in the address.</p>`,
};
function notConfirmed(reason: string): Page {
  return { title: "Your registration could not be confirmed", content: html`<p>${reason}</p>` };
}

/** What the page needs from the server around it. */
export interface ConfirmUserOptions {
  readonly cognito: Cognito;
  readonly readBaseUrl: BaseUrlReader;
  readonly readCallerAddress: CallerAddressReader;
  readonly accessLog: AccessLog;
}

/** Serves the page that the links of confirmation messages lead to, which confirms whose link is opened. */
export function addConfirmUser(app: FastifyInstance, options: ConfirmUserOptions): void {
  const { cognito, readBaseUrl, readCallerAddress, accessLog } = options;
  for (const path of PATHS) {
    // A mail scanner that asks with HEAD whether the link is good must not use it up.
    app.get(path, { exposeHeadRoute: false, onResponse: accessLog }, async (request, reply) => {
      const link = readLink(request);
      if (!link) {
        sendPage(reply, 400, INCOMPLETE);
        return;
      }
      const { headers } = request.raw;
      const baseUrl = readBaseUrl(request.raw);
      const caller = { userAgent: headers["user-agent"], ipAddress: readCallerAddress(request.raw) };
      try {
        await cognito.confirmSignUpByLink(link, { caller, ...(baseUrl !== undefined && { baseUrl }) });
      } catch (error) {
        if (!(error instanceof ServiceException)) throw error;
        sendPage(reply, 400, notConfirmed(error.message));
        return;
      }
      sendPage(reply, 200, CONFIRMED);
    });
  }
}

function readLink(request: FastifyRequest): ConfirmationLink | undefined {
  const query = new URL(request.url, "http://localhost").searchParams;
  const [clientId, userName, confirmationCode] = ["client_id", "user_name", "confirmation_code"].map((name) =>
    query.get(name),
  );
  return clientId && userName && confirmationCode ? { clientId, userName, confirmationCode } : undefined;
}
