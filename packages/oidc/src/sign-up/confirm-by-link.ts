import type { Cognito, ConfirmationLink, HostedCall } from "@cogmock/core";
import { ServiceException } from "@cogmock/protocol/errors";
import { html } from "../pages/html.ts";
import type { Page } from "../pages/page.ts";
import { refusalText } from "../texts/refusal-text.ts";
import type { Texts } from "../texts/texts.ts";

/** The address holds a code. */
const COMMON = { referrerPolicy: "no-referrer" } as const;

/** unconfirmed: the words of all three pages, and the status of the latter two. */
function confirmedPage({ lang, confirmed, confirmedExplained }: Texts): Page {
  return {
    ...COMMON,
    status: 200,
    title: confirmed,
    lang,
    content: html`<h1>${confirmed}</h1>
<p>${confirmedExplained}</p>`,
  };
}
function incompletePage({ lang, linkIncomplete, linkIncompleteExplained }: Texts): Page {
  return {
    ...COMMON,
    status: 400,
    title: linkIncomplete,
    lang,
    content: html`<h1>${linkIncomplete}</h1>
<p>${linkIncompleteExplained}</p>`,
  };
}
function notConfirmedPage(reason: string, { lang, notConfirmed }: Texts): Page {
  return {
    ...COMMON,
    status: 400,
    title: notConfirmed,
    lang,
    content: html`<h1>${notConfirmed}</h1>
<p>${reason}</p>`,
  };
}

function linkIn(query: URLSearchParams): ConfirmationLink | undefined {
  const [clientId, userName, confirmationCode] = ["client_id", "user_name", "confirmation_code"].map((name) =>
    query.get(name),
  );
  return clientId && userName && confirmationCode ? { clientId, userName, confirmationCode } : undefined;
}

/** `GET /confirmUser`: the page that the links of confirmation messages lead to, which confirms whose link is opened. */
export async function confirmByLink(
  cognito: Pick<Cognito, "confirmSignUpByLink">,
  call: HostedCall,
  query: URLSearchParams,
  texts: Texts,
): Promise<Page> {
  const link = linkIn(query);
  if (!link) return incompletePage(texts);
  try {
    await cognito.confirmSignUpByLink(link, call);
  } catch (error) {
    if (!(error instanceof ServiceException)) throw error;
    return notConfirmedPage(refusalText(error, texts), texts);
  }
  return confirmedPage(texts);
}
