import type { TextName, Texts } from "../texts/texts.ts";
import type { Field } from "./fields.ts";

const LABELS: Readonly<Record<string, TextName>> = {
  email: "email",
  phone_number: "phoneNumber",
  given_name: "givenName",
  family_name: "familyName",
  name: "name",
  birthdate: "birthdate",
};

/** Of those that have no texts in other languages. */
const ENGLISH_LABELS: Readonly<Record<string, string>> = {
  middle_name: "Middle name",
  nickname: "Nickname",
  preferred_username: "Preferred user name",
};

const TYPES: Readonly<Record<string, Field["type"]>> = { email: "email", phone_number: "tel", birthdate: "date" };

/** What people call an attribute. */
export function labelOfAttribute(name: string, texts: Texts): string {
  const text = LABELS[name];
  if (text !== undefined) return texts[text];
  return ENGLISH_LABELS[name] ?? name.replace(/^custom:/, "").replaceAll("_", " ");
}

/** The kind of input that an attribute is typed into. */
export function typeOfAttribute(name: string): NonNullable<Field["type"]> {
  return TYPES[name] ?? "text";
}
