import type { OperationContext } from "../../operation-context.ts";
import type { UserPoolClient } from "../clients/user-pool-client.ts";
import { findTerms, type Terms } from "./terms.ts";

/** What documents call the languages of the pages. @see "Managed login localization" in the Amazon Cognito Developer Guide */
const LANGUAGES: Readonly<Record<string, string>> = {
  de: "german",
  en: "english",
  es: "spanish",
  fr: "french",
  id: "bahasa-indonesia",
  it: "italian",
  ja: "japanese",
  ko: "korean",
  nl: "dutch",
  "pt-BR": "portuguese-brazil",
  "zh-CN": "chinese-simplified",
  "zh-TW": "chinese-traditional",
};

/** Where a client's two documents are. */
export interface TermsLinks {
  readonly termsOfUse: string;
  readonly privacyPolicy: string;
}

function linkIn({ links }: Terms, language: string | undefined): string | undefined {
  const name = language === undefined ? undefined : LANGUAGES[language];
  return links[`cognito:${name}`] ?? links["cognito:default"];
}

/**
 * What the sign-up page of a client links to. AWS shows the links only where the client has both documents.
 *
 * @param language as in `lang` of the pages: `de`, `pt-BR`
 */
export async function findTermsLinks(
  context: Pick<OperationContext, "store">,
  client: Pick<UserPoolClient, "userPoolId" | "id">,
  language?: string,
): Promise<TermsLinks | undefined> {
  const [use, privacy] = await Promise.all([
    findTerms(context, client, "terms-of-use"),
    findTerms(context, client, "privacy-policy"),
  ]);
  const termsOfUse = use && linkIn(use, language);
  const privacyPolicy = privacy && linkIn(privacy, language);
  return termsOfUse === undefined || privacyPolicy === undefined ? undefined : { termsOfUse, privacyPolicy };
}
