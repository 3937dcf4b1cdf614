/** The colours of a page, by the names of the custom properties that `STYLE` draws with: any colour of CSS. */
export interface Palette {
  /** Behind the form. */
  readonly ground: string;
  /** Behind what is written: the form. */
  readonly card: string;
  readonly "card-line": string;
  readonly heading: string;
  readonly text: string;
  /** What is explained below a heading. */
  readonly dim: string;
  readonly label: string;
  readonly hint: string;
  readonly divider: string;
  readonly link: string;
  readonly "link-hover": string;
  /** What has the focus. */
  readonly focus: string;
  readonly input: string;
  readonly line: string;
  readonly "on-input": string;
  readonly placeholder: string;
  readonly option: string;
  readonly "option-line": string;
  readonly "option-chosen": string;
  readonly "option-mark": string;
  /** The button that a page is for. */
  readonly act: string;
  readonly "on-act": string;
  readonly "act-hover": string;
  readonly "on-act-hover": string;
  readonly "act-active": string;
  readonly "on-act-active": string;
  /** Other buttons. */
  readonly alt: string;
  readonly "alt-line": string;
  readonly "on-alt": string;
  readonly "alt-hover": string;
  readonly "alt-line-hover": string;
  readonly "on-alt-hover": string;
  readonly "alt-active": string;
  readonly "alt-line-active": string;
  readonly "on-alt-active": string;
  /** Buttons that lead to identity providers. */
  readonly idp: string;
  readonly "idp-line": string;
  readonly "on-idp": string;
  readonly "idp-hover": string;
  readonly "idp-line-hover": string;
  readonly "on-idp-hover": string;
  readonly "idp-active": string;
  readonly "idp-line-active": string;
  readonly "on-idp-active": string;
  /** Messages: what went wrong, what went well, what to mind. */
  readonly bad: string;
  readonly "bad-ground": string;
  readonly "bad-line": string;
  readonly good: string;
  readonly "good-ground": string;
  readonly "good-line": string;
  readonly warn: string;
  readonly "warn-ground": string;
  readonly "warn-line": string;
  readonly header: string;
  readonly "header-line": string;
  readonly footer: string;
  readonly "footer-line": string;
}

/** Ours, with contrasts of WCAG 2.2 at level AA. */
export const LIGHT: Palette = {
  ground: "#f2f4f7",
  card: "#fff",
  "card-line": "#dde2e8",
  heading: "#16191f",
  text: "#16191f",
  dim: "#444b55",
  label: "#16191f",
  hint: "#545b64",
  divider: "#dde2e8",
  link: "#0b5fb0",
  "link-hover": "#084480",
  focus: "#0b5fb0",
  input: "#fff",
  line: "#7d8998",
  "on-input": "#16191f",
  placeholder: "#5f6b7a",
  option: "#fff",
  "option-line": "#7d8998",
  "option-chosen": "#0b5fb0",
  "option-mark": "#fff",
  act: "#0b5fb0",
  "on-act": "#fff",
  "act-hover": "#084480",
  "on-act-hover": "#fff",
  "act-active": "#062f59",
  "on-act-active": "#fff",
  alt: "#fff",
  "alt-line": "#0b5fb0",
  "on-alt": "#0b5fb0",
  "alt-hover": "#eef5fc",
  "alt-line-hover": "#084480",
  "on-alt-hover": "#084480",
  "alt-active": "#d9e9f8",
  "alt-line-active": "#062f59",
  "on-alt-active": "#062f59",
  idp: "#fff",
  "idp-line": "#7d8998",
  "on-idp": "#2b313a",
  "idp-hover": "#f2f4f7",
  "idp-line-hover": "#444b55",
  "on-idp-hover": "#16191f",
  "idp-active": "#e3e7ec",
  "idp-line-active": "#16191f",
  "on-idp-active": "#16191f",
  bad: "#b3181a",
  "bad-ground": "#fdf0f0",
  "bad-line": "#b3181a",
  good: "#0d6b26",
  "good-ground": "#eefaf1",
  "good-line": "#0d6b26",
  warn: "#7a5200",
  "warn-ground": "#fff8e6",
  "warn-line": "#7a5200",
  header: "#fff",
  "header-line": "#dde2e8",
  footer: "#fff",
  "footer-line": "#dde2e8",
};

/** The same in the dark. */
export const DARK: Palette = {
  ground: "#0f141a",
  card: "#1b232d",
  "card-line": "#323d4a",
  heading: "#eef2f6",
  text: "#eef2f6",
  dim: "#c4ccd6",
  label: "#eef2f6",
  hint: "#b6bec9",
  divider: "#323d4a",
  link: "#7cbcf5",
  "link-hover": "#b3d8fa",
  focus: "#7cbcf5",
  input: "#141b23",
  line: "#8d99a8",
  "on-input": "#eef2f6",
  placeholder: "#9aa5b3",
  option: "#141b23",
  "option-line": "#8d99a8",
  "option-chosen": "#7cbcf5",
  "option-mark": "#06182a",
  act: "#7cbcf5",
  "on-act": "#06182a",
  "act-hover": "#a3d0f8",
  "on-act-hover": "#06182a",
  "act-active": "#5aa9ef",
  "on-act-active": "#06182a",
  alt: "#1b232d",
  "alt-line": "#7cbcf5",
  "on-alt": "#7cbcf5",
  "alt-hover": "#243040",
  "alt-line-hover": "#a3d0f8",
  "on-alt-hover": "#b3d8fa",
  "alt-active": "#2c3b4f",
  "alt-line-active": "#a3d0f8",
  "on-alt-active": "#b3d8fa",
  idp: "#1b232d",
  "idp-line": "#8d99a8",
  "on-idp": "#eef2f6",
  "idp-hover": "#243040",
  "idp-line-hover": "#c4ccd6",
  "on-idp-hover": "#fff",
  "idp-active": "#2c3b4f",
  "idp-line-active": "#fff",
  "on-idp-active": "#fff",
  bad: "#ff9c97",
  "bad-ground": "#3a1a1b",
  "bad-line": "#ff9c97",
  good: "#7fdc96",
  "good-ground": "#122a19",
  "good-line": "#7fdc96",
  warn: "#f0c75e",
  "warn-ground": "#2d2410",
  "warn-line": "#f0c75e",
  header: "#1b232d",
  "header-line": "#323d4a",
  footer: "#1b232d",
  "footer-line": "#323d4a",
};

/** The declarations of custom properties. Whoever calls has seen to it that each value is a colour. */
export function declarationsOf(palette: Palette): string {
  return Object.entries(palette)
    .map(([name, color]) => `--${name}:${String(color)}`)
    .join(";");
}
