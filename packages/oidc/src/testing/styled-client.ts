import type { AssetType, JsonValue } from "@cogmock/protocol/user-pools";
import { startOidc, type TestOidc } from "./start-oidc.ts";
import { authorization, type TestClient } from "./test-client.ts";

/** A client's pages, which take another style at every call. */
export interface StyledClient {
  readonly oidc: TestOidc;
  readonly client: TestClient;
  /** The page at a path, with this style. */
  readonly page: (style: Style, path?: string) => Promise<string>;
}

export interface Style {
  readonly Settings?: JsonValue;
  readonly Assets?: readonly AssetType[];
}

export async function givenStyledClient(pool = {}): Promise<StyledClient> {
  const oidc = await startOidc();
  const client = await oidc.givenClient({}, pool);
  const { UserPoolId, ClientId } = client;
  const { userPools } = oidc.cognito;
  let ManagedLoginBrandingId: string | undefined;
  return {
    oidc,
    client,
    async page({ Settings = {}, Assets = [] }, path = "/login") {
      if (ManagedLoginBrandingId !== undefined) {
        await userPools.send("DeleteManagedLoginBranding", { UserPoolId, ManagedLoginBrandingId });
      }
      const style = { UserPoolId, ClientId, Settings, Assets: [...Assets] };
      const { ManagedLoginBranding } = await userPools.send("CreateManagedLoginBranding", style);
      ManagedLoginBrandingId = ManagedLoginBranding?.ManagedLoginBrandingId;
      return (await oidc.newBrowser().get(`${client.issuer}${path}?${authorization(client)}`)).text;
    },
  };
}

/** The settings that have a value at a path, and nothing else. */
export function at(path: string, value: JsonValue): Readonly<Record<string, JsonValue>> {
  const [first = "", ...rest] = path.split(".");
  return { [first]: rest.length === 0 ? value : at(rest.join("."), value) };
}

/** The part of a page's style that is of its client. */
export function cssOf(page: string): string {
  const [, , css = ""] = page.split("<style>");
  return css.slice(0, css.indexOf("</style>"));
}
