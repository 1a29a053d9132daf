import { Document, DomHandler, Element, Text } from 'domhandler';
import { Parser } from 'htmlparser2';
import { SourceError } from '../../model/errors.ts';
import { orEmpty } from '../../model/values.ts';
import { withoutSmuggled } from '../text/printable.ts';

/** Deepest nesting, most nodes and most attributes of one tag that we build a tree for (docs/threats.md: parser complexity). */
const limits = { depth: 512, nodes: 200_000, attributes: 256 } as const;

class Page extends Document {
  open: Element | undefined;
}

export const openAtEnd = (document: Document): Element | undefined => (document instanceof Page ? document.open : undefined);

/** Builds the tree without comments, and refuses a page that is too much for a reader of the tree. */
class Limited extends DomHandler {
  private readonly url: string;
  private nodes = 0;
  private attributes = 0;
  private lastLetters = '';
  constructor(url: string) {
    super(undefined, { withStartIndices: false });
    this.url = url;
  }
  private refuse(why: string): never {
    throw new SourceError('too-complex', this.url, why);
  }
  onattribute(): void {
    this.attributes += 1;
    if (this.attributes > limits.attributes) this.refuse(`a tag with more than ${limits.attributes} attributes`);
  }
  override onopentag(name: string, attributes: Record<string, string>): void {
    this.attributes = 0;
    this.nodes += 1;
    if (this.nodes > limits.nodes) this.refuse(`more than ${limits.nodes} nodes`);
    if (this.tagStack.length > limits.depth) this.refuse(`nested deeper than ${limits.depth}`);
    for (const key in attributes) attributes[key] = withoutSmuggled(orEmpty(attributes[key]));
    super.onopentag(name, attributes);
  }
  /** References come one by one: a letter that only a machine would read is told by the one before it. */
  override ontext(data: string): void {
    // Not of the node: a cut of a string that grows copies it whole.
    const before = this.lastNode instanceof Text ? this.lastLetters : '';
    const text = withoutSmuggled(before + data).slice(before.length);
    this.lastLetters = (before + text).slice(-2);
    super.ontext(text);
  }
  override oncomment(): void {
    this.lastNode = null;
  }
  override oncommentend(): void {}
  override onprocessinginstruction(): void {
    this.lastNode = null;
  }
  innermost(): Element | undefined {
    const top = this.tagStack.at(-1);
    return top instanceof Element ? top : undefined;
  }
}

/**
 * The tree of a page, without comments. Throws SourceError `too-complex` when the page could make a reader of the tree slow or overflow the
 * stack.
 */
export function parseHtml(html: string, url = ''): Document {
  const handler = new Limited(url);
  const parser = new Parser(handler);
  parser.write(withoutHalfTag(html));
  const open = handler.innermost();
  parser.end();
  const document = new Page(handler.dom);
  for (const child of handler.dom) child.parent = document;
  document.open = open;
  return document;
}

/** A page that ends within a tag (`<a href="x`) without what stands of that tag, which the parser would keep as text. */
function withoutHalfTag(html: string) {
  const at = html.lastIndexOf('<');
  return at > html.lastIndexOf('>') && /^<(?:[a-z!?]|\/[a-z])/i.test(html.slice(at, at + 3)) ? html.slice(0, at) : html;
}

/** Words as they stand in markup. */
export const escaped = (text: string): string => text.replace(/[<>&"]/g, (mark) => `&#${mark.charCodeAt(0)};`);
