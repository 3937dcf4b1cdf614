import { type DefaultTreeAdapterTypes, parse } from "parse5";

/** An element of a page, as a browser makes it. */
export interface PageElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  /** The text right within it. */
  readonly text: string;
}

type Node = DefaultTreeAdapterTypes.Node;

function isElement(node: Node): node is DefaultTreeAdapterTypes.Element {
  return "tagName" in node;
}

function isText(node: Node): node is DefaultTreeAdapterTypes.TextNode {
  return node.nodeName === "#text";
}

function elementsBelow(node: Node): PageElement[] {
  const children = "content" in node ? node.content.childNodes : "childNodes" in node ? node.childNodes : [];
  const own = isElement(node)
    ? [
        {
          name: node.tagName,
          attributes: new Map(node.attrs.map(({ name, value }) => [name, value])),
          text: children
            .filter(isText)
            .map(({ value }) => value)
            .join(""),
        },
      ]
    : [];
  return [...own, ...children.flatMap(elementsBelow)];
}

/** Every element of a page in its order, by the rules that browsers parse by. */
export function elementsOf(html: string): readonly PageElement[] {
  return elementsBelow(parse(html, { scriptingEnabled: false }));
}
