import { expect, test } from "vitest";
import { LIGHT } from "./palette.ts";
import { STYLE } from "./style.ts";

test("every colour is drawn with, and no other", () => {
  const used = new Set(Array.from(STYLE.matchAll(/var\(--([a-z-]+)\)/g), ([, name]) => name));
  const measures = ["card-radius", "button-radius", "input-radius", "alert-radius", "shadow", "gap", "pad", "x", "y"];
  expect([...used].toSorted()).toEqual([...Object.keys(LIGHT), ...measures].toSorted());
});

test("no rule for a class of the classic hosted UI outweighs a customized one", () => {
  const selectors = Array.from(STYLE.matchAll(/(?:^|[{}\n])([^{}@\n]+)\{/g), ([, selector = ""]) => selector);
  for (const selector of selectors.flatMap((list) => list.split(/,(?![^(]*\))/))) {
    if (!selector.includes("-customizable")) continue;
    expect(selector, "either one class, or nothing that counts").toMatch(
      /^(?:\.[\w-]+|:where\(.*\)(?::hover|:active)?)$/,
    );
  }
});
