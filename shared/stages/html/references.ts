import { Tokenizer } from 'htmlparser2';
import { saysUnseen, withoutSmuggled } from '../text/unseen.ts';

/** Gathers the text and the values of a piece of markup. */
class Pieces {
  text = '';
  markup = '';

  ontext(start: number, end: number): void {
    this.text += this.markup.slice(start, end);
  }
  ontextentity(code: number): void {
    this.text += String.fromCodePoint(code);
  }
  onattribdata(start: number, end: number): void {
    this.ontext(start, end);
  }
  onattribentity(code: number): void {
    this.ontextentity(code);
  }
  onattribname(): void {}
  onattribend(): void {}
  oncdata(): void {}
  onclosetag(): void {}
  oncomment(): void {}
  ondeclaration(): void {}
  onend(): void {}
  onopentagend(): void {}
  onopentagname(): void {}
  onprocessinginstruction(): void {}
  onselfclosingtag(): void {}
}

const pieces = new Pieces();
const tokenizer = new Tokenizer({}, pieces);

/** What a piece of markup says with its character references resolved: its text, or the values of its attributes. */
function everyReference(markup: string): string {
  pieces.markup = markup;
  pieces.text = '';
  tokenizer.reset();
  tokenizer.write(markup);
  tokenizer.end();
  return pieces.text;
}

/** The same, without letters that only a machine would read. */
const resolved = (markup: string): string => withoutSmuggled(everyReference(markup));

/** A page that was taken apart without resolving its character references: few pieces hold any; those are read once more, in the tag that they stood in. */
export class PageText {
  private readonly html: string;
  /** The next `&` at or after the last place that was asked about. */
  private next = -1;

  constructor(html: string) {
    this.html = html;
  }

  /** Whether a reference may stand between two places; they come in the order of the page. */
  private mayRefer(start: number, end: number): boolean {
    if (this.next < start) this.find(start);
    return this.next < end;
  }

  private find(start: number): void {
    const next = this.html.indexOf('&', start);
    this.next = next < 0 ? this.html.length : next;
  }

  /** The text between two places; within an element whose text holds no tags, its name is given. */
  text(start: number, end: number, within: string | undefined): string {
    const text = this.html.slice(start, end);
    return this.mayRefer(start, end) ? resolved(within === undefined ? text : `<${within}>${text}`) : text;
  }

  /** The value of an attribute in its quotes. */
  value(start: number, end: number, quote: string): string {
    const value = this.html.slice(start, end);
    return start < end && this.mayRefer(start, end) ? resolved(`<a b=${quote}${value}${quote}>`) : value;
  }
}

/** A reference to a letter that nobody sees. */
const unseenReference =
  /&#(?:x0{0,5}(?:e0[0-9a-f]{3}|fe0[0-9a-f]|3164|115f|1160|34f|200[b-d]|206[0-4]|feff)|0{0,5}(?:9(?:1[7-9]|2[01])\d{3}|650[23]\d|12644|444[78]|847|820[345]|82[89]\d|65279))/i;
/** References side by side, with the letter before them. */
const references = /.?(?:&#(?:x[0-9a-f]{1,8}|\d{1,8});?){1,1000}/gisu;

/** Whether references of a page say something that nobody sees. */
export const refersToUnseen = (html: string): boolean =>
  unseenReference.test(html) && (html.match(references) ?? []).some((run) => saysUnseen(everyReference(run)));
