import type { NamedDocument } from '../../model/named-document.ts';
import type { SummaryLine } from '../../model/summary.ts';
import { dayOf } from '../../model/time.ts';
import { orEmpty } from '../../model/values.ts';
import { levelOfIssuers } from '../../registry/issuers.ts';
import { toBibtex, toCsl, toRis } from '../../stages/digest/citation-formats.ts';
import { excerptOf } from '../../stages/digest/rights.ts';
import { copyReachedAt, reachedAt } from '../../stages/identity/identify.ts';
import { hasHan } from '../../stages/text/language.ts';
import { toPrintable, toPrintableJson } from '../../stages/text/printable.ts';
import { headlineOf } from '../words/headline.ts';
import { dateNames, levelNames, statusNames, word } from '../words/words.ts';

/** Documents as a list to brief from, in Markdown: by the level of the issuer, each with what it does and the words that say so. */

/** A document of the list; without `summary` there is nothing to quote, or rights do not allow it. */
export type Briefed = NamedDocument & { readonly summary?: readonly SummaryLine[] };

const oneLine = (text: string): string => toPrintable(text).replace(/\s+/g, ' ').trim();

/** What Markdown, or HTML in it, would take for its own: signs anywhere, addresses that become links, and what means something at the beginning of a line. */
const plain = (text: string): string =>
  oneLine(text)
    .replace(/[\\`*_{}[\]<>&|~@$^]|:(?=\/\/)|(?<=www)\./gi, '\\$&')
    .replace(/^[#+\-=]|(?<=^\d{1,9})[.)]/, '\\$&');

/** An address between `<` and `>`, where only these two, line ends and the backslash mean something. */
const target = (url: string): string =>
  `<${oneLine(url).replace(/[<>\\ ]/g, (sign) => `%${sign.charCodeAt(0).toString(16).padStart(2, '0').toUpperCase()}`)}>`;

const daysOf = ({ dates }: Briefed): readonly string[] =>
  (['signed', 'published', 'effective', 'commentFrom', 'commentBy', 'expires'] as const).flatMap((kind) => {
    const value = dates[kind]?.value;
    return value === undefined ? [] : [`${word(dateNames, kind, 'en')} ${value}`];
  });

function entry(document: Briefed): string {
  const { english, chinese } = headlineOf({ ...document, english: document.english.title });
  const issuers = document.issuers.map(({ name, english: named }) => named ?? name).join(', ');
  const official = chinese === english ? [] : [chinese];
  const facts = [...official, orEmpty(document.number), issuers, ...daysOf(document), word(statusNames, document.status, 'en')];
  const [first] = document.summary ?? [];
  const says = first && `\n  ${plain(first.says)}: “${plain(excerptOf(first.quote))}”`;
  return `- [${plain(english)}](${target(reachedAt(document))})  \n  ${facts
    .filter((fact) => fact !== '')
    .map(plain)
    .join(' · ')}${orEmpty(says)}\n`;
}

/** The list in pieces. `asOf`: the day of the statuses. It is grouped, so that all lines are gathered first: about 500 bytes each. */
async function* briefing(documents: AsyncIterable<Briefed>, asOf: string): AsyncGenerator<string> {
  const groups = new Map<string, string[]>([...Object.keys(levelNames), ''].map((level) => [level, []]));
  let count = 0;
  for await (const document of documents) {
    groups.get(orEmpty(levelOfIssuers(document.issuers)))?.push(entry(document));
    count += 1;
  }
  yield `# Chinese AI policy: ${count} ${count === 1 ? 'document' : 'documents'}\n\n`;
  yield `Statuses as of ${asOf}; days are days in Beijing; quotes are the words of the document. Collected by Hongtou.\n`;
  for (const [level, entries] of groups) {
    if (entries.length === 0) continue;
    yield `\n## ${level === '' ? 'Without a known issuer' : word(levelNames, level, 'en')}\n\n`;
    yield* entries;
  }
}

/** Documents as a table for spreadsheets: RFC 4180 with a byte order mark; docs/exports.md says what stands in each column. */

const several = (values: readonly (string | undefined)[]): string =>
  [...new Set(values.filter((value) => value !== undefined && value !== ''))].join('; ');

const columns: Readonly<Record<string, (document: NamedDocument) => string | undefined>> = {
  id: ({ id }) => id,
  relevant: ({ relevant }) => (relevant ? 'yes' : 'no'),
  number: ({ number }) => number,
  title: ({ title }) => title,
  // A title that stays Chinese has no English.
  english: ({ english }) => (hasHan(english.title) ? undefined : english.title),
  englishBy: ({ english }) => (hasHan(english.title) ? undefined : english.by),
  issuers: ({ issuers }) => several(issuers.map(({ name }) => name)),
  issuersEnglish: ({ issuers }) => several(issuers.map(({ name, english }) => english ?? name)),
  level: ({ issuers }) => levelOfIssuers(issuers),
  type: ({ type }) => type,
  status: ({ status }) => status,
  source: ({ copies }) => several(copies.map(({ sourceId }) => sourceId)),
  firstSeen: ({ firstSeenAt }) => dayOf(new Date(firstSeenAt)),
  signed: ({ dates }) => dates.signed?.value,
  published: ({ dates }) => dates.published?.value,
  effective: ({ dates }) => dates.effective?.value,
  commentFrom: ({ dates }) => dates.commentFrom?.value,
  commentBy: ({ dates }) => dates.commentBy?.value,
  expires: ({ dates }) => dates.expires?.value,
  themes: ({ themes }) => several(themes.map(({ theme }) => theme)),
  url: reachedAt,
  relevance: ({ relevance }) => String(relevance),
  authority: ({ authority }) => String(authority),
  language: ({ language }) => language,
  copies: (document) => several(document.copies.map((copy) => copyReachedAt(copy, document))),
  withdrawn: ({ withdrawnAt }) => withdrawnAt && dayOf(new Date(withdrawnAt)),
};
const csvColumns = Object.keys(columns);

/** A cell that no spreadsheet takes for a formula, in either width; characters that are removed later must not hide the sign. */
function cell(value: string): string {
  const text = toPrintable(value);
  return `"${(/^[\s\u200b\ufeff]{0,40}[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
}

/** Without the mark Excel takes the Chinese for another charset. */
const csvHead = `\ufeff${csvColumns.join(',')}\r\n`;

const csvRow = (document: NamedDocument): string =>
  `${Object.values(columns)
    .map((of) => cell(orEmpty(of(document))))
    .join(',')}\r\n`;

/** A table of counts or names, as those of documents. */
export const csvTable = <C extends string>(names: readonly C[], rows: readonly Readonly<Partial<Record<C, string | number>>>[]): string => {
  const written = (value: string | number | undefined): string => (typeof value === 'number' ? String(value) : cell(orEmpty(value)));
  return `\ufeff${names.join(',')}\r\n${rows.map((row) => `${names.map((name) => written(row[name])).join(',')}\r\n`).join('')}`;
};

/** The forms in which other programs, and people, take documents away: the same from a page, the API and the command line. */

type ListFormat = {
  /** Of the file, and of the address in the API. */
  readonly ending: string;
  readonly media: string;
  /** It says what a document does, which costs the reading of its text. */
  readonly told?: true;
  /** The file in pieces. `asOf`: the day of the statuses. */
  readonly write: (documents: AsyncIterable<Briefed>, asOf: string) => AsyncGenerator<string>;
};

async function* each(documents: AsyncIterable<NamedDocument>, row: (document: NamedDocument) => string): AsyncGenerator<string> {
  for await (const document of documents) yield row(document);
}

async function* csv(documents: AsyncIterable<NamedDocument>): AsyncGenerator<string> {
  yield csvHead;
  yield* each(documents, csvRow);
}

async function* csl(documents: AsyncIterable<NamedDocument>): AsyncGenerator<string> {
  let before = '[';
  for await (const document of documents) {
    yield `${before}\n${toPrintableJson(toCsl(document))}`;
    before = ',';
  }
  yield before === '[' ? '[]\n' : '\n]\n';
}

export const listFormats = {
  csv: { ending: 'csv', media: 'text/csv', write: csv },
  ris: {
    ending: 'ris',
    media: 'application/x-research-info-systems',
    write: (documents) => each(documents, toRis),
  },
  bibtex: {
    ending: 'bib',
    media: 'application/x-bibtex',
    write: (documents) => each(documents, toBibtex),
  },
  csl: { ending: 'json', media: 'application/vnd.citationstyles.csl+json', write: csl },
  markdown: { ending: 'md', media: 'text/markdown', told: true, write: briefing },
} as const satisfies Readonly<Record<string, ListFormat>>;

export type ListFormatName = keyof typeof listFormats;
export const listFormatNames = Object.keys(listFormats) as readonly ListFormatName[];
