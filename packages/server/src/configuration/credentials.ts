/** Secret access keys by access key id: whose signatures strict mode accepts. */
export type Credentials = ReadonlyMap<string, string>;

/** IAM API Reference, AccessKey: an access key id is 16 to 128 word characters. Shorter ones are usual with emulators. */
const ACCESS_KEY_ID = /^\w{1,128}$/;

/** Reads `ID:SECRET,ID:SECRET`. `undefined` where it is not of that form, or names one id twice. */
export function parseCredentials(text: string): Credentials | undefined {
  return collect(
    text.split(",").map((pair) => {
      const colon = pair.indexOf(":");
      return [pair.slice(0, Math.max(colon, 0)).trim(), pair.slice(colon + 1).trim()];
    }),
  );
}

/** Reads `{ "ID": "SECRET" }`. */
export function parseCredentialsObject(value: object): Credentials | undefined {
  return Array.isArray(value) ? undefined : collect(Object.entries(value));
}

function collect(pairs: readonly unknown[][]): Credentials | undefined {
  const credentials = new Map<string, string>();
  for (const [accessKeyId, secret] of pairs) {
    if (typeof accessKeyId !== "string" || typeof secret !== "string") return undefined;
    if (!ACCESS_KEY_ID.test(accessKeyId) || secret === "" || credentials.has(accessKeyId)) return undefined;
    credentials.set(accessKeyId, secret);
  }
  return credentials.size === 0 ? undefined : credentials;
}
