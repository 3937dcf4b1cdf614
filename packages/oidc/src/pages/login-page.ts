import { html } from "./html.ts";
import { errorMessage, type Page } from "./page.ts";

/** What the sign-in page shows. */
export interface LoginPage {
  /** What stands before the paths of the pool. */
  readonly prefix: string;
  /** The authorization request, which all pages carry on. */
  readonly query: string;
  readonly csrf: string;
  readonly username: string;
  readonly error?: string | undefined;
  readonly maySignUp: boolean;
  /** Whether the password may be left out, to sign in by something else. */
  readonly offersChoice: boolean;
}

/**
 * The sign-in page. Names and ids are those of AWS's classic page, on which scripts and browser tests rely.
 *
 * unconfirmed: the status of a refused sign-in.
 */
export function loginPage({ prefix, query, csrf, username, error, maySignUp, offersChoice }: LoginPage): Page {
  return {
    status: 200,
    title: "Signin",
    content: html`<h1>Sign in with your username and password</h1>
${errorMessage(error)}
<form name="cognitoSignInForm" class="cognito-asf" action="${prefix}/login?${query}" method="post">
<input type="hidden" name="_csrf" value="${csrf}"/>
<input type="hidden" name="cognitoAsfData" value=""/>
<label for="signInFormUsername" class="label-customizable">Username</label>
<input id="signInFormUsername" name="username" type="text" class="inputField-customizable" value="${username}" autocomplete="username" autocapitalize="none" spellcheck="false" required/>
<label for="signInFormPassword" class="label-customizable">Password</label>
<input id="signInFormPassword" name="password" type="password" class="inputField-customizable" autocomplete="current-password"${!offersChoice && html` required`}/>
${offersChoice && html`<p class="hint">Leave the password out to sign in by a code or another way.</p>`}
<input name="signInSubmitButton" type="submit" class="submitButton-customizable" value="Sign in"/>
</form>
<nav>
<a class="redirect-customizable" href="${prefix}/forgotPassword?${query}">Forgot your password?</a>
${maySignUp && html`<a href="${prefix}/signup?${query}">Sign up</a>`}
</nav>`,
  };
}
