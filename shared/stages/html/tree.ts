import { Document, Element, type ParentNode, Text } from 'domhandler';
import { SourceError } from '../../model/errors.ts';
import { paragraphTag, type TagContext, type TagName } from './tag-names.ts';
import { readTokens, type TokenHandler } from './tokenizer.ts';

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
  readTokens(withoutHalfTag(html), builder);
  if (builder.top instanceof Element) unclosed.set(document, builder.top);
  return document;
}

/** A page that ends within a tag (`<a href="x`) without what stands of that tag, which the parser would keep as text. */
function withoutHalfTag(html: string): string {
  const at = html.lastIndexOf('<');
  return at > html.lastIndexOf('>') && /^<(?:[a-z!?]|\/[a-z])/i.test(html.slice(at, at + 3)) ? html.slice(0, at) : html;
}

/** Builds the tree as a page is read; what goes beyond a limit ends the reading. */
class Builder implements TokenHandler {
  /** The text that stands last in `top`, when nothing came after it. */
  private last: Text | undefined;
  private depth = 0;
  private nodes = 0;
  private count = 0;
  top: ParentNode;
  private readonly url: string;
  /** The names of the elements that are open, the innermost last. */
  private readonly stack: TagName[] = [];
  private readonly contexts: TagContext[] = ['html'];
  private tag: TagName | undefined;
  private attributes: Record<string, string> = {};

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
    const before = children[children.length - 1];
    if (before) {
      node.prev = before;
      before.next = node;
    }
    children.push(node);
  }

  text(data: string): void {
    if (this.last) this.last.data += data;
    else {
      this.last = new Text(data);
      this.append(this.last);
    }
  }

  aside(): void {
    this.last = undefined;
  }

  isForeign(): boolean {
    return this.contexts[this.contexts.length - 1] !== 'html';
  }

  attribute(name: string, value: string): void {
    this.count += 1;
    if (this.count > limits.attributes) this.refuse(`a tag with more than ${limits.attributes} attributes`);
    if (this.count === 1 || !Object.hasOwn(this.attributes, name)) this.attributes[name] = value;
  }

  open(given: TagName): void {
    const tag = this.contextual(given);
    this.attributes = {};
    this.count = 0;
    // A form within a form is none.
    this.tag = tag.name === 'form' && this.placeOf('form') >= 0 ? undefined : tag;
    if (!this.tag) return;
    if (tag.closes) for (let inner = this.innermost(); inner && tag.closes.has(inner.name); inner = this.innermost()) this.leave();
    if (tag.isVoid) return;
    this.stack.push(tag);
    if (tag.enters) this.contexts.push(tag.enters);
  }

  opened(selfClosed: boolean): void {
    const { tag } = this;
    if (!tag) return;
    this.nodes += 1;
    if (this.nodes > limits.nodes) this.refuse(`more than ${limits.nodes} nodes`);
    this.depth += 1;
    if (this.depth > limits.depth) this.refuse(`nested deeper than ${limits.depth}`);
    const element = new Element(tag.name, this.attributes);
    this.append(element);
    this.last = undefined;
    this.top = element;
    if (tag.isVoid) this.ascend();
    else if (selfClosed && this.isForeign()) this.leave();
  }

  close(given: TagName): void {
    const tag = this.contextual(given);
    const place = this.placeOf(tag.name);
    if (place >= 0) while (this.stack.length > place) this.leave();
    else if (tag.name === 'br' || tag.name === 'p') {
      // An end without a beginning stands for a whole element.
      this.open(tag.isVoid ? tag : paragraphTag);
      this.opened(false);
      if (!tag.isVoid) this.leave();
    }
  }

  private innermost(): TagName | undefined {
    return this.stack[this.stack.length - 1];
  }

  private placeOf(name: string): number {
    let at = this.stack.length - 1;
    while (at >= 0 && this.stack[at]?.name !== name) at -= 1;
    return at;
  }

  /** A tag by the name that it has where it stands: `image` is a picture in HTML, `foreignObject` belongs to SVG. */
  private contextual(tag: TagName): TagName {
    const { otherwise } = tag;
    if (!otherwise) return tag;
    const context = this.contexts[this.contexts.length - 1];
    if (otherwise.isVoid) return context === 'html' ? otherwise : tag;
    return context === 'svg' || this.placeOf(otherwise.name) >= 0 ? otherwise : tag;
  }

  /** Ends the innermost element. */
  private leave(): void {
    if (this.stack.pop()?.enters) this.contexts.pop();
    this.ascend();
  }

  private ascend(): void {
    this.depth -= 1;
    this.top = this.top.parent ?? this.top;
    this.last = undefined;
  }
}
