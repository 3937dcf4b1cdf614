import type { Texts } from "../texts/texts.ts";
import { html } from "./html.ts";
import { errorMessage, type Page } from "./page.ts";

/** What the sign-in page shows. */
export interface LoginPage {
  /** What stands before the paths of the pool. */
  readonly prefix: string;
  /** The authorization request, which all pages carry on. */
  readonly query: string;
  readonly csrf: string;
  readonly texts: Texts;
  /** What people call it. */
  readonly usernameLabel: string;
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
export function loginPage(page: LoginPage): Page {
  const { prefix, query, csrf, texts, usernameLabel, username, error, maySignUp, offersChoice } = page;
  return {
    status: 200,
    title: texts.signInPage,
    lang: texts.lang,
    content: html`<h1 class="textDescription-customizable">${usernameLabel === texts.username ? texts.signInTitle : texts.signIn}</h1>
${errorMessage(error)}
<form name="cognitoSignInForm" class="cognito-asf" action="${prefix}/login?${query}" method="post">
<input type="hidden" name="_csrf" value="${csrf}"/>
<input type="hidden" name="cognitoAsfData" value=""/>
<label for="signInFormUsername" class="label-customizable">${usernameLabel}</label>
<input id="signInFormUsername" name="username" type="text" class="inputField-customizable" value="${username}" autocomplete="username" autocapitalize="none" spellcheck="false" required/>
<label for="signInFormPassword" class="label-customizable">${texts.password}</label>
<input id="signInFormPassword" name="password" type="password" class="inputField-customizable" autocomplete="current-password"${!offersChoice && html` required`}/>
${offersChoice && html`<p class="hint">${texts.withoutPassword}</p>`}
<input name="signInSubmitButton" type="submit" class="submitButton-customizable" value="${texts.signIn}"/>
</form>
<nav>
<a class="redirect-customizable" href="${prefix}/forgotPassword?${query}">${texts.forgotPassword}</a>
${maySignUp && html`<a class="redirect-customizable" href="${prefix}/signup?${query}">${texts.signUp}</a>`}
</nav>`,
  };
}
