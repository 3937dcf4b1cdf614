import { createHash } from "node:crypto";
import { DARK, declarationsOf, LIGHT } from "./palette.ts";

/**
 * The style of every page: plain, readable, for light and dark, down to small screens. What a client's look may change is in
 * custom properties; what a customized style sheet of the classic pages may change does not outweigh a class.
 */
export const STYLE: string = `
:root{color-scheme:light dark;--card-radius:.75rem;--button-radius:.4rem;--input-radius:.4rem;--alert-radius:.4rem;--shadow:0 1px 4px #0003;--gap:1rem;--pad:2rem;--x:center;--y:center;${declarationsOf(LIGHT)}}
@media (prefers-color-scheme:dark){:root{${declarationsOf(DARK)}}.light-only{display:none}}
@media not (prefers-color-scheme:dark){.dark-only{display:none}}
*{box-sizing:border-box}
body{margin:0;min-height:100vh;background:var(--ground) center/cover no-repeat;color:var(--text);font:1rem/1.5 system-ui,sans-serif;display:grid;grid-template:auto 1fr auto/minmax(0,1fr)}
main{grid-row:2;display:grid;grid-template-columns:minmax(0,1fr);gap:var(--gap);justify-items:var(--x);align-content:var(--y);padding:2rem}
.modal-content{background:var(--card) center/cover no-repeat;border:1px solid var(--card-line);border-radius:var(--card-radius);box-shadow:var(--shadow);width:100%;max-width:26rem;overflow:clip;overflow-wrap:anywhere}
.modal-body{padding:var(--pad)}
.page-header,.page-footer{display:grid;padding:.75rem 2rem;min-height:4rem;align-items:center;background:var(--header) center/cover no-repeat;border:0 solid var(--header-line);border-bottom-width:1px}
.page-footer{grid-row:3;background-color:var(--footer);border-color:var(--footer-line);border-width:1px 0 0}
@media (max-width:30rem){main,.page-header,.page-footer{padding-left:1rem;padding-right:1rem}main{padding-top:1rem;padding-bottom:1rem}.modal-body{padding:min(var(--pad),1.25rem)}}
.logo{display:grid}
.logo-outside{width:100%;max-width:26rem}
.modal-body>.logo-top{margin-bottom:var(--gap)}
.modal-body>.logo-bottom{margin-top:var(--gap)}
.start{justify-items:start}
.center{justify-items:center}
.end{justify-items:end}
.logo img,.graphic img,.logo-customizable{max-width:100%;max-height:6rem}
.page-header img,.page-footer img{max-height:3rem}
.graphic{display:grid;justify-items:center;margin-bottom:var(--gap)}
.banner-customizable{text-align:center}
.logo-customizable{display:block;margin:2rem auto 0}
h1{font-size:1.35rem;line-height:1.3;margin:0 0 var(--gap);color:var(--heading)}
p{margin:0 0 var(--gap)}
:where(.modal-body>p,form>p){color:var(--dim)}
label,legend{color:var(--label);font-weight:600}
label{display:block;margin:0 0 .25rem}
:where(input:not([type=hidden]):not([type=radio]):not([type=checkbox]),select){width:100%;padding:.6rem .7rem;margin:0 0 var(--gap);font:inherit;color:var(--on-input);background:var(--input);border:1px solid var(--line);border-radius:var(--input-radius)}
::placeholder{color:var(--placeholder);opacity:1}
fieldset{border:0;margin:0 0 var(--gap);padding:0}
legend{padding:0}
.read-only-aloud{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
fieldset label{display:flex;gap:.5rem;font-weight:400;margin:.4rem 0;color:var(--text)}
:where([type=radio],[type=checkbox]){appearance:none;flex:none;display:inline-grid;place-content:center;width:1.15rem;height:1.15rem;margin:.175rem 0 0;background:var(--option);border:1px solid var(--option-line);border-radius:50%}
:where([type=checkbox]){border-radius:.2rem}
:where([type=radio],[type=checkbox]):checked{background:var(--option-chosen);border-color:var(--option-chosen)}
:where([type=radio],[type=checkbox]):checked:before{content:"";width:.5rem;height:.5rem;border-radius:50%;background:var(--option-mark)}
:where([type=checkbox]):checked:before{width:.7rem;height:.7rem;border-radius:0;clip-path:polygon(12% 45%,0 60%,40% 95%,100% 20%,86% 8%,38% 68%)}
@media (forced-colors:active){:where([type=radio],[type=checkbox]){appearance:auto}}
:where(a){color:var(--link)}
:where(a:hover){color:var(--link-hover)}
:where(button,input[type=submit].submitButton-customizable,.idpButton-customizable,.socialButton-customizable){display:block;width:100%;margin:0 0 .5rem;padding:.65rem;font:inherit;font-weight:600;color:var(--on-act);background:var(--act);border:1px solid transparent;border-radius:var(--button-radius);cursor:pointer;text-align:center;text-decoration:none}
:where(button,input[type=submit].submitButton-customizable):hover{color:var(--on-act-hover);background:var(--act-hover)}
:where(button,input[type=submit].submitButton-customizable):active{color:var(--on-act-active);background:var(--act-active)}
:where(button.secondary){color:var(--on-alt);background:var(--alt);border-color:var(--alt-line)}
:where(button.secondary):hover{color:var(--on-alt-hover);background:var(--alt-hover);border-color:var(--alt-line-hover)}
:where(button.secondary):active{color:var(--on-alt-active);background:var(--alt-active);border-color:var(--alt-line-active)}
:where(.idpButton-customizable,.socialButton-customizable){color:var(--on-idp);background:var(--idp);border-color:var(--idp-line)}
:where(.idpButton-customizable,.socialButton-customizable):hover{color:var(--on-idp-hover);background:var(--idp-hover);border-color:var(--idp-line-hover)}
:where(.idpButton-customizable,.socialButton-customizable):active{color:var(--on-idp-active);background:var(--idp-active);border-color:var(--idp-line-active)}
:focus-visible{outline:3px solid var(--focus);outline-offset:2px}
:where(input:not([type=radio],[type=checkbox]),select):focus{border-color:var(--focus)}
hr{border:0;border-top:1px solid var(--divider);margin:var(--gap) 0}
nav{margin-top:var(--gap);padding-top:var(--gap);border-top:1px solid var(--divider);display:flex;flex-wrap:wrap;gap:.5rem 1.5rem}
.errorMessage-customizable,.success,.warning{color:var(--bad);background:var(--bad-ground);border:1px solid var(--bad-line);border-radius:var(--alert-radius);padding:.6rem .7rem}
.success{color:var(--good);background:var(--good-ground);border-color:var(--good-line)}
.warning{color:var(--warn);background:var(--warn-ground);border-color:var(--warn-line)}
.passwordChecks{list-style:none;margin:calc(var(--gap)/-2) 0 var(--gap);padding:0;color:var(--hint);font-size:.9rem}
.passwordChecks li{display:flex;gap:.4rem}
.passwordCheck-valid-customizable{color:var(--good)}
.passwordCheck-notValid-customizable{color:var(--bad)}
.hint{color:var(--hint);font-size:.9rem}
.legalText-customizable{font-size:.85rem}
form+form{margin-top:.5rem}
form+.providers,.providers+form{margin-top:var(--gap);padding-top:var(--gap);border-top:1px solid var(--divider)}
.providers a:last-child{margin-bottom:0}
.providers img{height:1.25rem;vertical-align:-.25rem;margin-right:.5rem}
form+p{margin-top:var(--gap);padding-top:var(--gap);border-top:1px solid var(--divider)}
h1:last-child,p:last-child,button:last-child,input:last-child{margin-bottom:0}
noscript p:last-child{margin-bottom:var(--gap)}
code{overflow-wrap:anywhere}
.qr-code{max-width:14rem;width:100%;display:block;margin:0 auto var(--gap);background:#fff;padding:.5rem}
`;

/** By which a page's policy lets this one style in, and no other. */
export const STYLE_HASH: string = `'sha256-${createHash("sha256").update(STYLE).digest("base64")}'`;
