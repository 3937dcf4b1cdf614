import { createHash } from "node:crypto";

/** The style of every page: plain, readable, for light and dark, down to small screens. */
export const STYLE = `
:root{color-scheme:light dark;--ground:#f2f4f7;--card:#fff;--text:#16191f;--dim:#545b64;--line:#7d8998;--act:#0b5fb0;--link:var(--act);--on-act:#fff;--bad:#b3181a;--bad-ground:#fdf0f0}
@media (prefers-color-scheme:dark){:root{--ground:#0f141a;--card:#1b232d;--text:#eef2f6;--dim:#b6bec9;--line:#8d99a8;--act:#7cbcf5;--on-act:#06182a;--bad:#ff9c97;--bad-ground:#3a1a1b}}
*{box-sizing:border-box}
body{margin:0;min-height:100vh;background:var(--ground);color:var(--text);font:1rem/1.5 system-ui,sans-serif;display:grid;place-items:center;padding:1rem}
main{background:var(--card);width:100%;max-width:26rem;padding:2rem;border-radius:.75rem;box-shadow:0 1px 4px #0003;overflow-wrap:anywhere}
h1{font-size:1.35rem;margin:0 0 1rem}
p{margin:0 0 1rem}
label{display:block;font-weight:600;margin:0 0 .25rem}
:where(input:not([type=hidden]):not([type=radio]),select){width:100%;padding:.6rem .7rem;margin:0 0 1rem;font:inherit;color:inherit;background:transparent;border:1px solid var(--line);border-radius:.4rem}
fieldset{border:0;margin:0 0 1rem;padding:0}
legend{font-weight:600;padding:0}
fieldset label{display:flex;gap:.5rem;font-weight:400;margin:.4rem 0}
:where(button,input[type=submit].submitButton-customizable){display:block;width:100%;padding:.65rem;font:inherit;font-weight:600;color:var(--on-act);background:var(--act);border:0;border-radius:.4rem;cursor:pointer;text-align:center}
:focus-visible{outline:3px solid var(--act);outline-offset:2px}
a{color:var(--link)}
nav{margin-top:1rem;display:flex;flex-wrap:wrap;gap:.5rem 1.5rem}
.errorMessage-customizable{color:var(--bad);background:var(--bad-ground);border:1px solid currentColor;border-radius:.4rem;padding:.6rem .7rem}
.idpButtons{margin-top:1rem;display:grid;gap:.5rem}
:where(.idpButton-customizable){display:block;padding:.6rem;font-weight:600;text-align:center;text-decoration:none;border:1px solid var(--line);border-radius:.4rem}
.hint{color:var(--dim);font-size:.9rem}
form+form,form+p{margin-top:.75rem}
.logo-customizable{max-height:6rem;object-fit:contain}
code{overflow-wrap:anywhere}
.qr-code,.logo-customizable{max-width:14rem;width:100%;display:block;margin:0 auto 1rem}
.qr-code{background:#fff;padding:.5rem}
`;

/** By which a page's policy lets this one style in, and no other. */
export const STYLE_HASH: string = `'sha256-${createHash("sha256").update(STYLE).digest("base64")}'`;
