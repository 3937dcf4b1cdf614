import { minimumLengthOf, type PasswordDemand, passwordDemands, type UserPool } from "@cogmock/core";
import type { TextName, Texts } from "../texts/texts.ts";
import { type Html, html } from "./html.ts";

/** What AWS's classic pages call each demand, in their order. */
const CHECKS: readonly (readonly [demand: PasswordDemand, name: string, text: TextName])[] = [
  ["lowercase", "lowerletter", "passwordLowercase"],
  ["uppercase", "upperletter", "passwordUppercase"],
  ["symbol", "symbols", "passwordSymbol"],
  ["number", "numbers", "passwordNumber"],
  ["length", "length", "passwordLength"],
];

/** By which inputs name it as their description. */
export const PASSWORD_CHECKS = "passwordChecks";

/**
 * What the pool demands of a password and, once one was typed, which of it that one meets. Classes are those of AWS's
 * classic page, whose script keeps them up while somebody types.
 */
export function passwordChecks({ settings }: UserPool, texts: Texts, typed: string): Html {
  const policy = settings.Policies.PasswordPolicy;
  const demands = passwordDemands(policy, typed);
  const check = ([demand, name, text]: (typeof CHECKS)[number]): Html | undefined => {
    const isMet = demands.get(demand);
    if (isMet === undefined) return undefined;
    const [mark, state] = typed === "" ? ["•", ""] : isMet ? ["✓", "valid"] : ["✖", "notValid"];
    return html`<li class="checkPassword-${name}${state !== "" && ` passwordCheck-${state}-customizable`}"><span aria-hidden="true" class="check-${name}">${mark}</span> <span class="checkPasswordText-${name}">${texts[text].replace("{}", String(minimumLengthOf(policy)))}</span></li>
`;
  };
  return html`<ul class="passwordChecks" id="${PASSWORD_CHECKS}">
${CHECKS.map(check)}</ul>
`;
}
