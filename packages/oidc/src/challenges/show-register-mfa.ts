import { sendOptions } from "../http/client-call.ts";
import type { ClientRequest } from "../http/hosted-request.ts";
import { pageAt } from "../http/own-form.ts";
import { backToSignIn } from "../pages/back-to-sign-in.ts";
import { answerPage } from "../pages/page.ts";
import type { PosedChallenge } from "./challenge-page.ts";
import { methodsToSetUp, registerMfaPage } from "./register-mfa-page.ts";

/** Shows the page as it was before. @param secret of the authenticator app */
export function showRegisterMfaPage(
  request: ClientRequest,
  challenge: PosedChallenge,
  secret: string | undefined,
  error?: string,
): void {
  const { csrf, pool, response, texts } = request;
  const action = pageAt(request, "/mfa/register");
  answerPage(
    response,
    registerMfaPage({
      action,
      csrf,
      texts,
      challenge,
      poolName: pool.settings.Name,
      secret,
      error,
      wayBack: backToSignIn(request),
    }),
  );
}

/** Shows the page on which a user sets up a second factor, with a new key for an authenticator app. */
export async function showRegisterMfa(request: ClientRequest, challenge: PosedChallenge): Promise<void> {
  if (!methodsToSetUp(challenge).includes("SOFTWARE_TOKEN_MFA"))
    return showRegisterMfaPage(request, challenge, undefined);
  const { SecretCode, Session = "" } = await request.userPools.send(
    "AssociateSoftwareToken",
    { Session: challenge.session },
    sendOptions(request),
  );
  return showRegisterMfaPage(request, { ...challenge, session: Session }, SecretCode);
}
