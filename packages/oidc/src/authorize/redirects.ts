import type { RedirectedError } from "./authorization-request.ts";

/** The application's address with parameters put behind it. It stays as it was registered, letter by letter. */
export function redirectTo(
  { redirectUri, isImplicit }: Pick<RedirectedError, "redirectUri" | "isImplicit">,
  parameters: readonly (readonly [name: string, value: string | undefined])[],
): string {
  const present = parameters.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]));
  const separator = isImplicit ? "#" : redirectUri.includes("?") ? "&" : "?";
  return `${redirectUri}${separator}${new URLSearchParams(present).toString()}`;
}

/** The application's address with an error, its parameters in the order recorded from AWS. */
export function errorRedirect(refusal: RedirectedError): string {
  return redirectTo(refusal, [
    ["error_description", refusal.description],
    ["state", refusal.state],
    ["error", refusal.error],
  ]);
}

/** Our own page for errors that the application cannot be told of. */
export function errorPageLocation(prefix: string, error: string, clientId: string): string {
  return `${prefix}/error?${new URLSearchParams({ error, client_id: clientId }).toString()}`;
}
