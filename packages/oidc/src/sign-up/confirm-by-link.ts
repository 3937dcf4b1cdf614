import type { Cognito, ConfirmationLink } from "@cogmock/core";
import { followLink, type OpenedLink } from "../http/opened-link.ts";
import type { Page } from "../pages/page.ts";

function linkIn(query: URLSearchParams): ConfirmationLink | undefined {
  const [clientId, userName, confirmationCode] = ["client_id", "user_name", "confirmation_code"].map((name) =>
    query.get(name),
  );
  return clientId && userName && confirmationCode ? { clientId, userName, confirmationCode } : undefined;
}

/** `GET /confirmUser`: the page that the links of confirmation messages lead to, which confirms whose link is opened. */
export async function confirmByLink(
  cognito: Pick<Cognito, "confirmSignUpByLink" | "hostedUi">,
  opened: OpenedLink,
): Promise<Page> {
  const { texts } = opened;
  return followLink(cognito.hostedUi, opened, {
    linkIn,
    follow: (link, call) => cognito.confirmSignUpByLink(link, call),
    done: texts.confirmed,
    doneExplained: texts.confirmedExplained,
    notDone: texts.notConfirmed,
  });
}
