import { type Element, isTag } from 'domhandler';
import { group, han } from '../../model/values.ts';
import { verbsOf } from '../../registry/glossary.ts';
import { charsOf, type Dom, isInside, nextElement, putUnder, rawTextOf } from '../html/dom.ts';
import type { PageLine } from '../html/lines.ts';
import { collapseWhitespace, simpleCode, simplify } from '../text/language.ts';
import table from './label-names.json' with { type: 'json' };
import lists from './word-lists.json' with { type: 'json' };

/** Fields of the metadata table of official pages (docs/chinese-documents.md 3) with their labels on the various sites. */
const labelNames = {
  ...table,
  expires: [...table.expires, ...verbsOf('repeal', 'zh').flatMap(({ word }) => [`${word}日期`, `${word}时间`])],
};

export type LabelKey = keyof typeof labelNames;

const labelKeys = new Map((Object.keys(labelNames) as LabelKey[]).flatMap((key) => labelNames[key].map((label) => [label, key] as const)));

/** Gateways write the labels in traditional characters; the length stays, so places hold. */
const simplifyLabel = (text: string) => (/[發號標機題時來佈開]/.test(text) ? simplify(text) : text);

export function labelKeyOf(cell: string): LabelKey | undefined {
  return cell.length > 30 ? undefined : labelKeys.get(simplifyLabel(cell.replace(/[\s:：∶﹕[\]【】]/g, '')));
}

/** A value beside a label. `table` when the label stands in a layout of its own (cell, list item, heading), not in running words. */
type LabelledValue = {
  readonly value: string;
  readonly quote: string;
  readonly place: number;
  readonly table: boolean;
  readonly label: string;
};
export type Labels = ReadonlyMap<LabelKey, readonly LabelledValue[]>;

const spaced = (least: number, most: number) =>
  [...labelKeys.keys()]
    .filter((label) => label.length >= least && label.length <= most)
    .sort((a, b) => b.length - a.length)
    .map((label) => [...label].join('[ \\t]{0,6}'))
    .join('|');
/** Long labels count even when glued to what stands before; short ones (时间, 来源) only as words of their own. */
const namedLabel = new RegExp(
  `([\\[【]?)[ \\t]{0,4}((?<!原)(?:${spaced(4, 14)})|(?<!${han})(?:${spaced(1, 3)}))[ \\t]{0,4}(?:[\\]】][ \\t]{0,4}[:：∶﹕]?|[:：∶﹕])`,
  'gu',
);
const gluedEnd =
  /(?:浏览|点击|阅读|访问|版[数數]|作者|编辑|责编|字体|字号|打印|分享|来源|【|发布时间|发布日期|时间(?![ ]?\d{1,2}[:：]\d{2})|更新)[^\n]{0,6}[:：】\]]|\[(?:打印|大|关闭)/;

/** 不限 现行有效 已失效: what the search of the site offers, of which none is said of the act. */
const offered = /^(?:不限|全部|所有|请选择)(?: |$)|(?:^| )(?:现行)?有效 已?(?:失效|废止)(?: |$)/;

/** All label–value pairs in the lines, in their order. Lines of running text are no place for labels: leave the body out. */
export function readLabels(dom: Dom, lines: readonly PageLine[]): Labels {
  const found = new Map<LabelKey, LabelledValue[]>();
  const add: Add = (key, value, line, { table, label }) => {
    const written = collapseWhitespace(value).replace(/[ |｜/;；]{1,4}$/, '');
    if (offered.test(written)) return;
    const pair = {
      value: written,
      quote: quoteOf(line.text, label, written),
      place: line.place,
      table,
      label: label.replace(/\s/g, ''),
    };
    putUnder(found, key, pair);
  };
  lines.forEach((line, at) => {
    if (line.text.length > 1500) return;
    if (readCells(line, lines[at + 1], lines[at + 2], add) || readBare(dom, line, add) || readGlued(dom, line, add)) return;
    readNamed(dom, line, lines[at + 1], add);
  });
  return found;
}

/** The line with the value in it, or followed by it; far down a long line, label and value alone. */
function quoteOf(line: string, label: string, value: string) {
  if (line.length > 120) return `${label.replace(/[\s:：]{1,9}$/, '')} ${value}`.slice(0, 200);
  return line.replace(/\s/g, '').includes(value.replace(/\s/g, '')) ? line : `${line} ${value}`.slice(0, 200);
}

type Add = (key: LabelKey, value: string, line: PageLine, given: Pick<LabelledValue, 'table' | 'label'>) => void;

const ofRows = /^(?:序 ?号|编 ?号|No\.?)$/i;
const holdsLabel = ({ cells = [] }: PageLine) => cells.some(labelKeyOf);

/** Whether cells are heads over the next row: most are labels, or each label has a number or day under it. */
function isHeads(cells: readonly string[], next: PageLine | undefined): next is PageLine {
  if (next?.cells?.length !== cells.length || holdsLabel(next) || cells.some((cell) => /\d/.test(cell))) return false;
  const under = cells.flatMap((cell, at) => (labelKeyOf(cell) ? [group(next.cells, at)] : []));
  return under.length >= 2 && (under.length * 2 > cells.length || under.every((value) => /\d/.test(value)));
}

/** Cells whose labels carry no colon: label beside value, or a row of labels over one row of values; over several it heads a list. */
function readCells(line: PageLine, next: PageLine | undefined, after: PageLine | undefined, add: Add) {
  const cells = line.cells;
  if (!cells) return false;
  const keyed = cells.map(labelKeyOf);
  if (isHeads(cells, next)) {
    const isList = after?.cells?.length === cells.length && !holdsLabel(after);
    for (const [at, key] of isList ? [] : keyed.entries())
      if (key) add(key, group(next.cells, at), next, { table: true, label: group(cells, at) });
    return true;
  }
  if (cells.some((cell) => ofRows.test(cell))) return true;
  const known = keyed.filter((key) => key !== undefined).length;
  if (known === 0 || (known === cells.length && known >= 2)) return false;
  keyed.forEach((key, at) => {
    if (key && at + 1 < cells.length && !keyed[at + 1]) add(key, group(cells, at + 1), line, { table: true, label: group(cells, at) });
  });
  return true;
}

const bareTags = new Set(lists.bareLabelTags);

/**
 * A label alone in a block of its own, without colon: the block after it is the value. Short words (来源) are labels only in `dt` and `th`.
 */
function readBare(dom: Dom, line: PageLine, add: Add) {
  if (line.text.length > 14 || line.cells || (line.block.name === 'li' && line.linked > 0) || !bareTags.has(line.block.name)) return false;
  const key = labelKeyOf(line.text);
  if (!key || /[:：∶﹕\]】]/.test(line.text)) return false;
  const plain = line.text.replace(/\s/g, '');
  if (plain.length < 3 && line.block.name !== 'dt' && line.block.name !== 'th') return false;
  const value = valueAfter(dom, line.block, undefined);
  if (value === '' || value.length > 200) return false;
  add(key, value, { ...line, text: `${line.text} ${value}` }, { table: true, label: plain });
  return true;
}

/** Labels with a colon or in brackets, several in a line; a label alone takes the element after it. */
function readNamed(dom: Dom, line: PageLine, next: PageLine | undefined, add: Add) {
  if (!/[:：∶﹕\]】]/.test(line.text)) return;
  const hits = [...simplifyLabel(line.text).matchAll(namedLabel)];
  hits.forEach((hit, n) => {
    const key = labelKeys.get(group(hit, 2).replace(/\s/g, ''));
    if (!key) return;
    const start = hit.index + hit[0].length;
    const rest = line.text.slice(start, hits[n + 1]?.index ?? line.text.length);
    const value = cut(group(rest.replace(/^[ ]?\t/, '').split('\t'), 0));
    const alone = hits.length === 1 && hit.index === 0 && rest.trim() === '';
    const table = alone || line.cells !== undefined || line.block.name === 'li' || line.block.name === 'dd' || hit[1] !== '';
    const empty = line.block.name === 'li' || hit[1] !== '';
    add(key, alone && !empty ? valueAfter(dom, line.block, next) : value, line, { table, label: group(hit, 2) });
  });
}

function cut(value: string) {
  const end = gluedEnd.exec(value);
  return end && end.index > 0 ? value.slice(0, end.index) : value;
}

/** Text of the element that follows a label standing alone; '' when that is empty or another label. */
function valueAfter(dom: Dom, block: Element, next: PageLine | undefined) {
  if (next && next.block !== block && isInside(dom, next.block, block) && next.text.length < 200)
    return labelKeyOf(next.text) || /^[^:：]{2,8}[:：]/.test(next.text) ? '' : next.text;
  let element = block;
  for (let up = 0; up < 3; up += 1) {
    const sibling = nextElement(element);
    if (sibling) {
      if (charsOf(dom, sibling) > 400) return '';
      const text = collapseWhitespace(rawTextOf(sibling));
      return labelKeyOf(text) || /^[^:：]{2,8}[:：]/.test(text) ? '' : text;
    }
    const parent = element.parent;
    if (!parent || !isTag(parent) || charsOf(dom, parent) !== charsOf(dom, element)) break;
    element = parent;
  }
  const follows = next && next.block === block && next.text.length < 100 && !namedLabel.test(next.text);
  namedLabel.lastIndex = 0;
  return follows ? next.text : '';
}

const strong = new Set(['index', 'issuer', 'signed', 'number', 'validity', 'joint']);

export function hasTable(found: Labels): boolean {
  let count = 0;
  for (const [key, values] of found) if (strong.has(key) && values.some((value) => value.table)) count += 1;
  return count >= 2;
}

export function labelledValue(found: Labels, key: LabelKey): LabelledValue | undefined {
  const values = (found.get(key) ?? []).filter((pair) => pair.value !== '');
  return values.find((pair) => pair.table) ?? values[0];
}

const mostGlued = 60;

/** Labels without colon in elements of their own, their values in the elements beside them: the line shows both glued. */
function readGlued(dom: Dom, line: PageLine, add: Add) {
  if (line.cells || line.text.length > 300 || !opensWithLabel(line.text)) return false;
  const extent = dom.extents.get(line.block);
  if (!extent || extent.end - extent.start > mostGlued) return false;
  const labels = dom.elements.slice(extent.start + 1, extent.end).filter((element) => charsOf(dom, element) <= 12 && isLabel(element));
  for (const element of labels) {
    const key = labelKeyOf(collapseWhitespace(rawTextOf(element)));
    if (key) add(key, valueBeside(element), line, { table: true, label: collapseWhitespace(rawTextOf(element)) });
  }
  return labels.length > 0;
}

const initials = new Set([...labelKeys.keys()].map((key) => key.charCodeAt(0)));

function opensWithLabel(text: string) {
  const opening = text.charCodeAt(0);
  const isWord = (opening > 0x5b && opening < 0x7f) || (opening > 0x3010 && opening < 0xfeff);
  const first = isWord ? opening : text.charCodeAt(Math.max(0, text.search(/[^\s[【]/)));
  if (!initials.has(first) && !initials.has(simpleCode(first))) return false;
  const start = simplifyLabel(text.slice(0, 24).replace(/[\s[【]/g, ''));
  if (!initials.has(start.charCodeAt(0))) return false;
  for (let length = 2; length <= 8; length += 1) if (labelKeys.has(start.slice(0, length))) return !/^[:：∶﹕]/.test(start.slice(length));
  return false;
}

function isLabel(element: Element) {
  const text = collapseWhitespace(rawTextOf(element));
  if (text === '' || /[:：∶﹕]/.test(text) || labelKeyOf(text) === undefined) return false;
  return !element.children.some((child) => isTag(child) && labelKeyOf(rawTextOf(child)));
}

function valueBeside(label: Element) {
  let text = '';
  for (let node = label.next; node && text.length < 200; node = node.next) {
    if (isTag(node) && isLabel(node)) break;
    text += rawTextOf(node);
  }
  return collapseWhitespace(text).replace(/^[:：∶﹕] ?/, '');
}
