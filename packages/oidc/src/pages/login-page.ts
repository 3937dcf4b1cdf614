import type { IdentityProvider } from "@cogmock/core";
import type { Texts } from "../texts/texts.ts";
import { fill } from "./fill.ts";
import { type Html, html } from "./html.ts";
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
  /** Whether users of the pool itself may sign in; else there are the providers alone. */
  readonly offersOwnUsers: boolean;
  /** Identity providers to sign in with. */
  readonly providers: readonly Pick<IdentityProvider, "name" | "type">[];
  /** Whether they come before the form. */
  readonly providersFirst: boolean;
  /** By their names. */
  readonly providerIcons: ReadonlyMap<string, Html>;
  /** Whether the name alone is asked for, and how to sign in on the next page. */
  readonly offersChoice: boolean;
}

/** What people call the providers whose name is a type. */
const DISPLAY_NAMES: Readonly<Record<string, string>> = { LoginWithAmazon: "Amazon", SignInWithApple: "Apple" };

/** Leads to an identity provider, with the same authorization request. */
function providerLink(
  { prefix, query, texts, providerIcons }: LoginPage,
  { name, type }: LoginPage["providers"][number],
): Html {
  const parameters = new URLSearchParams(query);
  parameters.set("identity_provider", name);
  parameters.delete("idp_identifier");
  const kind = type === "OIDC" || type === "SAML" ? "idpButton-customizable" : "socialButton-customizable";
  return html`<a class="${kind}" href="${prefix}/oauth2/authorize?${parameters.toString()}">${providerIcons.get(name)}${fill(texts.continueWith, DISPLAY_NAMES[name] ?? name)}</a>
`;
}

/** The heading that speaks of username and password is for a page that begins with them. */
function headingOf({ texts, usernameLabel, offersOwnUsers, offersChoice, ...page }: LoginPage): string {
  const beginsWithForm = offersOwnUsers && !(page.providersFirst && page.providers.length > 0);
  const asksForBoth = beginsWithForm && !offersChoice && usernameLabel === texts.username;
  return asksForBoth ? texts.signInTitle : texts.signIn;
}

/**
 * The sign-in page. Names and ids are those of AWS's classic page, on which scripts and browser tests rely.
 *
 * unconfirmed: the status of a refused sign-in.
 */
export function loginPage(page: LoginPage): Page {
  const { prefix, query, texts, error, maySignUp, offersOwnUsers, providers, providersFirst } = page;
  const buttons =
    providers.length > 0 &&
    html`<div class="providers">${providers.map((provider) => providerLink(page, provider))}</div>`;
  const form = offersOwnUsers && ownUsersForm(page);
  return {
    status: 200,
    title: texts.signInPage,
    lang: texts.lang,
    content: html`<h1 class="textDescription-customizable">${headingOf(page)}</h1>
${errorMessage(error)}
${providersFirst ? [buttons, form] : [form, buttons]}
${
  offersOwnUsers &&
  html`<nav>
<a class="redirect-customizable" href="${prefix}/forgotPassword?${query}">${texts.forgotPassword}</a>
${maySignUp && html`<a class="redirect-customizable" href="${prefix}/signup?${query}">${texts.signUp}</a>`}
</nav>`
}`,
  };
}

/** Where users of the pool itself type their name and password. */
function ownUsersForm({ prefix, query, csrf, texts, usernameLabel, username, offersChoice }: LoginPage): Html {
  return html`<form name="cognitoSignInForm" class="cognito-asf" action="${prefix}/login?${query}" method="post">
<input type="hidden" name="_csrf" value="${csrf}"/>
<input type="hidden" name="cognitoAsfData" value=""/>
<label for="signInFormUsername" class="label-customizable">${usernameLabel}</label>
<input id="signInFormUsername" name="username" type="text" class="inputField-customizable" value="${username}" autocomplete="username" autocapitalize="none" spellcheck="false" required/>
${!offersChoice && passwordField(texts)}<input name="signInSubmitButton" type="submit" class="submitButton-customizable" value="${offersChoice ? texts.next : texts.signIn}"/>
</form>
`;
}

function passwordField(texts: Texts): Html {
  return html`<label for="signInFormPassword" class="label-customizable">${texts.password}</label>
<input id="signInFormPassword" name="password" type="password" class="inputField-customizable" autocomplete="current-password" required/>
`;
}
