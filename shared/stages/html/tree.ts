import { Document, Element, type ParentNode, Text } from 'domhandler';
import { SourceError } from '../../model/errors.ts';
import { decodeReferences } from '../text/character-references.ts';
import { type Tag, tagOf } from './tags.ts';
import { type Attributes, type TokenHandler, tokenizeHtml } from './tokenizer.ts';

/** Deepest nesting, most nodes and most attributes of one tag that we build a tree for (threats.md: parser complexity). */
const limits = { depth: 512, nodes: 200_000, attributes: 256 } as const;

/** Where the building of a tree stands. */
type Builder = {
  readonly html: string;
  readonly url: string;
  top: ParentNode;
  /** The text that stands last in `top`, when nothing came after it. */
  last: Text | undefined;
  /** The open elements, and within which of them SVG or MathML is: the last one counts. */
  readonly open: Tag[];
  readonly foreign: boolean[];
  nodes: number;
  attributes: number;
};

/**
 * Parses a page as htmlparser2 does, into the same tree without comments. Throws SourceError `too-complex` when the page could make a
 * reader of the tree slow or overflow the stack.
 */
export function parseHtml(html: string, url = ''): Document {
  const document = new Document([]);
  const builder: Builder = { html, url, top: document, last: undefined, open: [], foreign: [], nodes: 0, attributes: 0 };
  tokenizeHtml(html, sinkOf(builder));
  if (builder.top instanceof Element) open.set(document, builder.top);
  return document;
}

const open = new WeakMap<Document, Element>();

/** The innermost element that the page had not ended when it ended itself. */
export const openAtEnd = (document: Document): Element | undefined => open.get(document);

const sinkOf = (builder: Builder): TokenHandler => ({
  text(from, to, coded) {
    const data = builder.html.slice(from, to);
    addText(builder, coded && data.includes('&') ? decodeReferences(data, 'text') : data);
  },
  open: (tag, attributes, closed) => openTag(builder, tag, attributes, closed),
  attribute() {
    builder.attributes += 1;
    if (builder.attributes > limits.attributes) refuse(builder, `a tag with more than ${limits.attributes} attributes`);
  },
  close: (tag) => closeTag(builder, tag),
  cut() {
    builder.last = undefined;
  },
  foreign: () => isForeign(builder),
});

const refuse = (builder: Builder, why: string): never => {
  throw new SourceError('too-complex', builder.url, why);
};

function addText(builder: Builder, data: string): void {
  if (builder.last) {
    builder.last.data += data;
    return;
  }
  builder.last = new Text(data);
  append(builder.top, builder.last);
}

function append(parent: ParentNode, node: Element | Text): void {
  const { children } = parent;
  node.parent = parent;
  if (children.length === 0) {
    // Most elements hold one node, and what grows by a push takes room for many. The copy is garbage that the collector does not take for lasting.
    parent.children = [node].slice();
    return;
  }
  const before = children.at(-1);
  if (before) {
    node.prev = before;
    before.next = node;
  }
  children.push(node);
}

function openTag(builder: Builder, written: Tag, attributes: Attributes, closed: boolean): void {
  builder.attributes = 0;
  const tag = meant(builder, written);
  const { open } = builder;
  // A form within a form is none.
  if (tag.name === 'form' && indexOfOpen(open, tag) !== -1) return;
  if (tag.ends) for (let top = open.at(-1); top && tag.ends.has(top.name); top = open.at(-1)) pop(builder);
  builder.nodes += 1;
  if (builder.nodes > limits.nodes) refuse(builder, `more than ${limits.nodes} nodes`);
  const element = new Element(tag.name, attributes);
  append(builder.top, element);
  builder.last = undefined;
  if (tag.empty) return;
  open.push(tag);
  if (open.length > limits.depth) refuse(builder, `nested deeper than ${limits.depth}`);
  builder.top = element;
  if (tag.inside) builder.foreign.push(tag.inside === 'foreign');
  if (closed && isForeign(builder)) pop(builder);
}

const isForeign = ({ foreign }: Builder): boolean => foreign.length > 0 && foreign.at(-1) === true;

/** `<image>` is an old spelling of `<img>`, though not in SVG. */
const meant = (builder: Builder, tag: Tag): Tag => (tag.name === 'image' && !isForeign(builder) ? tagOf('img') : tag);

/** Where the innermost element of this name is among the open ones; -1 when there is none. */
function indexOfOpen(open: readonly Tag[], { name }: Tag): number {
  let at = open.length - 1;
  while (at >= 0 && open[at]?.name !== name) at -= 1;
  return at;
}

function pop(builder: Builder): void {
  const tag = builder.open.pop();
  if (tag?.inside) builder.foreign.pop();
  builder.top = builder.top.parent ?? builder.top;
  builder.last = undefined;
}

function closeTag(builder: Builder, written: Tag): void {
  const tag = meant(builder, written);
  if (tag.empty) {
    if (tag.name === 'br') openTag(builder, tag, {}, false);
    return;
  }
  const at = indexOfOpen(builder.open, tag);
  if (at !== -1) while (builder.open.length > at) pop(builder);
  else if (tag.name === 'p') {
    openTag(builder, tag, {}, false);
    pop(builder);
  }
}
