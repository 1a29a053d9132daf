import { type AnyNode, type Element, isTag, isText } from 'domhandler';
import { orEmpty } from '../../model/values.ts';
import { collapseWhitespace } from '../text/language.ts';
import { type Dom, isHiddenElement, positionOf } from './dom.ts';
import lists from './word-lists.json' with { type: 'json' };

export type PageLine = {
  readonly text: string;
  readonly block: Element;
  readonly place: number;
  readonly align: string;
  readonly cells?: readonly string[];
  readonly linked: number;
  readonly links: number;
};

const blocks = new Set(lists.lineBlocks);
const longestRow = 1200;
const mostInRow = 400;

type Writer = {
  lines: PageLine[];
  buffer: string;
  linked: number;
  links: number;
  readonly dom: Dom;
  readonly skip: (element: Element) => boolean;
};
type BlockContext = { readonly block: Element; readonly align: string; readonly pre: boolean };

export function readLines(dom: Dom, root: Element, skip: (element: Element) => boolean = () => false): PageLine[] {
  const writer: Writer = { lines: [], buffer: '', linked: 0, links: 0, dom, skip };
  const place = { block: root, align: '', pre: isPre(root) };
  for (const child of root.children) write(child, place, writer);
  flush(writer, place);
  return writer.lines;
}

function write(node: AnyNode, place: BlockContext, writer: Writer) {
  if (isText(node)) writeText(node.data, place, writer);
  else if (isTag(node)) writeElement(node, place, writer);
}

function writeText(text: string, place: BlockContext, writer: Writer) {
  if (!place.pre) {
    writer.buffer += text;
    return;
  }
  const [first = '', ...rest] = text.split('\n');
  writer.buffer += first;
  for (const line of rest) {
    flush(writer, place);
    writer.buffer += line;
  }
}

function writeElement(element: Element, place: BlockContext, writer: Writer) {
  if (element.name === 'br') {
    flush(writer, place);
    return;
  }
  // What has an extent was seen to be visible.
  if (!writer.dom.extents.get(element) && (isHiddenElement(element) || element.name === 'title')) return;
  if (writer.skip(element)) return;
  if (element.name === 'tr' && writeRow(element, place, writer)) return;
  const inner = blocks.has(element.name) ? contextOfBlock(element, place) : place;
  if (inner !== place) flush(writer, place);
  for (const child of element.children) write(child, inner, writer);
  if (element.name === 'a') noteLink(element, writer);
  if (inner !== place) flush(writer, inner);
}

const file = /\.(?:pdf|docx?|xlsx?|ofd|wps|et|zip|rar|7z|pptx?|jpe?g|png)(?:$|[?#])|download/i;

function noteLink(element: Element, writer: Writer) {
  const extent = writer.dom.extents.get(element);
  if (!extent || extent.chars === 0) return;
  writer.linked += extent.chars;
  if (!file.test(orEmpty(element.attribs['href']))) writer.links += 1;
}

function contextOfBlock(element: Element, outer: BlockContext): BlockContext {
  const { name, attribs } = element;
  const align = blockStyleOf(attribs['style'])?.align ?? attribs['align'] ?? (name === 'center' ? 'center' : undefined);
  return { block: element, align: align === undefined ? outer.align : align.toLowerCase(), pre: outer.pre || isPre(element) };
}

const isPre = ({ name, attribs }: Element) => name === 'pre' || blockStyleOf(attribs['style'])?.pre === true;

function blockStyleOf(style: string | undefined) {
  if (style === undefined) return undefined;
  const align = /text-align\s{0,3}:\s{0,3}(\w{4,7})/i.exec(style)?.[1];
  return { align, pre: /white-space\s{0,3}:\s{0,3}pre/i.test(style) };
}

const layout = new Set(['table', 'h1', 'h2', 'h3', 'form', 'hr']);

function writeRow(row: Element, place: BlockContext, writer: Writer) {
  const extent = writer.dom.extents.get(row);
  const cells = row.children.filter((child): child is Element => isTag(child) && (child.name === 'td' || child.name === 'th'));
  if (!extent || cells.length < 2 || extent.chars > longestRow || extent.end - extent.start > mostInRow) return false;
  for (let at = extent.start + 1; at < extent.end; at += 1) if (layout.has(orEmpty(writer.dom.elements[at]?.name))) return false;
  flush(writer, place);
  const texts = cells.map((cell) =>
    readLines(writer.dom, cell, writer.skip)
      .map((line) => line.text)
      .join(' '),
  );
  if (texts.some((text) => text !== '')) {
    writer.lines.push({
      text: texts.join('\t'),
      block: row,
      place: extent.start,
      align: '',
      cells: texts,
      linked: extent.linkChars,
      links: 0,
    });
  }
  return true;
}

function flush(writer: Writer, place: BlockContext) {
  const text = writer.buffer === '' ? '' : collapseWhitespace(writer.buffer);
  const { linked, links } = writer;
  writer.buffer = '';
  writer.linked = 0;
  writer.links = 0;
  if (text !== '')
    writer.lines.push({ text, block: place.block, place: positionOf(writer.dom, place.block), align: place.align, linked, links });
}
