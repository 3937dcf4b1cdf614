import { type HostedUi, type IdentityProvider, offersChoice } from "@cogmock/core";
import { offersOwnUsers } from "../federation/offered-providers.ts";
import { type ClientRequest, queryTextOf } from "../http/hosted-request.ts";
import { labelOfUsername } from "../pages/attribute-fields.ts";
import { loginPage } from "../pages/login-page.ts";
import { looks } from "../pages/look.ts";
import { answerPage } from "../pages/page.ts";
import { maySignUp } from "../sign-up/may-sign-up.ts";

/** Shows the sign-in page. @param error what was wrong with what was typed */
export async function showLogin(
  hostedUi: HostedUi,
  request: ClientRequest,
  username: string,
  error?: string,
): Promise<void> {
  const { prefix, raw, response, csrf, hosted, texts } = request;
  const query = queryTextOf(raw);
  const { pool } = hosted;
  const { providerIcons = new Map(), providersFirst = false, providerOrder = [] } = looks.get(response) ?? {};
  const rank = ({ name }: IdentityProvider): number => {
    const at = providerOrder.indexOf(name);
    return at < 0 ? providerOrder.length : at;
  };
  const providers = await hostedUi.findIdentityProviders(hosted);
  answerPage(
    response,
    loginPage({
      prefix,
      query,
      csrf,
      texts,
      usernameLabel: labelOfUsername(pool, texts),
      username,
      error,
      offersOwnUsers: offersOwnUsers(request),
      providers: providers.toSorted((one, other) => rank(one) - rank(other)),
      providersFirst,
      providerIcons,
      maySignUp: maySignUp(pool),
      offersChoice: offersChoice(hosted),
    }),
  );
}
