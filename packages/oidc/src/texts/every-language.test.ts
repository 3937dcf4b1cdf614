import { describe, expect, test } from "vitest";
import { texts as de } from "./de.ts";
import { texts as en } from "./en.ts";
import { texts as es } from "./es.ts";
import { texts as fr } from "./fr.ts";
import { texts as id } from "./id.ts";
import { texts as it } from "./it.ts";
import { texts as ja } from "./ja.ts";
import { texts as ko } from "./ko.ts";
import { texts as ptBr } from "./pt-br.ts";
import type { Texts } from "./texts.ts";
import { texts as zhCn } from "./zh-cn.ts";
import { texts as zhTw } from "./zh-tw.ts";

const OTHERS: readonly Texts[] = [de, es, fr, id, it, ja, ko, ptBr, zhCn, zhTw];

/** Words that are the same as in English. */
const SHARED: Readonly<Record<string, readonly string[]>> = {
  de: ["code", "passkey", "website"],
  es: ["error"],
  fr: ["code"],
  id: ["email"],
  it: ["passkey", "password"],
};

function textsIn({ refusals, ...texts }: Texts): ReadonlyMap<string, string> {
  return new Map([...Object.entries(texts), ...Object.entries(refusals ?? {})]);
}

function gapsIn(text: string | undefined): number {
  return (text ?? "").split("{}").length;
}

describe.each(OTHERS.map((texts) => [texts.lang, texts] as const))("In %s", (lang, texts) => {
  const all = textsIn(texts);
  const english = textsIn(en);

  test("there is every text, and it is not English", () => {
    expect([...all.keys()]).toEqual(expect.arrayContaining([...english.keys()]));
    expect(Object.keys(texts.refusals ?? {})).toEqual(Object.keys(de.refusals ?? {}));
    const same = [...all].filter(([name, text]) => text === english.get(name)).map(([name]) => name);
    expect(same.toSorted()).toEqual(SHARED[lang] ?? []);
    expect([...all.values()].filter((text) => text.trim() !== text || text === "")).toEqual([]);
  });

  test("a text has a place for each thing that is put into it", () => {
    const wrong = [...english].filter(([name, text]) => gapsIn(all.get(name)) !== gapsIn(text));
    expect(wrong).toEqual([]);
  });

  test("sentences end as they begin to be read", () => {
    // A sentence in English is one in every language, in the marks of its script.
    const sentences = [...english].filter(([, text]) => text.endsWith(".")).map(([name]) => all.get(name) ?? "");
    expect(sentences.filter((text) => !/[.。]$/.test(text))).toEqual([]);
    const french = lang === "fr" ? [...all.values()].filter((text) => /[^\u00a0][?!:;]/.test(text)) : [];
    expect(french).toEqual([]);
  });
});
