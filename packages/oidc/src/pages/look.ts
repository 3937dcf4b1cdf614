import type { ServerResponse } from "node:http";
import type { Html } from "./html.ts";

/** What a client's pages have beside what is common to all. */
export interface Look {
  /** A style sheet that is safe to be written into a page. */
  readonly css: string;
  readonly logo: Html | undefined;
}

/** How the pages that answer a request look. Without one, they look as ours do. */
export const looks: WeakMap<ServerResponse, Look> = new WeakMap<ServerResponse, Look>();
