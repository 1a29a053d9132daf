import { type Document, Element, type ParentNode, Text } from 'domhandler';
import { QuoteType, type TokenizerCallbacks } from 'htmlparser2';
import { SourceError } from '../../model/errors.ts';
import { orEmpty } from '../../model/values.ts';
import { PageText } from './references.ts';
import { attributeNames, entersContext, foreignRule, htmlRules, type TagContext, type TagRule } from './tag-rules.ts';

/** Deepest nesting, most nodes and most attributes of one tag that we build a tree for (threats.md: parser complexity). */
const limits = { depth: 512, nodes: 200_000, attributes: 256 } as const;

const quotes: Readonly<Record<QuoteType, string>> = {
  [QuoteType.NoValue]: '',
  [QuoteType.Unquoted]: '',
  [QuoteType.Single]: "'",
  [QuoteType.Double]: '"',
};

/** Builds the tree from what the tokenizer of htmlparser2 finds with `decodeEntities: false`; what goes beyond a limit ends the reading. */
export class TreeBuilder implements TokenizerCallbacks {
  top: ParentNode;
  private readonly html: string;
  private readonly texts: PageText;
  private readonly url: string;
  /** The text that stands last in `top`, when nothing came after it. */
  private last: Text | undefined;
  private nodes = 0;
  /** Attributes since the last element. */
  private count = 0;
  /** The tag that is being read; none within a tag that is left out. */
  private tag: TagRule | undefined;
  private attributes: Record<string, string> = {};
  private name = '';
  private from = 0;
  private to = 0;
  /** The names of the elements that are open, the innermost last. */
  private readonly open: string[] = [];
  /** The foreign markup that is open, and HTML within it. */
  private readonly contexts: TagContext[] = [];
  /** The element whose text is being read, where that is not read for tags. */
  private within: TagRule | undefined;

  constructor(html: string, url: string, document: Document) {
    this.html = html;
    this.texts = new PageText(html);
    this.url = url;
    this.top = document;
  }

  private refuse(why: string): never {
    throw new SourceError('too-complex', this.url, why);
  }

  private append(node: Element | Text): void {
    const { top } = this;
    const { children } = top;
    node.parent = top;
    // A place before the first is slow to ask for.
    const before = children.length === 0 ? undefined : children[children.length - 1];
    if (before) {
      node.prev = before;
      before.next = node;
    }
    children.push(node);
  }

  isInForeignContext(): boolean {
    return this.contexts.length > 0 && this.contexts[this.contexts.length - 1] !== 'html';
  }

  ontext(start: number, end: number): void {
    const { within } = this;
    this.write(within?.content === 'raw' ? this.html.slice(start, end) : this.texts.text(start, end, within?.name));
  }

  private write(data: string): void {
    if (this.last) this.last.data += data;
    else {
      this.last = new Text(data);
      this.append(this.last);
    }
  }

  onopentagname(start: number, end: number): void {
    const isForeign = this.isInForeignContext();
    const tag = this.ruleAt(start, end);
    this.within = isForeign || !tag.content ? undefined : tag;
    this.begin(tag);
  }

  private begin(tag: TagRule): void {
    this.attributes = {};
    // A form within a form is none.
    this.tag = tag.name === 'form' && this.isOpen('form') ? undefined : tag;
    if (!this.tag) return;
    if (tag.ends) while (this.open.length > 0 && tag.ends.has(orEmpty(this.open[this.open.length - 1]))) this.leave();
    if (tag.isVoid) return;
    this.open.push(tag.name);
    if (tag.enters) this.contexts.push(tag.enters);
  }

  onopentagend(): void {
    if (this.tag) this.openElement(this.tag);
  }

  private openElement(tag: TagRule): void {
    this.count = 0;
    this.nodes += 1;
    if (this.nodes > limits.nodes) this.refuse(`more than ${limits.nodes} nodes`);
    if (this.open.length + (tag.isVoid ? 1 : 0) > limits.depth) this.refuse(`nested deeper than ${limits.depth}`);
    const element = new Element(tag.name, this.attributes);
    this.append(element);
    this.last = undefined;
    if (!tag.isVoid) this.top = element;
  }

  onselfclosingtag(): void {
    const { tag } = this;
    if (!tag) return;
    this.openElement(tag);
    if (!tag.isVoid && this.isInForeignContext()) this.leave();
  }

  onclosetag(start: number, end: number): void {
    this.within = undefined;
    const tag = this.ruleAt(start, end);
    if (tag.isVoid ? tag.name === 'br' : tag.name === 'p' && !this.isOpen('p')) {
      // An end without a beginning stands for a whole element.
      this.begin(tag);
      this.openElement(tag);
      if (!tag.isVoid) this.leave();
    } else if (!tag.isVoid) this.close(tag.name);
  }

  private close(name: string): void {
    if (!this.isOpen(name)) return;
    while (this.open[this.open.length - 1] !== name) this.leave();
    this.leave();
  }

  private ruleAt(start: number, end: number): TagRule {
    if (this.contexts.length === 0) return htmlRules.at(this.html, start, end);
    return this.ruleWithin(this.html.slice(start, end), this.contexts[this.contexts.length - 1]);
  }

  private ruleWithin(written: string, context: TagContext | undefined): TagRule {
    return foreignRule(written, context, (name) => this.isOpen(name));
  }

  private isOpen(name: string): boolean {
    return this.open.includes(name);
  }

  /** Ends the innermost element. */
  private leave(): void {
    const name = orEmpty(this.open.pop());
    if (this.contexts.length > 0 && entersContext(name)) this.contexts.pop();
    this.top = this.top.parent ?? this.top;
    this.last = undefined;
  }

  onattribname(start: number, end: number): void {
    this.name = attributeNames.at(this.html, start, end);
    this.from = end;
    this.to = end;
  }

  onattribdata(start: number, end: number): void {
    this.from = start;
    this.to = end;
  }

  onattribend(quote: QuoteType): void {
    this.count += 1;
    if (this.count > limits.attributes) this.refuse(`a tag with more than ${limits.attributes} attributes`);
    const { attributes, name } = this;
    // The first of several with one name stays; what every object has by itself is none of them.
    if (attributes[name] === undefined || !Object.hasOwn(attributes, name))
      attributes[name] = this.texts.value(this.from, this.to, quotes[quote]);
  }

  oncdata(start: number, end: number, offset: number): void {
    if (this.isInForeignContext()) this.write(this.html.slice(start, end - offset));
    else this.last = undefined;
  }

  oncomment(): void {
    this.last = undefined;
  }

  ondeclaration(): void {
    this.last = undefined;
  }

  onattribentity(): void {}
  onend(): void {}
  onprocessinginstruction(): void {}
  ontextentity(): void {}
}
