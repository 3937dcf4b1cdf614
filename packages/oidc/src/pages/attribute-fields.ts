import type { UserPool } from "@cogmock/core";
import type { TextName, Texts } from "../texts/texts.ts";
import type { Field } from "./fields.ts";

/** Of the standard attributes that people may be asked for. @see OpenID Connect Core 1.0, section 5.1 */
const LABELS: Readonly<Record<string, TextName>> = {
  address: "address",
  birthdate: "birthdate",
  email: "email",
  family_name: "familyName",
  gender: "gender",
  given_name: "givenName",
  locale: "locale",
  middle_name: "middleName",
  name: "name",
  nickname: "nickname",
  phone_number: "phoneNumber",
  picture: "picture",
  preferred_username: "preferredUsername",
  profile: "profile",
  website: "website",
  zoneinfo: "timeZone",
};

const TYPES: Readonly<Record<string, Field["type"]>> = { email: "email", phone_number: "tel", birthdate: "date" };

/** What browsers know of people. @see HTML, section "Autofill" */
const AUTOCOMPLETE: Readonly<Record<string, string>> = {
  address: "street-address",
  birthdate: "bday",
  email: "email",
  family_name: "family-name",
  gender: "sex",
  given_name: "given-name",
  middle_name: "additional-name",
  name: "name",
  nickname: "nickname",
  phone_number: "tel",
  website: "url",
};

/** What people call an attribute. Those of a pool's own are called as their pool calls them. */
export function labelOfAttribute(name: string, texts: Texts): string {
  const text = LABELS[name];
  return text === undefined ? name.replace(/^custom:/, "").replaceAll("_", " ") : texts[text];
}

/** What people call the name that they sign in with: in some pools it is an address. */
export function labelOfUsername({ settings: { UsernameAttributes = [] } }: UserPool, texts: Texts): string {
  const [attribute, other] = UsernameAttributes;
  if (attribute === undefined) return texts.username;
  return other === undefined ? labelOfAttribute(attribute, texts) : texts.emailOrPhoneNumber;
}

/** The kind of input that an attribute is typed into. */
export function typeOfAttribute(name: string): NonNullable<Field["type"]> {
  return TYPES[name] ?? "text";
}

/** HTML's token for what a browser may fill in. */
export function autocompleteOfAttribute(name: string): string {
  return AUTOCOMPLETE[name] ?? "on";
}
