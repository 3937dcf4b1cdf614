import type { Cognito, ConfirmationLink, HostedCall } from "@cogmock/core";
import { ServiceException } from "@cogmock/protocol/errors";
import { html } from "../pages/html.ts";
import { errorMessage, type Page, statusMessage } from "../pages/page.ts";
import { refusalText } from "../texts/refusal-text.ts";
import type { Texts } from "../texts/texts.ts";

/** The address holds a code. */
const COMMON = { referrerPolicy: "no-referrer" } as const;

/** unconfirmed: the words of all three pages, what is said on the domain of another pool, and the status of the latter two. */
function confirmedPage({ lang, confirmed, confirmedExplained }: Texts): Page {
  return {
    ...COMMON,
    status: 200,
    title: confirmed,
    lang,
    content: html`<h1 class="textDescription-customizable">${confirmed}</h1>
${statusMessage("success", html`${confirmedExplained}`)}`,
  };
}
function incompletePage({ lang, linkIncomplete, linkIncompleteExplained }: Texts): Page {
  return {
    ...COMMON,
    status: 400,
    title: linkIncomplete,
    lang,
    content: html`<h1 class="textDescription-customizable">${linkIncomplete}</h1>
${statusMessage("warning", html`${linkIncompleteExplained}`)}`,
  };
}
function notConfirmedPage(reason: string, { lang, notConfirmed }: Texts): Page {
  return {
    ...COMMON,
    status: 400,
    title: notConfirmed,
    lang,
    content: html`<h1 class="textDescription-customizable">${notConfirmed}</h1>
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
  readonly texts: Texts;
}

/** `GET /confirmUser`: the page that the links of confirmation messages lead to, which confirms whose link is opened. */
export async function confirmByLink(
  cognito: Pick<Cognito, "confirmSignUpByLink" | "hostedUi">,
  { call, query, userPoolId, texts }: OpenedLink,
): Promise<Page> {
  const link = linkIn(query);
  if (!link) return incompletePage(texts);
  const hosted = await cognito.hostedUi.findClient(link.clientId);
  if (hosted && userPoolId !== undefined && hosted.pool.id !== userPoolId) {
    return notConfirmedPage(texts.linkElsewhere, texts);
  }
  try {
    await cognito.confirmSignUpByLink(link, call);
  } catch (error) {
    if (!(error instanceof ServiceException)) throw error;
    return notConfirmedPage(refusalText(error, texts), texts);
  }
  return confirmedPage(texts);
}
