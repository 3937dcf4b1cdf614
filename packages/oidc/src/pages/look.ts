import type { ServerResponse } from "node:http";
import type { Html } from "./html.ts";

/** A picture of what a page asks for, by the category that its image has in managed login. */
export type Graphic = "AUTH_APP_GRAPHIC" | "EMAIL_GRAPHIC" | "PASSKEY_GRAPHIC" | "PASSWORD_GRAPHIC" | "SMS_GRAPHIC";

/** What a client's pages have beside what is common to all. */
export interface Look {
  /** A style sheet that is safe to be written into a page. */
  readonly css: string;
  /** Links to icons, for the head of the page. */
  readonly icons?: Html | undefined;
  readonly header?: Html | undefined;
  readonly footer?: Html | undefined;
  /** Over and under the form. */
  readonly above?: Html | undefined;
  readonly below?: Html | undefined;
  /** In the form, from edge to edge. */
  readonly banner?: Html | undefined;
  /** In the form, before and after its content. */
  readonly top?: Html | undefined;
  readonly bottom?: Html | undefined;
  readonly graphics?: ReadonlyMap<Graphic, Html>;
  /** On the buttons that lead to identity providers, by the names of these. */
  readonly providerIcons?: ReadonlyMap<string, Html>;
  /** Whether identity providers come before the form for the pool's own users. */
  readonly providersFirst?: boolean;
  /** Names of identity providers, in the order of their buttons; the others follow. */
  readonly providerOrder?: readonly string[];
}

/** How the pages that answer a request look. Without one, they look as ours do. */
export const looks: WeakMap<ServerResponse, Look> = new WeakMap<ServerResponse, Look>();
