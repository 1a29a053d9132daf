import { writeWarc } from '../../shared/adapters/warc.ts';
import type { Shown } from '../../shared/model/document.ts';
import type { Context } from '../../shared/model/ports.ts';
import { evidenceOf } from '../../shared/pipeline/export.ts';
import { toBibtex, toCsl, toRis } from '../../shared/stages/cite.ts';

export const formats = ['jsonl', 'csv', 'warc', 'ris', 'bibtex', 'csl'] as const;
export type Format = (typeof formats)[number];

const columns = ['id', 'number', 'title', 'english', 'issuers', 'type', 'status'] as const;
const dayColumns = ['signed', 'published', 'effective', 'commentBy', 'expires'] as const;

/** A cell that no spreadsheet takes for a formula. */
const cell = (value: string): string => `"${(/^[=+\-@\t\r]/.test(value) ? `'${value}` : value).replaceAll('"', '""')}"`;

function csvRow(document: Shown): string {
  const { dates } = document;
  const issuers = document.issuers.map(({ name }) => name).join('; ');
  const values = [document.id, document.number ?? '', document.title, document.english.title, issuers, document.type, document.status];
  const days = dayColumns.map((kind) => dates[kind]?.value ?? '');
  return `${[...values, ...days, document.themes.map(({ theme }) => theme).join('; '), document.canonicalUrl].map(cell).join(',')}\n`;
}

async function* each(documents: AsyncIterable<Shown>, line: (document: Shown) => string): AsyncGenerator<string> {
  for await (const document of documents) yield line(document);
}

async function* csv(documents: AsyncIterable<Shown>): AsyncGenerator<string> {
  yield `${[...columns, ...dayColumns, 'themes', 'url'].join(',')}\n`;
  yield* each(documents, csvRow);
}

async function* csl(documents: AsyncIterable<Shown>): AsyncGenerator<string> {
  let before = '[';
  for await (const document of documents) {
    yield `${before}\n${JSON.stringify(toCsl(document))}`;
    before = ',';
  }
  yield before === '[' ? '[]\n' : '\n]\n';
}

/** The documents in a format, piece by piece. */
export function written(format: Format, documents: AsyncIterable<Shown>, context: Context): AsyncIterable<string | Uint8Array> {
  switch (format) {
    case 'jsonl':
      return each(documents, (document) => `${JSON.stringify(document)}\n`);
    case 'csv':
      return csv(documents);
    case 'ris':
      return each(documents, toRis);
    case 'bibtex':
      return each(documents, toBibtex);
    case 'csl':
      return csl(documents);
    case 'warc':
      return writeWarc(evidenceOf(documents, context));
  }
}
