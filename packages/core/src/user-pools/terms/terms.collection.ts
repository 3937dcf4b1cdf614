import { type Collection, defineCollection } from "../../store/collection.ts";
import type { Terms } from "./terms.ts";

/** Documents of all pools. ListTerms pages through those of one, oldest first. */
export const terms: Collection<Terms> = defineCollection<Terms>({
  name: "terms",
  key: (document) => [document.userPoolId, document.id],
  unique: { byClient: (document) => [[document.userPoolId, document.clientId, document.name]] },
  ordered: { byPool: (document) => [[document.userPoolId, document.createdAt, document.id]] },
});
