import type { NearMiss } from '../../model/query.ts';
import { type QueryNote, readQuery, renderQuery } from '../../stages/query/read-query.ts';
import type { View } from './page-view.ts';
import { dateNames } from './words.ts';

/** How a query was read, and what is near it, in words for page, API and command line. */

type Say = View['say'];
export const inEnglish: Say = (english) => english;

const notes: Readonly<Record<QueryNote['kind'], (of: string, say: Say) => string>> = {
  'open-quote': (of, say) => say(`The quotation mark is not closed: "${of}" is read as a phrase.`, `引号未闭合，“${of}”按短语检索。`),
  'open-bracket': (_, say) => say('The bracket is not closed: it is read to the end.', '括号未闭合，按至末尾处理。'),
  'stray-operator': (of, say) => say(`${of} has nothing to join: it is left out.`, `${of}前后缺少检索词，已略去。`),
  'unknown-field': (of, say) => say(`There is no field "${of}": it is read as words.`, `没有“${of}”字段，按普通词检索。`),
  'unknown-value': (of, say) =>
    say(`"${of}": the field has no such value; it is read as words.`, `“${of}”：该字段没有此值，按普通词检索。`),
  'too-long': (of, say) => say(`Only the first ${of} characters are read.`, `仅检索前${of}个字符。`),
};

export type ReadAs = { readonly as: string; readonly notes: readonly string[] };

/** How a query was read, where it says more than words or could not be read as it stands. */
export function readingOf(q: string | undefined, say: Say): ReadAs | undefined {
  if (q === undefined) return undefined;
  const { node, notes: found } = readQuery(q);
  const isPlain = !node || 'word' in node || 'phrase' in node || ('all' in node && node.all.every((each) => 'word' in each));
  if (isPlain && found.length === 0) return undefined;
  return { as: node ? renderQuery(node) : '', notes: found.map(({ kind, of }) => notes[kind](of, say)) };
}

const filterNames: Readonly<Record<Exclude<NearMiss['without'], undefined>, readonly [string, string]>> = {
  filters: ['filters', '筛选'],
  days: ['days', '日期'],
  theme: ['theme', '主题'],
  issuer: ['issuer', '发文机关'],
  level: ['level', '层级'],
  type: ['type', '类型'],
  status: ['status', '效力'],
  source: ['source', '来源'],
  entity: ['name', '名称'],
  place: ['place', '地区'],
  province: ['province', '省份'],
};

/** What a near miss is: other words, or what is asked otherwise. */
export function renderNearMiss({ q, without, date, kind }: Omit<NearMiss, 'total'>, say: Say): string {
  if (q !== undefined) return without === undefined ? q : say(`${q}, without the filters`, `${q}，不限筛选条件`);
  if (without === 'filters') return say('without the filters', '不限筛选条件');
  if (without !== undefined) {
    const [english, chinese] = filterNames[without];
    return say(`without the filter by ${english}`, `不限${chinese}`);
  }
  if (kind === 'date' && date === undefined) return say('by the date shown in lists', '按列表所示日期');
  const [english, chinese] = dateNames[date ?? 'published'];
  return say(`by the day: ${english}`, `按${chinese}日期`);
}

/** The language of queries, with an example of each: the help of page, API and command line. */
export const queryHelp: readonly (readonly [example: string, english: string, chinese: string])[] = [
  ['算力 voucher', 'all of these words, in Chinese or English, under all names that we know', '同时含有各词，中英文及已知别名均可'],
  [
    '"智能算力"',
    'this phrase as text or title have it; width, case and Traditional characters make no difference',
    '文本或标题中的原文短语，不分全半角、大小写和繁简',
  ],
  ['算力 OR 绿电', 'one of several; also | and 或', '任一即可，也可用 | 或“或”'],
  ['算力 -上海', 'without this; also NOT', '排除，也可用 NOT'],
  ['(算力 OR 绿电) 规划', 'brackets', '括号'],
  ['title:智能体', 'in the title', '标题'],
  ['number:国数科技〔2026〕25号', 'a document number, in any spelling', '文号，写法不限'],
  ['issuer:CAC', 'who issued it: name, short name or id', '发文机关：名称、简称或编号'],
  ['theme: type: level: status: place: source:', 'the filters', '筛选条件'],
  ['after:2026-01 before:2026-06', 'by the date that lists show', '按列表所示日期'],
];
