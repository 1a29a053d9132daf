import { type Element, isTag } from 'domhandler';
import { simplify } from '../fold.ts';
import { tidy } from './clean.ts';
import { charsOf, type Dom, textOf } from './dom.ts';
import type { Line } from './lines.ts';

/** Fields of the metadata table of official pages (domain.md 3.3) with their labels on the various sites. */
const labels = {
  index: ['索引号', '信息索引', '信息索引号', '统一编号', '索取号'],
  subject: ['主题分类', '信息类别', '信息分类', '体裁分类', '组配分类', '分类'],
  issuer: [
    '发文机关',
    '发文机构',
    '发布机构',
    '发布机关',
    '制定机关',
    '发文单位',
    '制发机关',
    '发布单位',
    '颁布单位',
    '公布机关',
    '印发机关',
    '制发单位',
    '发文部门',
    '发布部门',
  ],
  joint: ['联合发文单位', '联合发文机关', '联合发文机构', '联合发文'],
  host: ['主办单位', '公开主体', '责任部门'],
  signed: [
    '成文日期',
    '发文日期',
    '签署日期',
    '生成日期',
    '制发日期',
    '成文时间',
    '发文时间',
    '落款日期',
    '印发日期',
    '签发日期',
    '制定日期',
    '生成时间',
  ],
  title: ['标题', '名称', '信息名称', '文件名称', '公开事项名称', '文件标题', '法规名称'],
  number: ['发文字号', '文号', '文件编号', '发文文号', '文件文号', '发文号', '公文文号', '令号', '文件号'],
  published: [
    '发布日期',
    '公开日期',
    '发布时间',
    '公开时间',
    '发表时间',
    '发稿时间',
    '上网时间',
    '公布日期',
    '信息时间',
    '发表日期',
    '发布于',
    '时间',
    '日期',
  ],
  updated: ['更新时间', '更新日期', '修改时间', '最后更新'],
  validity: ['有效性', '时效性', '效力状态', '文件状态', '有效状态', '时效状态', '是否有效', '效力级别'],
  effective: ['施行日期', '生效日期', '实施日期', '执行日期', '施行时间', '生效时间', '实施时间'],
  expires: ['失效日期', '废止日期', '有效期至', '失效时间', '废止时间', '终止日期'],
  source: ['来源', '信息来源', '文章来源', '稿件来源', '稿源', '新闻来源', '发布来源'],
  other: [
    '浏览量',
    '浏览次数',
    '点击数',
    '点击量',
    '点击率',
    '访问量',
    '阅读量',
    '阅读',
    '阅读次数',
    '点击',
    '访问次数',
    '作者',
    '编辑',
    '责任编辑',
    '责编',
    '字体',
    '字号',
    '浏览字号',
    '字体大小',
    '打印',
    '分享',
    '分享到',
    '主题词',
    '关键词',
    '关键字',
    '内容概述',
    '公开方式',
    '公开类型',
    '公开属性',
    '公文种类',
    '文种',
    '体裁',
    '语种',
    '载体',
    '记录形式',
    '公开范围',
    '公开程序',
    '内容提要',
    '信息提供',
    '撰稿',
    '供稿',
    '审核',
    '校对',
    '记者',
    '浏览',
    '人气',
    '次数',
  ],
} as const;
export type LabelKey = keyof typeof labels;

/** A value beside a label. `table` when the label stands in a layout of its own (cell, list item, heading), not in running words. */
export type Labelled = {
  readonly value: string;
  readonly quote: string;
  readonly place: number;
  readonly table: boolean;
  readonly label: string;
};
export type Labels = ReadonlyMap<LabelKey, readonly Labelled[]>;

const keys = new Map<string, LabelKey>();
for (const key of Object.keys(labels) as LabelKey[]) for (const label of labels[key]) keys.set(label, key);

const spaced = (least: number, most: number): string =>
  [...keys.keys()]
    .filter((label) => label.length >= least && label.length <= most)
    .sort((a, b) => b.length - a.length)
    .map((label) => [...label].join('[ \\t]{0,6}'))
    .join('|');
/** Long labels count even when glued to what stands before; short ones (时间, 来源) only as words of their own. */
const named = new RegExp(
  `([\\[【]?)[ \\t]{0,4}((?<!原)(?:${spaced(4, 9)})|(?<!\\p{Script=Han})(?:${spaced(1, 3)}))[ \\t]{0,4}(?:[\\]】][ \\t]{0,4}[:：∶﹕]?|[:：∶﹕])`,
  'gu',
);
/** What ends a value although it is glued to it. */
const glued =
  /(?:浏览|点击|阅读|访问|作者|编辑|责编|字体|字号|打印|分享|来源|【|发布时间|发布日期|时间|更新)[^\n]{0,6}[:：】\]]|\[(?:打印|大|关闭)/;

/** Gateways write the labels in traditional characters; the length stays, so places hold. */
const plainOf = (text: string): string => (/[發號標機題時來佈開]/.test(text) ? simplify(text) : text);

function keyOf(cell: string): LabelKey | undefined {
  return cell.length > 30 ? undefined : keys.get(plainOf(cell.replace(/[\s:：∶﹕[\]【】]/g, '')));
}

/** All label–value pairs in the lines, in their order. Lines of running text are no place for labels: leave the body out. */
export function readLabels(dom: Dom, lines: readonly Line[]): Labels {
  const found = new Map<LabelKey, Labelled[]>();
  const add = (key: LabelKey, value: string, line: Line, table: boolean, label: string): void => {
    const pair = { value: tidy(value), quote: line.text.slice(0, 200), place: line.place, table, label: label.replace(/\s/g, '') };
    const known = found.get(key);
    if (known) known.push(pair);
    else found.set(key, [pair]);
  };
  lines.forEach((line, at) => {
    if (line.text.length > 1500) return;
    if (readCells(line, lines[at + 1], add) || readBare(dom, line, add)) return;
    readNamed(dom, line, lines[at + 1], add);
  });
  return found;
}

type Add = (key: LabelKey, value: string, line: Line, table: boolean, label: string) => void;

/** Cells whose labels carry no colon: label beside value, or a row of labels over a row of values. */
function readCells(line: Line, next: Line | undefined, add: Add): boolean {
  const cells = line.cells;
  if (!cells) return false;
  const keyed = cells.map(keyOf);
  const known = keyed.filter((key) => key !== undefined).length;
  if (known === 0) return false;
  if (known === cells.length && known >= 2) {
    if (next?.cells?.length !== cells.length) return false;
    keyed.forEach((key, at) => {
      if (key) add(key, next.cells?.[at] ?? '', next, true, cells[at] ?? '');
    });
    return true;
  }
  keyed.forEach((key, at) => {
    if (key && at + 1 < cells.length && !keyed[at + 1]) add(key, cells[at + 1] ?? '', line, true, cells[at] ?? '');
  });
  return true;
}

const bareTags = new Set(['dt', 'th', 'td', 'label', 'h2', 'h3', 'h4', 'h5', 'h6', 'div', 'p']);

/** A label alone in a block of its own, without colon: the block after it is the value. Short words (来源) are labels only in `dt` and `th`. */
function readBare(dom: Dom, line: Line, add: Add): boolean {
  if (line.text.length > 14 || line.cells || !bareTags.has(line.block.name)) return false;
  const key = keyOf(line.text);
  if (!key || /[:：∶﹕\]】]/.test(line.text)) return false;
  const plain = line.text.replace(/\s/g, '');
  if (plain.length < 3 && line.block.name !== 'dt' && line.block.name !== 'th') return false;
  const value = valueAfter(dom, line.block, undefined);
  if (value === '' || value.length > 200) return false;
  add(key, value, { ...line, text: `${line.text} ${value}` }, true, plain);
  return true;
}

/** Labels with a colon or in brackets, several in a line; a label alone takes the element after it. */
function readNamed(dom: Dom, line: Line, next: Line | undefined, add: Add): void {
  if (!/[:：∶﹕\]】]/.test(line.text)) return;
  const hits = [...plainOf(line.text).matchAll(named)];
  hits.forEach((hit, n) => {
    const key = keys.get((hit[2] ?? '').replace(/\s/g, ''));
    if (!key) return;
    const start = hit.index + hit[0].length;
    const rest = line.text.slice(start, hits[n + 1]?.index ?? line.text.length);
    const value = cut(rest.replace(/^[ ]?\t/, '').split('\t')[0] ?? '');
    const alone = hits.length === 1 && hit.index === 0 && rest.trim() === '';
    const table = alone || line.cells !== undefined || line.block.name === 'li' || line.block.name === 'dd' || hit[1] !== '';
    const empty = line.block.name === 'li' || hit[1] !== '';
    add(key, alone && !empty ? valueAfter(dom, line.block, next) : value, line, table, hit[2] ?? '');
  });
}

function cut(value: string): string {
  const end = glued.exec(value);
  return end && end.index > 0 ? value.slice(0, end.index) : value;
}

/** Text of the element that follows a label standing alone; '' when that is empty or another label. */
function valueAfter(dom: Dom, block: Element, next: Line | undefined): string {
  let element = block;
  for (let up = 0; up < 3; up += 1) {
    const sibling = nextElement(element);
    if (sibling) {
      if (charsOf(dom, sibling) > 400) return '';
      const text = tidy(textOf(sibling));
      return keyOf(text) || /^[^:：]{2,8}[:：]/.test(text) ? '' : text;
    }
    const parent = element.parent;
    if (!parent || !isTag(parent) || charsOf(dom, parent) !== charsOf(dom, element)) break;
    element = parent;
  }
  const follows = next && next.block === block && next.text.length < 100 && !named.test(next.text);
  named.lastIndex = 0;
  return follows ? next.text : '';
}

function nextElement(element: Element): Element | undefined {
  for (let node = element.next; node; node = node.next) if (isTag(node) && node.name !== 'br' && node.name !== 'script') return node;
  return undefined;
}

const strong: ReadonlySet<LabelKey> = new Set(['index', 'issuer', 'signed', 'number', 'validity', 'joint']);

/** Whether the page has the metadata table of an official document: at least two of its own labels. */
export function hasTable(found: Labels): boolean {
  let count = 0;
  for (const [key, values] of found) if (strong.has(key) && values.some((value) => value.table)) count += 1;
  return count >= 2;
}

/** First value of a field that is not empty; labels in a layout of their own win over those in running words. */
export function labelled(found: Labels, key: LabelKey): Labelled | undefined {
  const values = (found.get(key) ?? []).filter((pair) => pair.value !== '');
  return values.find((pair) => pair.table) ?? values[0];
}
