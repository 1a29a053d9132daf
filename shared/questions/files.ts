import * as z from 'zod';
import type { Answers } from '../model/answers.ts';
import type { NamedDocument } from '../model/document-facts.ts';
import type { Hit } from '../model/query.ts';
import type { SummaryLine } from '../model/summary.ts';
import { orEmpty } from '../model/values.ts';
import { inEnglish } from '../pages/words/page-view.ts';
import { statusName } from '../pages/words/status-reason.ts';
import { headlineOf } from '../pages/words/text-name.ts';
import { dateNames, levelNames, word } from '../pages/words/words.ts';
import { levelOfIssuers } from '../registry/issuers.ts';
import { toBibtex, toCsl, toRis } from '../stages/digest/citation-formats.ts';
import { allowedDocument, excerptOf, useOf } from '../stages/digest/rights.ts';
import { liveAddress } from '../stages/identity/identify.ts';
import { toPrintable, toPrintableJson } from '../stages/text/printable.ts';
import { csvHead, csvRow } from './csv.ts';
import { requireDocument, sourcesOf } from './document.ts';
import { checkFilters, cursor, documentPages, type Filters, filters } from './lists.ts';
import { inPath, question, type Request, RequestProblem, whole } from './question.ts';
import { withEnglish } from './shapes.ts';

/**
 * Documents as files for other programs and for briefings, of the API and the command line alike; and as evidence packs
 * (docs/evidence-packs.md).
 */

/** A document of the list; without `summary` there is nothing to quote, or rights do not allow it. */
type Briefed = NamedDocument & { readonly summary?: readonly SummaryLine[] };

const oneLine = (text: string): string => toPrintable(text).replace(/\s+/g, ' ').trim();

/**
 * What Markdown, or HTML in it, would take for its own: signs anywhere, addresses that become links, and what means something at the
 * beginning of a line.
 */
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
  const facts = [...official, orEmpty(document.number), issuers, ...daysOf(document), statusName(document, inEnglish)];
  const [first] = document.summary ?? [];
  const says = first && `\n  ${plain(first.says)}: “${plain(excerptOf(first.quote))}”`;
  return `- [${plain(english)}](${target(liveAddress(document))})  \n  ${facts
    .filter((fact) => fact !== '')
    .map(plain)
    .join(' · ')}${orEmpty(says)}\n`;
}

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

type ListFormat = {
  readonly ending: string;
  readonly media: string;
  readonly told?: true;
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

/** Documents of one answer: a request reads at most 1,000 items of the table, two for each document, and many where its text is read. */
const mostNamed = 500;
const mostRead = 50;
/** An answer of a function in the cloud has at most 6 MB. */
const mostCharacters = 1_500_000;

type Filled = { readonly body: string; readonly got: number };
type Fill = (hits: readonly Hit[], answers: Answers) => Promise<Filled>;
type ListFile = { readonly ending: string; readonly media: string; readonly most: number; readonly fill: Fill };

/** The documents of hits as a list names them; where `withSummary` asks for it with what they do, if rights allow the words. */
async function* briefed(hits: readonly Hit[], withSummary: boolean, answers: Answers): AsyncGenerator<Briefed> {
  const documents = await answers.named(hits);
  if (!withSummary) return yield* documents;
  const [facts, sources] = [await answers.feedFacts(hits), await sourcesOf(answers)];
  for (const document of documents) {
    const summary = useOf(document, sources) === 'link-only' ? undefined : facts.get(document.id)?.summary;
    yield { ...document, ...(summary && { summary }) };
  }
}

const fillLines: Fill = async (hits, answers) => {
  const sources = await sourcesOf(answers);
  let [body, got] = ['', 0];
  for (const { id } of hits) {
    const shown = await answers.document(id);
    const line = shown ? `${toPrintableJson(withEnglish(allowedDocument(shown, sources)))}\n` : '';
    if (got > 0 && body.length + line.length > mostCharacters) break;
    body += line;
    got += 1;
  }
  return { body, got };
};

const listFiles: readonly ListFile[] = [
  ...listFormatNames.map((name): ListFile => {
    const { ending, media, write, ...rest } = listFormats[name];
    const withSummary = 'told' in rest;
    return {
      ...{ ending, media, most: withSummary ? mostRead : mostNamed },
      async fill(hits, answers) {
        let body = '';
        for await (const piece of write(briefed(hits, withSummary, answers), answers.today())) body += piece;
        return { body, got: hits.length };
      },
    };
  }),
  { ending: 'jsonl', media: 'application/x-ndjson', most: mostRead, fill: fillLines },
];

async function listOf(wanted: number, { cursor: after, ...given }: Filters & { readonly cursor?: string }, answers: Answers) {
  const pages = documentPages(await checkFilters(given, answers), answers);
  const query = { ...given, limit: wanted, ...pages.passed(after), today: answers.today() };
  const { total, hits, ...page } = await answers.documents(query);
  const headers = (got: number | undefined, { path, search }: Request) => {
    const { next } = pages.after(query.offset, page, got);
    const following = new URLSearchParams([...search].filter(([name]) => name !== 'cursor'));
    following.set('cursor', orEmpty(next));
    return { 'x-total-count': String(total), ...(next !== undefined && { link: `<${path}?${following}>; rel="next"` }) };
  };
  return { hits, headers };
}

const listFile = ({ ending, media, most, fill }: ListFile) => {
  const limit = whole(1, 1000, 'a whole number from 1 to 1000', { says: `At most so many; no answer has more than ${most}`, example: 20 });
  return question({
    path: `documents.${ending}`,
    tag: 'Documents',
    example: () => ({ theme: 'compute', limit: '5' }),
    words: [
      `Documents as a file (${media}); \`Link: …; rel="next"\` leads to those that follow, \`X-Total-Count\` says how many there are`,
      `文件清单（${media}）`,
    ],
    takes: { ...filters.shape, limit, cursor },
    gives: z.string(),
    media,
    async answer({ limit: wanted = most, ...given }, answers, request) {
      const { hits, headers } = await listOf(Math.min(wanted, most), given, answers);
      const { body, got } = await fill(hits, answers);
      return new Response(body, {
        headers: {
          'content-type': `${media}; charset=utf-8`,
          'content-disposition': `attachment; filename="hongtou-documents.${ending}"`,
          ...headers(got, request),
        },
      });
    },
  });
};

export const takes = listFiles.map(listFile);

const zip = 'application/zip';
/** Documents of one pack: each costs the reading of its texts and pages. */
const mostPacked = 50;
/** An answer of a function in the cloud has 6 MB, of which a third goes into its encoding. */
const mostBytes = { laptop: 200_000_000, cloud: 4_000_000 } as const;

/** The pack as a file; throws RequestProblem 413 for one that no answer holds. */
async function packFile(ids: readonly string[], name: string, answers: Answers, more: Readonly<Record<string, string>> = {}) {
  const allowed = answers.local ? mostBytes.laptop : mostBytes.cloud;
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of answers.pack(ids)) {
    length += piece.length;
    if (length > allowed)
      throw new RequestProblem(
        413,
        `the pack has more than ${allowed / 1_000_000} MB: ask for fewer documents, or use hongtou export --format pack`,
      );
    pieces.push(piece);
  }
  const headers = { 'content-type': zip, 'content-disposition': `attachment; filename="hongtou-${name}.zip"`, ...more };
  return new Response(Buffer.concat(pieces), { headers });
}

export const documentPack = question({
  path: 'documents/:id/pack',
  tag: 'Documents',
  words: [
    'A document as an evidence pack: the bytes it was read from, headers, texts, hashes of everything, and how to check them; without what rights do not allow',
    '一份文件的证据包',
  ],
  takes: { id: inPath() },
  gives: z.string(),
  media: zip,
  async answer({ id: ref }, answers) {
    const { id } = await requireDocument(ref, answers);
    return packFile([id], id, answers);
  },
});

export const listPack = question({
  path: 'documents.zip',
  tag: 'Documents',
  example: () => ({ theme: 'compute', limit: '2' }),
  words: [
    `The documents of a list as an evidence pack, at most ${mostPacked}; \`Link: …; rel="next"\` leads to those that follow`,
    '清单文件的证据包',
  ],
  takes: {
    ...filters.shape,
    limit: whole(1, mostPacked, `a whole number from 1 to ${mostPacked}`, { says: 'At most so many', example: 10 }),
    cursor,
  },
  gives: z.string(),
  media: zip,
  async answer({ limit = mostPacked, ...given }, answers, request) {
    const { hits, headers } = await listOf(limit, given, answers);
    return packFile(
      hits.map(({ id }) => id),
      'pack',
      answers,
      headers(undefined, request),
    );
  },
});
