import type { Cognito, ConfirmationLink, HostedCall } from "@cogmock/core";
import { ServiceException } from "@cogmock/protocol/errors";
import { html } from "../pages/html.ts";
import { errorMessage, type Page, statusMessage } from "../pages/page.ts";

/** The address holds a code. */
const COMMON = { referrerPolicy: "no-referrer" } as const;

/** unconfirmed: the words of all three pages, and the status of the latter two. */
const CONFIRMED: Page = {
  ...COMMON,
  status: 200,
  title: "Your registration has been confirmed!",
  content: html`<h1 class="textDescription-customizable">Your registration has been confirmed!</h1>
${statusMessage("success", html`You can close this page and sign in.`)}`,
};
const INCOMPLETE: Page = {
  ...COMMON,
  status: 400,
  title: "This link is not complete",
  content: html`<h1 class="textDescription-customizable">This link is not complete</h1>
${statusMessage("warning", html`Open it from the e-mail once more, and see that all of it is in the address.`)}`,
};
function notConfirmed(reason: string): Page {
  const title = "Your registration could not be confirmed";
  return {
    ...COMMON,
    status: 400,
    title,
    content: html`<h1 class="textDescription-customizable">${title}</h1>
${errorMessage(reason)}`,
  };
}

function linkIn(query: URLSearchParams): ConfirmationLink | undefined {
  const [clientId, userName, confirmationCode] = ["client_id", "user_name", "confirmation_code"].map((name) =>
    query.get(name),
  );
  return clientId && userName && confirmationCode ? { clientId, userName, confirmationCode } : undefined;
}

/** A link that somebody has opened. */
export interface OpenedLink {
  readonly call: HostedCall;
  readonly query: URLSearchParams;
  /** The pool on whose pages it was opened, where the address names one. */
  readonly userPoolId: string | undefined;
}

/** unconfirmed: what the page of another pool's domain says. */
const OF_ANOTHER_POOL = "This link is not one of this user pool.";

/** `GET /confirmUser`: the page that the links of confirmation messages lead to, which confirms whose link is opened. */
export async function confirmByLink(
  cognito: Pick<Cognito, "confirmSignUpByLink" | "hostedUi">,
  { call, query, userPoolId }: OpenedLink,
): Promise<Page> {
  const link = linkIn(query);
  if (!link) return INCOMPLETE;
  const hosted = await cognito.hostedUi.findClient(link.clientId);
  if (hosted && userPoolId !== undefined && hosted.pool.id !== userPoolId) return notConfirmed(OF_ANOTHER_POOL);
  try {
    await cognito.confirmSignUpByLink(link, call);
  } catch (error) {
    if (!(error instanceof ServiceException)) throw error;
    return notConfirmed(error.message);
  }
  return CONFIRMED;
}
