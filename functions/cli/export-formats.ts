import { writeWarc } from '../../shared/adapters/warc.ts';
import type { ShownDocument } from '../../shared/model/document.ts';
import type { Context } from '../../shared/model/ports.ts';
import { dayOf } from '../../shared/model/time.ts';
import { orEmpty } from '../../shared/model/values.ts';
import { evidenceOf, levelOf } from '../../shared/pipeline/read/export.ts';
import { toExportLine } from '../../shared/pipeline/read/export-line.ts';
import { toBibtex, toCsl, toRis } from '../../shared/stages/digest/citation-formats.ts';
import { toPrintable, toPrintableJson } from '../../shared/stages/text/printable.ts';

export const formats = ['jsonl', 'csv', 'warc', 'ris', 'bibtex', 'csl'] as const;
export type Format = (typeof formats)[number];

const columns = [
  'id',
  'relevant',
  'number',
  'title',
  'english',
  'issuers',
  'issuersEnglish',
  'level',
  'type',
  'status',
  'source',
  'firstSeen',
] as const;
const dayColumns = ['signed', 'published', 'effective', 'commentFrom', 'commentBy', 'expires'] as const;

/** A cell that no spreadsheet takes for a formula, in either width; characters that are removed later must not hide the sign. */
const cell = (value: string): string => {
  const text = toPrintable(value);
  return `"${(/^[\s\u200b\ufeff]{0,40}[=+\-@\t\r＝＋－＠]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
};

function csvRow(document: ShownDocument): string {
  const { id, relevant, number = '', title, english, issuers, type, status, copies, dates, firstSeenAt } = document;
  const of = (name: 'name' | 'english'): string => issuers.map((issuer) => issuer[name] ?? issuer.name).join('; ');
  const source = [...new Set(copies.map(({ sourceId }) => sourceId))].join('; ');
  const whose = [of('name'), of('english'), orEmpty(levelOf(document))];
  const values = [id, relevant ? 'yes' : 'no', number, title, english.title, ...whose, type, status, source, dayOf(new Date(firstSeenAt))];
  const days = dayColumns.map((kind) => orEmpty(dates[kind]?.value));
  return `${[...values, ...days, document.themes.map(({ theme }) => theme).join('; '), document.canonicalUrl].map(cell).join(',')}\n`;
}

async function* each(documents: AsyncIterable<ShownDocument>, line: (document: ShownDocument) => string): AsyncGenerator<string> {
  for await (const document of documents) yield line(document);
}

/** With everything that another instance needs to import the documents. */
async function* jsonl(documents: AsyncIterable<ShownDocument>, context: Context): AsyncGenerator<string> {
  for await (const document of documents) yield `${toPrintableJson(await toExportLine(document, context))}\n`;
}

async function* csv(documents: AsyncIterable<ShownDocument>): AsyncGenerator<string> {
  // Without the mark Excel takes the Chinese for another charset.
  yield `\ufeff${[...columns, ...dayColumns, 'themes', 'url'].join(',')}\n`;
  yield* each(documents, csvRow);
}

async function* csl(documents: AsyncIterable<ShownDocument>): AsyncGenerator<string> {
  let before = '[';
  for await (const document of documents) {
    yield `${before}\n${toPrintableJson(toCsl(document))}`;
    before = ',';
  }
  yield before === '[' ? '[]\n' : '\n]\n';
}

/** The documents in a format, piece by piece. */
export function written(format: Format, documents: AsyncIterable<ShownDocument>, context: Context): AsyncIterable<string | Uint8Array> {
  switch (format) {
    case 'jsonl':
      return jsonl(documents, context);
    case 'csv':
      return csv(documents);
    case 'ris':
      return each(documents, (document) => toPrintable(toRis(document)));
    case 'bibtex':
      return each(documents, (document) => toPrintable(toBibtex(document)));
    case 'csl':
      return csl(documents);
    case 'warc':
      return writeWarc(evidenceOf(documents, context));
  }
}
