import { encode } from "uqr";
import { type Html, html } from "./html.ts";

/** A text as a QR code (ISO/IEC 18004): an image within the page, dark on light whatever the page's colours are. */
export function qrCode(text: string, label: string): Html {
  const { data, size } = encode(text, { border: 4 });
  const modules = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])));
  return html`<svg class="qr-code" role="img" aria-label="${label}" viewBox="0 0 ${String(size)} ${String(size)}" shape-rendering="crispEdges"><rect width="100%" height="100%" fill="#fff"/><path fill="#000" d="${modules.join("")}"/></svg>`;
}
