import type { NamedDocument } from '../model/document-facts.ts';
import { dayOf } from '../model/time.ts';
import { orEmpty } from '../model/values.ts';
import { levelOfIssuers } from '../registry/issuers.ts';
import { liveAddress, liveCopyAddress } from '../stages/identity/identify.ts';
import { toPrintable } from '../stages/text/printable.ts';
import { withEnglish } from './shapes.ts';

/** Documents as a table for spreadsheets: RFC 4180 with a byte order mark; docs/exports.md says what stands in each column. */

const several = (values: readonly (string | undefined)[]): string =>
  [...new Set(values.filter((value) => value !== undefined && value !== ''))].join('; ');

export type Cell = string | number | undefined;
type CellOf = (document: NamedDocument) => Cell;

/** What stands in each column; release-tables.json says it in words. */
export const documentColumns: Readonly<Record<string, CellOf>> = {
  id: ({ id }) => id,
  relevant: ({ relevant }) => (relevant ? 'yes' : 'no'),
  number: ({ number }) => number,
  title: ({ title }) => title,
  english: (document) => withEnglish(document).english.title,
  englishBy: (document) => withEnglish(document).english.by,
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
  themes: ({ themes, subThemes = [] }) => several([...themes, ...subThemes].map(({ theme }) => theme)),
  url: liveAddress,
  relevance: ({ relevance }) => relevance,
  authority: ({ authority }) => authority,
  language: ({ language }) => language,
  copies: (document) => several(document.copies.map((copy) => liveCopyAddress(copy, document))),
  withdrawn: ({ withdrawnAt }) => withdrawnAt && dayOf(new Date(withdrawnAt)),
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

export const csvRow = (document: NamedDocument): string => csvLine(Object.values(documentColumns).map((of) => of(document)));

export const csvTable = <C extends string>(names: readonly C[], rows: readonly Readonly<Partial<Record<C, string | number>>>[]): string =>
  `\ufeff${names.join(',')}\r\n${rows.map((row) => csvLine(names.map((name) => row[name]))).join('')}`;
