import { type ClientRequest, queryTextOf } from "../http/hosted-request.ts";
import { loginPage } from "../pages/login-page.ts";
import { answerPage } from "../pages/page.ts";

/** Shows the sign-in page. @param error what was wrong with what was typed */
export function showLogin(
  { prefix, raw, response, csrf, hosted }: ClientRequest,
  username: string,
  error?: string,
): void {
  const query = queryTextOf(raw);
  const { pool } = hosted;
  answerPage(response, loginPage({ prefix, query, csrf, username, error, maySignUp: maySignUp(pool) }));
}

/** Whether people may make users of themselves. */
export function maySignUp({ settings }: ClientRequest["pool"]): boolean {
  return settings.AdminCreateUserConfig.AllowAdminCreateUserOnly !== true;
}
