import type { HostedLook } from "@cogmock/core";

/** The document of a style of managed login: whatever its owner has put there. */
export type Settings = Extract<HostedLook, { readonly version: 2 }>["settings"];

/** What is at a path of member names with dots between. */
export function settingAt(settings: Settings, path: string): unknown {
  let found: unknown = settings;
  for (const name of path.split(".")) {
    if (typeof found !== "object" || found === null || !Object.hasOwn(found, name)) return undefined;
    found = Reflect.get(found, name);
  }
  return found;
}

/** Eight hexadecimal digits, the last two of them opacity: nothing else gets into a style sheet. */
const COLOR = /^[\da-f]{8}$/i;

/** A colour for CSS; nothing where there is none, or something else. */
export function colorAt(settings: Settings, path: string): string | undefined {
  const color = settingAt(settings, path);
  return typeof color === "string" && COLOR.test(color) ? `#${color.toLowerCase()}` : undefined;
}

/** Rounder than this no corner is on any screen. */
const MAX_PIXELS = 9999;

/** A length for CSS; nothing where there is none, or something else. */
export function pixelsAt(settings: Settings, path: string): string | undefined {
  const pixels = settingAt(settings, path);
  if (typeof pixels !== "number" || !(pixels >= 0)) return undefined;
  return `${Math.min(pixels, MAX_PIXELS)}px`;
}

export function isOn(settings: Settings, path: string): boolean {
  return settingAt(settings, path) === true;
}

/** One of some words: the first, where it is none of them. */
export function choiceAt<T extends string>(settings: Settings, path: string, choices: readonly [T, ...T[]]): T {
  const found = settingAt(settings, path);
  return choices.find((choice) => choice === found) ?? choices[0];
}

/** Whether a list has this word. */
export function listHas(settings: Settings, path: string, word: string): boolean {
  const list = settingAt(settings, path);
  return Array.isArray(list) && list.includes(word);
}
