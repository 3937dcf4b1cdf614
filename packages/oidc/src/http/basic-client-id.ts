/** What may have been encoded as a form's values are, or not. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The client that a call authenticates as by HTTP Basic (RFC 6749, section 2.3.1), before its secret is looked at. */
export function basicClientIdOf(authorization: string | undefined): string | undefined {
  const [, encoded] = /^Basic +(\S+)$/i.exec(authorization ?? "") ?? [];
  if (encoded === undefined) return undefined;
  const [clientId = ""] = Buffer.from(encoded, "base64").toString().split(":", 1);
  return decoded(clientId);
}
