import { Document, Element, type ParentNode, Text } from 'domhandler';
import { type Handler, Parser } from 'htmlparser2';
import { SourceError } from '../../model/errors.ts';

/** Deepest nesting, most nodes and most attributes of one tag that we build a tree for (threats.md: parser complexity). */
const limits = { depth: 512, nodes: 200_000, attributes: 256 } as const;

const unclosed = new WeakMap<Document, Element>();

/** The innermost element that the page had not ended when it ended itself. */
export const openAtEnd = (document: Document): Element | undefined => unclosed.get(document);

/**
 * The tree of a page, without comments. Throws SourceError `too-complex` when the page could make a reader of the tree slow or overflow the stack:
 * the limits hold while the tree is built.
 */
export function parseHtml(html: string, url = ''): Document {
  const document = new Document([]);
  const builder = new Builder(document, url);
  const parser = new Parser(builder);
  parser.write(withoutHalfTag(html));
  if (builder.top instanceof Element) unclosed.set(document, builder.top);
  parser.end();
  return document;
}

/** A page that ends within a tag (`<a href="x`) without what stands of that tag, which the parser would keep as text. */
function withoutHalfTag(html: string): string {
  const at = html.lastIndexOf('<');
  return at > html.lastIndexOf('>') && /^<(?:[a-z!?]|\/[a-z])/i.test(html.slice(at, at + 3)) ? html.slice(0, at) : html;
}

/** Builds the tree as the parser reads; what goes beyond a limit ends the reading. */
class Builder implements Partial<Handler> {
  /** The text that stands last in `top`, when nothing came after it. */
  private last: Text | undefined;
  private depth = 0;
  private nodes = 0;
  private attributes = 0;
  top: ParentNode;
  private readonly url: string;

  constructor(document: Document, url: string) {
    this.top = document;
    this.url = url;
  }

  private refuse(why: string): never {
    throw new SourceError('too-complex', this.url, why);
  }

  private append(node: Element | Text): void {
    const { children } = this.top;
    node.parent = this.top;
    const before = children.at(-1);
    if (before) {
      node.prev = before;
      before.next = node;
    }
    children.push(node);
  }

  ontext(data: string): void {
    if (this.last) this.last.data += data;
    else {
      this.last = new Text(data);
      this.append(this.last);
    }
  }

  onattribute(): void {
    this.attributes += 1;
    if (this.attributes > limits.attributes) this.refuse(`a tag with more than ${limits.attributes} attributes`);
  }

  onopentag(name: string, attributes: Record<string, string>): void {
    this.attributes = 0;
    this.nodes += 1;
    if (this.nodes > limits.nodes) this.refuse(`more than ${limits.nodes} nodes`);
    this.depth += 1;
    if (this.depth > limits.depth) this.refuse(`nested deeper than ${limits.depth}`);
    const element = new Element(name, attributes);
    this.append(element);
    this.last = undefined;
    this.top = element;
  }

  onclosetag(): void {
    this.depth -= 1;
    this.top = this.top.parent ?? this.top;
    this.last = undefined;
  }

  oncomment(): void {
    this.last = undefined;
  }

  onprocessinginstruction(): void {
    this.last = undefined;
  }
}
