import { type DateKind, dateKinds } from '../model/article.ts';
import type { NamedDocument } from '../model/document-facts.ts';
import type { LanguagePair } from '../model/reader.ts';
import { dayOf } from '../model/time.ts';
import { orEmpty } from '../model/values.ts';
import { dateNames, word } from '../pages/words/words.ts';
import { levelOfIssuers } from '../registry/issuers.ts';
import { liveAddress, liveCopyAddress } from '../stages/identity/identify.ts';
import { toPrintable } from '../stages/text/printable.ts';
import { withEnglish } from './shapes.ts';

/** Documents as a table for spreadsheets: RFC 4180 with a byte order mark; docs/exports.md says what stands in each column. */

const several = (values: readonly (string | undefined)[]): string =>
  [...new Set(values.filter((value) => value !== undefined && value !== ''))].join('; ');

export type Cell = string | number | undefined;
/** A column: what stands in it, in English and in Chinese, and of which kind that is where it is no text. */
export type Column<Row> = {
  readonly says: LanguagePair;
  readonly type?: 'integer' | 'number' | 'date' | 'datetime';
  readonly of: (row: Row) => Cell;
};
export type Columns<Row> = Readonly<Record<string, Column<Row>>>;

const dateColumn = (kind: DateKind): Column<NamedDocument> => ({
  says: [`${word(dateNames, kind, 'en')}: a day, a month or a year`, `${word(dateNames, kind, 'zh')}：日、月或年`],
  of: ({ dates }) => dates[kind]?.value,
});

export const documentColumns: Columns<NamedDocument> = {
  id: { says: ['Id of the document, for good', '文件编号，永久不变'], of: ({ id }) => id },
  relevant: { says: ['yes for AI policy, else no', '是否属于人工智能政策'], of: ({ relevant }) => (relevant ? 'yes' : 'no') },
  number: { says: ['Document number as on the page', '发文字号，照录原文'], of: ({ number }) => number },
  title: { says: ['Title as on the page', '标题，照录原文'], of: ({ title }) => title },
  english: { says: ['English title', '英文标题'], of: (document) => withEnglish(document).english.title },
  englishBy: { says: ['Who made the English title', '英文标题由谁译出'], of: (document) => withEnglish(document).english.by },
  issuers: {
    says: ['Issuing bodies, lead first', '发文机关，牵头机关在前'],
    of: ({ issuers }) => several(issuers.map(({ name }) => name)),
  },
  issuersEnglish: {
    says: ['Issuing bodies in English, else in Chinese', '发文机关英文名，缺则用中文'],
    of: ({ issuers }) => several(issuers.map(({ name, english }) => english ?? name)),
  },
  level: {
    says: ['Level of the lead body, L0 (party centre) to L8', '牵头机关层级，L0（党中央）至L8'],
    of: ({ issuers }) => levelOfIssuers(issuers),
  },
  type: { says: ['Type of document', '文种'], of: ({ type }) => type },
  status: { says: ['Status on the day of the file', '制作当日的效力状态'], of: ({ status }) => status },
  source: {
    says: ['Ids of the sources that carry it', '刊载来源的编号'],
    of: ({ copies }) => several(copies.map(({ sourceId }) => sourceId)),
  },
  firstSeen: {
    ...{ says: ['Day in Beijing on which it was first collected', '首次采集日（北京时间）'], type: 'date' },
    of: ({ firstSeenAt }) => dayOf(new Date(firstSeenAt)),
  },
  ...Object.fromEntries(dateKinds.map((kind) => [kind, dateColumn(kind)])),
  themes: {
    says: ['Themes, the surest first, then sub-themes', '主题，最确定者在前，其后为子主题'],
    of: ({ themes, subThemes = [] }) => several([...themes, ...subThemes].map(({ theme }) => theme)),
  },
  url: { says: ['Canonical address', '规范网址'], of: liveAddress },
  relevance: { says: ['Relevance, 0 to 1', '相关度，0至1'], type: 'number', of: ({ relevance }) => relevance },
  authority: {
    says: ['Authority of the best copy, 0 to 100', '最佳文本的权威度，0至100'],
    type: 'number',
    of: ({ authority }) => authority,
  },
  language: { says: ['Language of the text', '正文语言'], of: ({ language }) => language },
  copies: {
    says: ['Addresses of its copies', '各文本网址'],
    of: (document) => several(document.copies.map((copy) => liveCopyAddress(copy, document))),
  },
  withdrawn: {
    ...{ says: ['Day in Beijing on which it was gone', '撤下日（北京时间）'], type: 'date' },
    of: ({ withdrawnAt }) => withdrawnAt && dayOf(new Date(withdrawnAt)),
  },
};

/** A cell that no spreadsheet takes for a formula, in either width; characters that are removed later must not hide the sign. */
function cell(value: string): string {
  const text = toPrintable(value);
  return `"${(/^[\s\u200b\ufeff]{0,40}[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
}

const written = (value: Cell): string => (typeof value === 'number' ? String(value) : cell(orEmpty(value)));
export const csvLine = (cells: readonly Cell[]): string => `${cells.map(written).join(',')}\r\n`;

/** Without the mark Excel takes the Chinese for another charset. */
export const csvHead = `\ufeff${Object.keys(documentColumns).join(',')}\r\n`;

export const csvRow = (document: NamedDocument): string => csvLine(Object.values(documentColumns).map(({ of }) => of(document)));

export const csvTable = <C extends string>(names: readonly C[], rows: readonly Readonly<Partial<Record<C, string | number>>>[]): string =>
  `\ufeff${names.join(',')}\r\n${rows.map((row) => csvLine(names.map((name) => row[name]))).join('')}`;
