import type { Texts } from "../texts/texts.ts";
import type { UserPool } from "@cogmock/core";
import { labelOfAttribute, typeOfAttribute } from "../pages/attribute-fields.ts";
import { field, form } from "../pages/fields.ts";
import { html } from "../pages/html.ts";
import { errorMessage, type Page } from "../pages/page.ts";

/** What the sign-up page shows. */
export interface SignUpPage {
  readonly action: string;
  readonly loginAddress: string;
  readonly csrf: string;
  readonly pool: UserPool;
  readonly texts: Texts;
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

function usernameLabel({ settings: { UsernameAttributes = [] } }: UserPool, texts: Texts): string {
  return UsernameAttributes.length === 0
    ? texts.username
    : UsernameAttributes.map((name) => labelOfAttribute(name, texts)).join(" / ");
}

/** The page on which people make users of themselves. Names are those of AWS's classic page. */
export function signUpPage({ action, loginAddress, csrf, pool, texts, typed, error }: SignUpPage): Page {
  const content = [
    field({
      id: "signUpUsername",
      name: "username",
      label: usernameLabel(pool, texts),
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
        autocomplete: name === "email" ? "email" : "on",
      }),
    ),
    field({
      id: "signUpPassword",
      name: "password",
      label: texts.password,
      type: "password",
      autocomplete: "new-password",
    }),
  ];
  return {
    status: 200,
    title: "Signup",
    lang: texts.lang,
    content: html`<h1 class="textDescription-customizable">${texts.signUpTitle}</h1>
${errorMessage(error)}
${form({ action, csrf, name: "signupform" }, { cognitoAsfData: "" }, content, { name: "signUpButton", text: texts.signUp })}
<nav><a class="redirect-customizable" href="${loginAddress}">${texts.haveAccount}</a></nav>`,
  };
}
