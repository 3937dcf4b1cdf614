import { html } from "./html.ts";
import { errorMessage, type Page } from "./page.ts";

/** What the sign-in page shows. */
export interface LoginPage {
  /** Where the form goes: `/login` with the authorization request. */
  readonly action: string;
  readonly csrf: string;
  readonly username: string;
  readonly error?: string | undefined;
}

/**
 * The sign-in page. Names and ids are those of AWS's classic page, on which scripts and browser tests rely.
 *
 * unconfirmed: the status of a refused sign-in.
 */
export function loginPage({ action, csrf, username, error }: LoginPage): Page {
  return {
    status: 200,
    title: "Signin",
    content: html`<h1>Sign in with your username and password</h1>
${errorMessage(error)}
<form name="cognitoSignInForm" class="cognito-asf" action="${action}" method="post">
<input type="hidden" name="_csrf" value="${csrf}"/>
<input type="hidden" name="cognitoAsfData" value=""/>
<label for="signInFormUsername" class="label-customizable">Username</label>
<input id="signInFormUsername" name="username" type="text" class="inputField-customizable" value="${username}" autocomplete="username" autocapitalize="none" spellcheck="false" required/>
<label for="signInFormPassword" class="label-customizable">Password</label>
<input id="signInFormPassword" name="password" type="password" class="inputField-customizable" autocomplete="current-password" required/>
<input name="signInSubmitButton" type="submit" class="submitButton-customizable" value="Sign in"/>
</form>`,
  };
}
