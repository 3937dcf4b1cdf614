import type { Texts } from "../texts/texts.ts";
import type { TermsLinks, UserPool } from "@cogmock/core";
import {
  autocompleteOfAttribute,
  labelOfAttribute,
  labelOfUsername,
  typeOfAttribute,
} from "../pages/attribute-fields.ts";
import { field, form } from "../pages/fields.ts";
import { fill } from "../pages/fill.ts";
import { type Html, html } from "../pages/html.ts";
import { errorMessage, type Page } from "../pages/page.ts";
import { PASSWORD_CHECKS, passwordChecks } from "../pages/password-checks.ts";

/** What the sign-up page shows. */
export interface SignUpPage {
  readonly action: string;
  readonly loginAddress: string;
  readonly csrf: string;
  readonly pool: UserPool;
  readonly texts: Texts;
  /** Where the documents of the client are, where it has them. */
  readonly terms: TermsLinks | undefined;
  /** What was typed before. */
  readonly typed: URLSearchParams;
  readonly error?: string | undefined;
}

/** The attributes that people have to give, in the order of the pool's schema. The username may be one of them. */
export function attributesToGive({ schema, settings }: UserPool): readonly string[] {
  const { AutoVerifiedAttributes = [], UsernameAttributes = [] } = settings;
  return schema.flatMap(({ Name = "", Required }) => {
    const isGiven = Name !== "sub" && !UsernameAttributes.some((attribute) => attribute === Name);
    // A pool that verifies an address needs one to send a code to.
    const isNeeded = Required === true || AutoVerifiedAttributes.some((attribute) => attribute === Name);
    return isGiven && isNeeded ? [Name] : [];
  });
}

/** The name of an attribute's field. Recorded from AWS. */
export function fieldOf(attribute: string): string {
  return `requiredAttributes[${attribute}]`;
}

/** A link to a document of the client's owner: another tab leaves what was typed. */
function documentLink(address: string, text: string): Html {
  if (!/^https?:/i.test(address)) return html`${text}`;
  return html`<a href="${address}" target="_blank" rel="noopener noreferrer">${text}</a>`;
}

/**
 * What whoever signs up agrees to. Nothing of that is kept, for documents are not enforced: "reserved for future use", the
 * API reference says of `Enforcement`.
 *
 * unconfirmed: its words.
 *
 * @see "Terms documents" in the Amazon Cognito Developer Guide
 */
function termsNotice({ termsOfUse, privacyPolicy }: TermsLinks, texts: Texts): Html {
  const links = [documentLink(termsOfUse, texts.termsOfUse), documentLink(privacyPolicy, texts.privacyPolicy)];
  return html`<p class="hint legalText-customizable" id="terms">${fill(texts.agreeToTerms, ...links)}</p>
`;
}

/** The page on which people make users of themselves. Names are those of AWS's classic page. */
export function signUpPage({ action, loginAddress, csrf, pool, texts, terms, typed, error }: SignUpPage): Page {
  const content = [
    field({
      id: "signUpUsername",
      name: "username",
      label: labelOfUsername(pool, texts),
      value: typed.get("username") ?? "",
      autocomplete: "username",
    }),
    ...attributesToGive(pool).map((name) =>
      field({
        id: `attribute-${name}`,
        name: fieldOf(name),
        label: labelOfAttribute(name, texts),
        type: typeOfAttribute(name),
        value: typed.get(fieldOf(name)) ?? "",
        autocomplete: autocompleteOfAttribute(name),
      }),
    ),
    field({
      id: "signUpPassword",
      name: "password",
      label: texts.password,
      type: "password",
      autocomplete: "new-password",
      describedBy: PASSWORD_CHECKS,
    }),
    passwordChecks(pool, texts, typed.get("password") ?? ""),
    terms && termsNotice(terms, texts),
  ];
  return {
    status: 200,
    title: texts.signUpPage,
    lang: texts.lang,
    content: html`<h1 class="textDescription-customizable">${texts.signUpTitle}</h1>
${errorMessage(error)}
${form({ action, csrf, name: "signupform" }, { cognitoAsfData: "" }, content, { name: "signUpButton", text: texts.signUp })}
<nav><a class="redirect-customizable" href="${loginAddress}">${texts.haveAccount}</a></nav>`,
  };
}
