import { Document, Element } from 'domhandler';
import { Tokenizer } from 'htmlparser2';
import { TreeBuilder } from './tree-builder.ts';

/** A page with what it had left open. It stands here, since a WeakMap would keep dead pages until the old objects are collected. */
class Page extends Document {
  open: Element | undefined;
}

/** The innermost element that the page had not ended when it ended itself. */
export const openAtEnd = (document: Document): Element | undefined => (document instanceof Page ? document.open : undefined);

/**
 * The tree of a page, without comments. Throws SourceError `too-complex` when the page could make a reader of the tree slow or overflow the stack:
 * the limits hold while the tree is built.
 */
export function parseHtml(html: string, url = ''): Document {
  const document = new Page([]);
  const whole = withoutHalfTag(html);
  const builder = new TreeBuilder(whole, url, document);
  const tokenizer = new Tokenizer({ decodeEntities: false }, builder);
  tokenizer.write(whole);
  if (builder.top instanceof Element) document.open = builder.top;
  tokenizer.end();
  return document;
}

/** A page that ends within a tag (`<a href="x`) without what stands of that tag, which the parser would keep as text. */
function withoutHalfTag(html: string): string {
  const at = html.lastIndexOf('<');
  return at > html.lastIndexOf('>') && /^<(?:[a-z!?]|\/[a-z])/i.test(html.slice(at, at + 3)) ? html.slice(0, at) : html;
}
