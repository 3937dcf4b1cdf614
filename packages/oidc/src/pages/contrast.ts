/** Red, green and blue from 0 to 255, and opacity from 0 to 1. */
type Rgba = readonly [red: number, green: number, blue: number, opacity: number];

/** @param color `#` and three, six or eight hexadecimal digits */
function toRgba(color: string): Rgba {
  const digits = color.length === 4 ? color.replace(/[^#]/g, "$&$&") : color;
  const at = (index: number): number => Number.parseInt(digits.slice(index, index + 2) || "ff", 16);
  return [at(1), at(3), at(5), at(7) / 255];
}

/** What is seen where a colour lies over another that nothing shines through. */
function over([r, g, b, opacity]: Rgba, [red, green, blue]: Rgba): Rgba {
  const mix = (above: number, below: number): number => above * opacity + below * (1 - opacity);
  return [mix(r, red), mix(g, green), mix(b, blue), 1];
}

/** Relative luminance. @see Web Content Accessibility Guidelines 2.2 */
function luminanceOf(color: Rgba): number {
  const linear = (component: number): number => {
    const c = component / 255;
    return c <= 0.040_45 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  };
  const [red, green, blue] = color;
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}

const WHITE: Rgba = [255, 255, 255, 1];

function groundOf(layers: readonly string[]): Rgba {
  return layers.reduceRight<Rgba>((below, layer) => over(toRgba(layer), below), WHITE);
}

/**
 * The contrast of a text with what it is written on, from 1 to 21.
 *
 * @param layers the topmost first; white is below them all
 * @see Web Content Accessibility Guidelines 2.2
 */
export function contrastOf(text: string, layers: readonly string[]): number {
  const ground = groundOf(layers);
  const [one, other] = [luminanceOf(over(toRgba(text), ground)), luminanceOf(ground)];
  return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
}

/** What WCAG asks of text at level AA. */
export const ENOUGH = 4.5;

/** The first of these colours that can be read on that ground, or else black or white, of which one always can. */
export function readableOn(layers: readonly string[], preferred: readonly string[]): string {
  const found = [...preferred, "#000000"].find((color) => contrastOf(color, layers) >= ENOUGH);
  return found ?? "#ffffff";
}
