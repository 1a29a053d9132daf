import { decodeAttribute, decodeEntities } from './entities.ts';
import { attributeNameAt, endsName, isBlank, isLetter, skipBlanks, type TagName, tagNameAt } from './tag-names.ts';

/** Takes what stands in a page, in the order in which it stands there. */
export type TokenHandler = {
  text(data: string): void;
  /** A tag begins; its attributes follow, then `opened`. A page that ends within a tag says no more of it. */
  open(tag: TagName): void;
  attribute(name: string, value: string): void;
  opened(selfClosed: boolean): void;
  close(tag: TagName): void;
  /** A comment, a declaration or what is neither. */
  aside(): void;
  /** Whether what stands here is no HTML but SVG or MathML. */
  isForeign(): boolean;
};

const [exclamation, quote, apostrophe, slash, equals, greater, question] = [0x21, 0x22, 0x27, 0x2f, 0x3d, 0x3e, 0x3f] as const;
const endOfComment = /--!?>/g;

/** Reads a page from tag to tag: what stands between two marks is skipped as a whole. What it takes for a tag is what htmlparser2 takes for one. */
class Tokenizer {
  private readonly html: string;
  private readonly handler: TokenHandler;
  /** The next `&` from the last place that was asked for. */
  private ampersand = -1;

  constructor(html: string, handler: TokenHandler) {
    this.html = html;
    this.handler = handler;
  }

  read(): void {
    const { html } = this;
    let from = 0;
    for (let at = html.indexOf('<'); at >= 0; at = html.indexOf('<', at)) {
      const code = html.charCodeAt(at + 1);
      if (!isLetter(code) && code !== slash && code !== exclamation && code !== question) {
        at += 1;
        continue;
      }
      this.text(from, at);
      at = this.markup(code, at + 1);
      from = at;
    }
    this.text(from, html.length);
  }

  private text(start: number, end: number): void {
    if (start >= end) return;
    const data = this.html.slice(start, end);
    this.handler.text(this.hasEntity(start, end) ? decodeEntities(data) : data);
  }

  private hasEntity(start: number, end: number): boolean {
    if (this.ampersand < start) {
      const found = this.html.indexOf('&', start);
      this.ampersand = found < 0 ? this.html.length : found;
    }
    return this.ampersand < end;
  }

  /** Reads what begins behind a `<`, and says where it ends. */
  private markup(code: number, at: number): number {
    if (code === slash) return this.closing(at + 1);
    if (code === exclamation) return this.declaration(at + 1);
    return code === question ? this.skipped(at + 1) : this.opening(at);
  }

  private endOfName(start: number): number {
    const { html } = this;
    let end = start;
    while (end < html.length && !endsName(html.charCodeAt(end))) end += 1;
    return end;
  }

  private behind(mark: '>' | ']]>', from: number): number {
    const at = this.html.indexOf(mark, from);
    return at < 0 ? this.html.length : at + mark.length;
  }

  /** What is neither a tag nor a comment, up to the next `>`. */
  private skipped(at: number): number {
    this.handler.aside();
    return this.behind('>', at);
  }

  private declaration(at: number): number {
    const { html, handler } = this;
    if (html.startsWith('[CDATA[', at)) {
      const end = this.behind(']]>', at + 7);
      if (handler.isForeign() && html.startsWith(']]>', end - 3)) handler.text(html.slice(at + 7, end - 3));
      else handler.aside();
      return end;
    }
    if (!html.startsWith('--', at)) return this.skipped(at);
    handler.aside();
    if (html.startsWith('>', at + 2)) return at + 3;
    if (html.startsWith('->', at + 2)) return at + 4;
    endOfComment.lastIndex = at + 2;
    return endOfComment.test(html) ? endOfComment.lastIndex : html.length;
  }

  private closing(at: number): number {
    const { html } = this;
    if (at >= html.length) {
      this.handler.text('</');
      return at;
    }
    const code = html.charCodeAt(at);
    if (code === greater) return at + 1;
    if (!isLetter(code)) return this.skipped(at);
    const end = this.endOfName(at);
    if (end < html.length) this.handler.close(tagNameAt(html, at, end));
    return this.behind('>', end);
  }

  private opening(at: number): number {
    const { html, handler } = this;
    const end = this.endOfName(at);
    if (end >= html.length) return end;
    const tag = tagNameAt(html, at, end);
    const hasContent = tag.content !== undefined && !handler.isForeign();
    handler.open(tag);
    const behind = this.attributes(end);
    return hasContent ? this.content(tag, behind) : behind;
  }

  /** Reads up to the end of a tag. */
  private attributes(from: number): number {
    const { html, handler } = this;
    let at = from;
    while (at < html.length) {
      const code = html.charCodeAt(at);
      if (code === greater) {
        handler.opened(false);
        return at + 1;
      }
      if (code === slash) {
        at = skipBlanks(html, at + 1);
        if (html.charCodeAt(at) !== greater) continue;
        handler.opened(true);
        return at + 1;
      }
      at = isBlank(code) ? at + 1 : this.attribute(at);
    }
    return html.length;
  }

  private attribute(start: number): number {
    const { html } = this;
    let end = start + 1;
    while (end < html.length && html.charCodeAt(end) !== equals && !endsName(html.charCodeAt(end))) end += 1;
    const name = attributeNameAt(html, start, end);
    const behind = skipBlanks(html, end);
    if (html.charCodeAt(behind) === equals) return this.value(name, skipBlanks(html, behind + 1));
    this.handler.attribute(name, '');
    return behind;
  }

  private value(name: string, at: number): number {
    const { html } = this;
    const code = html.charCodeAt(at);
    const quoted = code === quote || code === apostrophe;
    const start = quoted ? at + 1 : at;
    const end = quoted ? html.indexOf(code === quote ? '"' : "'", start) : this.endOfBareValue(at);
    if (end < 0) return html.length;
    const value = html.slice(start, end);
    this.handler.attribute(name, this.hasEntity(start, end) ? decodeAttribute(value) : value);
    return quoted ? end + 1 : end;
  }

  private endOfBareValue(from: number): number {
    const { html } = this;
    let at = from;
    while (at < html.length && html.charCodeAt(at) !== greater && !isBlank(html.charCodeAt(at))) at += 1;
    return at;
  }

  /** Reads the text of an element that holds no tags, up to its end tag. */
  private content({ name, content }: TagName, from: number): number {
    const { html, handler } = this;
    let close = content === 'plain' ? -1 : html.indexOf('</', from);
    while (close >= 0 && !this.ends(name, close + 2)) close = html.indexOf('</', close + 2);
    const end = close < 0 ? html.length : close;
    if (content === 'escapable') this.text(from, end);
    else if (from < end) handler.text(html.slice(from, end));
    return end;
  }

  private ends(name: string, at: number): boolean {
    const end = at + name.length;
    return endsName(this.html.charCodeAt(end)) && tagNameAt(this.html, at, end).name === name;
  }
}

/** Reads a page, and tells a handler of its tags and texts. */
export const readTokens = (html: string, handler: TokenHandler): void => new Tokenizer(html, handler).read();
