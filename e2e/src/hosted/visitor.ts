/** A browser without scripts: it keeps cookies, goes where it is sent, and fills in the sign-in form. */
export interface Visitor {
  /**
   * Goes to an address of the server and, where that asks for it, signs in.
   *
   * @returns the address that leads away from the server, at last
   */
  follow(address: string | URL): Promise<URL>;
}

export function newVisitor(
  server: string,
  { username, password }: { readonly username: string; readonly password: string },
): Visitor {
  const cookies = new Map<string, string>();

  async function visit(address: string | URL, body?: URLSearchParams): Promise<Response> {
    const cookie = Array.from(cookies, ([name, value]) => `${name}=${value}`).join("; ");
    const init = body ? { method: "POST", body } : {};
    const response = await fetch(address, { ...init, redirect: "manual", headers: { cookie } });
    for (const header of response.headers.getSetCookie()) {
      const [pair = ""] = header.split(";", 1);
      const at = pair.indexOf("=");
      if (/expires=Thu, 01 Jan 1970/i.test(header)) cookies.delete(pair.slice(0, at));
      else cookies.set(pair.slice(0, at), pair.slice(at + 1));
    }
    return response;
  }

  return {
    async follow(address) {
      let at = new URL(address);
      let response = await visit(at);
      while (at.origin === new URL(server).origin) {
        const location = response.headers.get("location");
        if (location === null) {
          const [, csrf] = /name="_csrf" value="([^"]+)"/.exec(await response.text()) ?? [];
          if (csrf === undefined) throw new Error(`${at.pathname} answered ${response.status}`);
          response = await visit(at, new URLSearchParams({ _csrf: csrf, username, password }));
          if (response.status !== 302) throw new Error(`signing in answered ${response.status}`);
        } else {
          at = new URL(location, at);
          if (at.origin === new URL(server).origin) response = await visit(at);
        }
      }
      return at;
    },
  };
}
