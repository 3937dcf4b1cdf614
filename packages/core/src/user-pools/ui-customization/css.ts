import { InvalidParameterException } from "@cogmock/protocol/errors";

/** "The maximum size of the CSS" in "Hosted UI (classic) branding" of the Amazon Cognito Developer Guide */
const MAX_CSS_BYTES = 3 * 1024;

/** The classes of the classic pages. @see "Hosted UI (classic) branding" in the Amazon Cognito Developer Guide */
const CLASSES = [
  "background",
  "banner",
  "errorMessage",
  "idpButton",
  "idpDescription",
  "inputField",
  "label",
  "legalText",
  "logo",
  "passwordCheck-notValid",
  "passwordCheck-valid",
  "redirect",
  "socialButton",
  "submitButton",
  "textDescription",
] as const;

const SELECTORS: ReadonlySet<string> = new Set([
  ...CLASSES.map((name) => `.${name}-customizable`),
  ".idpButton-customizable:hover",
  ".inputField-customizable:focus",
  ".submitButton-customizable:hover",
]);

/** unconfirmed: AWS's texts. What they are about is documented. */
const TEXTS = {
  tooLarge: "The CSS file cannot be larger than 3 KB.",
  invalid: "The CSS is not valid.",
  atRule: (rule: string) => `The CSS rule ${rule} is not allowed.`,
  script: "The CSS cannot contain JavaScript.",
} as const;

/**
 * A comment, a string, an address without quotes, or one character of anything else: where browsers see no braces, and
 * nowhere else.
 *
 * @see CSS Syntax Module Level 3, section 4.3
 */
const TOKEN =
  /\/\*[^]*?\*\/|"(?:[^"\\\n\r\f]|\\[^])*"|'(?:[^'\\\n\r\f]|\\[^])*'|(?<![\w-])url\(\s*[^\s"')](?:[^\\)]|\\[^])*\)|[^]/gi;

/** What browsers have run as a script out of a style sheet, or what would end the sheet. */
const SCRIPT = /javascript:|expression\s*\(|behavior\s*:|-moz-binding|</i;

/** The selectors of style rules, between which no rule is within another; `undefined` where braces do not match. */
function selectorsIn(css: string): readonly string[] | undefined {
  const selectors: string[] = [];
  let outside = "";
  let isInside = false;
  for (const [token] of css.matchAll(TOKEN)) {
    if (token.startsWith("/*") && token.length > 1) continue;
    if (token === "{") {
      if (isInside) return undefined;
      selectors.push(...outside.split(",").map((selector) => selector.trim()));
      outside = "";
      isInside = true;
    } else if (token === "}") {
      if (!isInside) return undefined;
      isInside = false;
    } else if (!isInside) outside += token;
  }
  return isInside || outside.trim() !== "" ? undefined : selectors;
}

/**
 * Checks the style sheet of a customization: rules for the known classes, and nothing else.
 *
 * @throws InvalidParameterException
 * @see "Hosted UI (classic) branding" in the Amazon Cognito Developer Guide
 */
export function assertCss(css: string): void {
  if (Buffer.byteLength(css) > MAX_CSS_BYTES) throw new InvalidParameterException(TEXTS.tooLarge);
  const [atRule] = /@[a-z-]+/i.exec(css) ?? [];
  if (atRule !== undefined) throw new InvalidParameterException(TEXTS.atRule(atRule));
  if (SCRIPT.test(css)) throw new InvalidParameterException(TEXTS.script);
  const selectors = selectorsIn(css);
  if (!selectors) throw new InvalidParameterException(TEXTS.invalid);
  const unknown = selectors.find((selector) => !SELECTORS.has(selector));
  if (unknown !== undefined) {
    throw new InvalidParameterException(`The CSS class ${unknown} is not in the list of allowed classes.`);
  }
}
