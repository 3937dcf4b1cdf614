/** The parameters of a query string, decoded, in order. Malformed escapes stand for themselves. */
export function parseQuery(query: string): [string, string][] {
  return query
    .replace(/^\?/, "")
    .split("&")
    .filter((pair) => pair !== "")
    .map((pair) => {
      const equals = pair.indexOf("=");
      return equals < 0 ? [decode(pair), ""] : [decode(pair.slice(0, equals)), decode(pair.slice(equals + 1))];
    });
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The first parameter of this name. */
export function queryParameter(parameters: readonly (readonly [string, string])[], name: string): string | undefined {
  return parameters.find(([key]) => key === name)?.[1];
}

/** Percent-encoding of everything but the unreserved characters (RFC 3986, section 2.3). */
export function uriEncode(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
