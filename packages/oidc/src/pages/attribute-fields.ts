import type { Field } from "./fields.ts";

const LABELS: Readonly<Record<string, string>> = {
  email: "Email",
  phone_number: "Phone number",
  given_name: "Given name",
  family_name: "Family name",
  middle_name: "Middle name",
  name: "Name",
  nickname: "Nickname",
  preferred_username: "Preferred user name",
  birthdate: "Birthdate",
};

const TYPES: Readonly<Record<string, Field["type"]>> = { email: "email", phone_number: "tel", birthdate: "date" };

/** What people call an attribute. */
export function labelOfAttribute(name: string): string {
  return LABELS[name] ?? name.replace(/^custom:/, "").replaceAll("_", " ");
}

/** The kind of input that an attribute is typed into. */
export function typeOfAttribute(name: string): NonNullable<Field["type"]> {
  return TYPES[name] ?? "text";
}
