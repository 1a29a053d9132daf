import type { NamedDocument } from '../../model/named-document.ts';
import { toBibtex, toCsl, toRis } from '../../stages/digest/citation-formats.ts';
import { toPrintableJson } from '../../stages/text/printable.ts';
import { type Briefed, briefing } from './briefing.ts';
import { csvHead, csvRow } from './csv.ts';

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
