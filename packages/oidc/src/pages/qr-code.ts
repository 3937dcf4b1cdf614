import { encode } from "uqr";
import { type Html, html } from "./html.ts";

/** Bytes in the largest QR code, with the least correction of errors. */
const CAPACITY = 2953;

/**
 * A text as a QR code (ISO/IEC 18004): an image within the page, dark on light whatever the page's colours are. Nothing
 * for a text that does not fit into one.
 */
export function qrCode(text: string, label: string): Html | undefined {
  if (Buffer.byteLength(text) > CAPACITY) return undefined;
  const { data, size } = encode(text, { border: 4 });
  const modules = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])));
  return html`<svg class="qr-code" role="img" aria-label="${label}" viewBox="0 0 ${String(size)} ${String(size)}" shape-rendering="crispEdges"><rect width="100%" height="100%" fill="#fff"/><path fill="#000" d="${modules.join("")}"/></svg>`;
}
