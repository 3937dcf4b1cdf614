import * as fc from "fast-check";
import { expect, test } from "vitest";
import { contrastOf, ENOUGH, readableOn } from "./contrast.ts";
import { DARK, LIGHT, type Palette } from "./palette.ts";

test.each([
  ["#000", ["#fff"], 21],
  ["#ffffff", ["#ffffff"], 1],
  ["#767676", ["#ffffff"], 4.54],
  ["#767676ff", ["#ffffffff"], 4.54],
  // Half of black over white is #808080; nothing of black is white.
  ["#808080", ["#00000080"], 1],
  ["#000", ["#00000000"], 21],
  ["#000", ["#00000000", "#000000"], 1],
  ["#00000000", ["#ffffff"], 1],
])("%s on %j has the contrast that WCAG computes", (text, layers, contrast) => {
  expect(contrastOf(text, layers)).toBeCloseTo(contrast, 1);
});

test("the first colour that can be read is taken, and otherwise black or white, whatever the ground", () => {
  expect(readableOn(["#ffffff"], ["#eeeeee", "#333333", "#000000"])).toBe("#333333");
  expect(readableOn(["#000000"], ["#333333"])).toBe("#ffffff");
  const color = fc.stringMatching(/^#[\da-f]{8}$/);
  fc.assert(
    fc.property(
      fc.array(color, { minLength: 1, maxLength: 3 }),
      fc.array(color, { maxLength: 2 }),
      (layers, preferred) => {
        expect(contrastOf(readableOn(layers, preferred), layers)).toBeGreaterThanOrEqual(ENOUGH);
      },
    ),
  );
});

/** What is written on what. */
const TEXTS: readonly (readonly [text: keyof Palette, ground: keyof Palette])[] = [
  ...(["heading", "text", "dim", "label", "hint", "link", "link-hover"] as const).map(
    (text) => [text, "card"] as const,
  ),
  ["on-input", "input"],
  ["placeholder", "input"],
  ...(["act", "alt", "idp"] as const).flatMap((button) =>
    (["", "-hover", "-active"] as const).map((state) => [`on-${button}${state}`, `${button}${state}`] as const),
  ),
  ...(["bad", "good", "warn"] as const).map((state) => [state, `${state}-ground`] as const),
];

/** What is to be told from what is beside it: edges of inputs and buttons, marks, the focus. */
const SHAPES: readonly (readonly [shape: keyof Palette, ground: keyof Palette])[] = [
  ["line", "card"],
  ["line", "input"],
  ["focus", "card"],
  ["focus", "ground"],
  ["option-line", "card"],
  ["option-chosen", "card"],
  ["option-mark", "option-chosen"],
  ["act", "card"],
  ["alt-line", "card"],
  ["idp-line", "card"],
];

test.each([
  ["light", LIGHT],
  ["dark", DARK],
])("our own colours in %s have the contrasts of WCAG 2.2, level AA", (_, palette) => {
  for (const [text, ground] of TEXTS) {
    expect(contrastOf(palette[text], [palette[ground]]), `${text} on ${ground}`).toBeGreaterThanOrEqual(4.5);
  }
  for (const [shape, ground] of SHAPES) {
    expect(contrastOf(palette[shape], [palette[ground]]), `${shape} on ${ground}`).toBeGreaterThanOrEqual(3);
  }
});
