/** @see SAML 2.0 Bindings, section 3.4 */
const HTTP_REDIRECT = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect";

const ENTITIES: Readonly<Record<string, string>> = {
  "&lt;": "<",
  "&gt;": ">",
  "&quot;": '"',
  "&apos;": "'",
  "&amp;": "&",
};

/** The value of an attribute in the text between the name of an element and its end. */
function attributeIn(attributes: string, name: string): string | undefined {
  const [, , value] = new RegExp(`\\s${name}\\s*=\\s*(["'])(.*?)\\1`, "s").exec(attributes) ?? [];
  return value?.replace(/&\w+;/g, (entity) => ENTITIES[entity] ?? entity);
}

/** The attributes of each element of this name, whatever prefix its namespace has. */
function elementsIn(metadata: string, name: string): readonly string[] {
  return Array.from(
    metadata.matchAll(new RegExp(`<(?:[\\w.-]+:)?${name}(\\s[^>]*)>`, "g")),
    ([, attributes = ""]) => attributes,
  );
}

/**
 * Where a provider's metadata says that browsers are to be redirected to for a service.
 *
 * @param metadata SAML 2.0 metadata, which is looked through, not validated
 */
export function redirectLocationIn(
  metadata: string,
  service: "SingleSignOnService" | "SingleLogoutService",
): string | undefined {
  const endpoint = elementsIn(metadata, service).find(
    (attributes) => attributeIn(attributes, "Binding") === HTTP_REDIRECT,
  );
  return endpoint && attributeIn(endpoint, "Location");
}

/** What a provider calls itself in its metadata. */
export function entityIdIn(metadata: string): string | undefined {
  return elementsIn(metadata, "EntityDescriptor")
    .map((attributes) => attributeIn(attributes, "entityID"))
    .find((id) => id !== undefined);
}
