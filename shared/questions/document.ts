import * as z from 'zod';
import type { Answers } from '../model/answers.ts';
import type { Difference, ShownDocument } from '../model/document.ts';
import { fieldsOf, pickFacts } from '../model/document-facts.ts';
import { count, fieldChange, link, list, paged, text as textShape } from '../model/shape.ts';
import { dayOf, isDay } from '../model/time.ts';
import { opt } from '../model/values.ts';
import { relations } from '../model/vocabulary.ts';
import { plainLine } from '../pages/words/escape.ts';
import { plainFirstLines } from '../pages/words/first-lines.ts';
import { scanWords } from '../pages/words/words.ts';
import { wholeText } from '../stages/attachment/attached-works.ts';
import { citationFormats, citationForms, toCsl } from '../stages/digest/citation-formats.ts';
import { type Allowed, allowedDocument, allowedText, isWordless } from '../stages/digest/rights.ts';
import { tellDuty } from '../stages/english/clause/sentence.ts';
import { sentencesOf } from '../stages/english/translation.ts';
import { findSection } from '../stages/text/find-section.ts';
import { toPrintable } from '../stages/text/printable.ts';
import { structureOf } from '../stages/text/structure.ts';
import { choice, inPath, notFoundProblem, question, RequestProblem, textual, words } from './question.ts';
import { dates, document as documentShape, englishShape, revision, themeMatch, withEnglish } from './shapes.ts';
import { brief, briefly, refOf, said, thing, things, tool } from './tool.ts';

export const sourcesOf = async (answers: Pick<Answers, 'sources'>) => (await answers.sources()).map(({ source }) => source);

export const rightsOf = async (document: ShownDocument, answers: Answers): Promise<Allowed> =>
  allowedText(document, await sourcesOf(answers));

export const pastDay = { asOf: words(10, 'As it was held at the end of this day in Beijing', '2026-11-25') };

/** Throws RequestProblem 400 for what is no day that has begun. */
export function checkPastDay(asOf: string | undefined, answers: Answers): void {
  if (asOf !== undefined && (!isDay(asOf) || asOf > answers.today()))
    throw new RequestProblem(400, 'asOf: a day that has begun in Beijing, as 2026-11-25', { parameter: 'asOf' });
}

/** One state of a document. Throws RequestProblem 404 that names the states there are. */
export async function requireState(ref: string, n: string, answers: Answers): Promise<ShownDocument> {
  const shown = /^\d{1,6}$/.test(n) ? await answers.document(ref, undefined, Number(n)) : undefined;
  if (shown) return shown;
  const { revisions } = await requireDocument(ref, answers);
  throw new RequestProblem(404, `no such state: there are 1 to ${revisions.length}`, { parameter: 'n' });
}

const longestTold = 80;

/** Says again what was asked for: of two acts that a command names, one may be wrong. */
export const noDocument = (ref: string, then = ''): RequestProblem =>
  notFoundProblem(`no document with the id, number or address "${toPrintable(plainLine(ref, longestTold))}"${then}`);

export async function requireDocument(ref: string, answers: Answers, asOf?: string): Promise<ShownDocument> {
  checkPastDay(asOf, answers);
  const document = ref.length > 500 ? undefined : await answers.document(ref, asOf);
  const then = asOf === undefined ? '' : ` was held at the end of ${asOf} in Beijing`;
  if (!document) throw noDocument(ref, then);
  return document;
}

const twoRevisions = { from: words(9, 'The earlier revision', '1'), to: words(9, 'The later revision', '2') };
type Between = { readonly from?: string; readonly to?: string };

async function requireDifference({ from, to }: Between, { id, revisions }: ShownDocument, answers: Answers): Promise<Difference> {
  const allowed = revisions.map(({ n }) => String(n));
  for (const [parameter, given] of Object.entries({ from, to }))
    if (given !== undefined && !allowed.includes(given))
      throw new RequestProblem(400, `${parameter}: no such revision`, { parameter, allowed });
  const found = await answers.difference(id, from, to);
  if (!found) throw noDocument(id);
  return found;
}

export const document = question({
  path: 'documents/:id',
  tag: 'Documents',
  words: ['A document: its text, facts, evidence, links and revisions', '一份文件：正文、要点、依据、引用与版本'],
  takes: { id: inPath(), ...pastDay },
  gives: documentShape,
  answer: async ({ id, asOf }, answers) => asShown(await requireDocument(id, answers, asOf), asOf ?? answers.today(), answers),
  // Two documents became one: this id is the other's now.
  json: (found, { id, asOf }) =>
    /^[\da-f]{16}$/.test(id) && found.id !== id
      ? new Response(null, {
          status: 301,
          headers: { location: `/api/v1/documents/${found.id}${asOf === undefined ? '' : `?asOf=${asOf}`}` },
        })
      : found,
});

const asShown = async (shown: ShownDocument, today: string, answers: Answers) => ({
  ...withEnglish(allowedDocument(shown, await sourcesOf(answers))),
  firstLines: plainFirstLines(shown, today),
});

export const state = question({
  path: 'documents/:id/v/:n',
  tag: 'Documents',
  example: ({ document }) => ({ id: document, n: '1' }),
  words: [
    'One state of it for ever: what it was from that revision on, until when, and the hash of its text',
    '某一版本的固定地址：内容、起止时间与校验值',
  ],
  takes: { id: inPath(), n: inPath('Number of the revision') },
  gives: documentShape,
  async answer({ id, n }, answers) {
    const shown = await requireState(id, n, answers);
    return asShown(shown, dayOf(new Date(shown.state?.from ?? shown.firstSeenAt)), answers);
  },
});

export const text = question({
  path: 'documents/:id/text',
  tag: 'Documents',
  words: ['Its text, or an excerpt where rights allow no more', '正文；权利所限时为摘录'],
  more: 'As plain text to `Accept: text/plain`.',
  also: ['text/plain'],
  takes: { id: inPath(), ...pastDay },
  gives: z.object({
    id: z.string(),
    title: z.string(),
    language: z.string(),
    text: z.string(),
    attachments: list('Words of the files beside it').exactOptional(),
    complete: z.boolean().describe('Whether rights allow the whole text'),
  }),
  async answer({ id: ref, asOf }, answers, { accept }) {
    const shown = await requireDocument(ref, answers, asOf);
    const { text, complete, use } = await rightsOf(shown, answers);
    if (/^text\/plain/.test(accept)) return textual(text, 'text/plain');
    const { id, title, language } = shown;
    const read = shown.attachments.flatMap((each) =>
      complete && each.text !== undefined ? [{ url: each.url, title: each.title, text: each.text }] : [],
    );
    return { id, title, language, text, ...(read.length > 0 && { attachments: read }), complete, rights: use };
  },
});

export const translation = question({
  path: 'documents/:id/translation',
  tag: 'Documents',
  words: ['Its sentences with what a translator made of them', '各句及机器翻译'],
  more: 'Asked for by `hongtou show ID --translate`. Machine translation proves nothing: the Chinese does.',
  takes: { id: inPath() },
  gives: z.object({
    id: z.string(),
    by: z.literal('machine'),
    sentences: z
      .object({
        article: z.string().exactOptional(),
        chinese: z.string(),
        english: textShape('Absent where it was not asked for, or was refused').exactOptional(),
      })
      .array(),
  }),
  async answer({ id: ref }, answers) {
    const shown = await requireDocument(ref, answers);
    const whole = wholeOf(shown, await rightsOf(shown, answers));
    const told = sentencesOf(whole).map(async (each) => ({ ...each, ...opt('english', await answers.translated?.(each.chinese)) }));
    return { id: shown.id, by: 'machine' as const, sentences: await Promise.all(told) };
  },
});

export const revisions = question({
  path: 'documents/:id/revisions',
  tag: 'Documents',
  words: ['Its revisions', '各版本'],
  takes: { id: inPath() },
  gives: paged(revision, {}),
  async answer({ id }, answers) {
    const shown = await requireDocument(id, answers);
    const { complete } = await rightsOf(shown, answers);
    const items = await answers.revisions(shown.id);
    return { items: complete ? items : items.map((each) => ({ ...each, changes: each.changes.filter(isWordless) })) };
  },
});

export const diff = question({
  path: 'documents/:id/diff',
  tag: 'Documents',
  words: ['What differs between two of its revisions, by article; the last two when none are named', '两个版本之间的差异，默认最近两版'],
  takes: { id: inPath(), ...twoRevisions },
  gives: z.object({
    id: z.string(),
    from: count('Number of the earlier revision'),
    to: count('Number of the later one'),
    changes: fieldChange.array(),
    note: textShape('Why nothing is shown').exactOptional(),
  }),
  async answer({ id, ...between }, answers) {
    const shown = await requireDocument(id, answers);
    const { changes, ...rest } = await requireDifference(between, shown, answers);
    const { complete, use } = await rightsOf(shown, answers);
    const allowed = complete ? changes : changes.filter(isWordless);
    return { id: shown.id, ...rest, changes: allowed, ...(!complete && { rights: use }) };
  },
});

const citing = z.object({ id: z.string(), title: z.string(), english: z.string().exactOptional(), relation: z.enum(relations) });

export const links = question({
  path: 'documents/:id/links',
  tag: 'Documents',
  words: ['What it cites and what cites it', '引用与被引用'],
  takes: { id: inPath(), ...pastDay },
  gives: z.object({ id: z.string(), links: link.array(), citedBy: citing.array().describe('Documents that cite it') }),
  async answer({ id: ref, asOf }, answers) {
    const { id, links, citedBy } = await requireDocument(ref, answers, asOf);
    return { id, links, citedBy };
  },
});

export const evidence = question({
  path: 'documents/:id/evidence',
  tag: 'Documents',
  words: ['Hashes of what was read, and the words that decided', '所读内容的校验值与判定依据'],
  takes: { id: inPath() },
  gives: z.object({
    id: z.string(),
    url: z.string(),
    copies: list('Pages with the hashes of what they sent'),
    revisions: list('Readings with the hash of the text and the key of the stored page'),
    themes: themeMatch.array(),
    dates,
    warnings: list('Doubts about fields'),
  }),
  async answer({ id: ref }, answers) {
    const { id, url, copies, revisions, themes, dates, warnings } = await requireDocument(ref, answers);
    const read = revisions.map(({ n, at, by, textHash, evidence }) => ({ n, at, by, textHash, evidence }));
    return { id, url, copies, revisions: read, themes, dates, warnings };
  },
});

export const citation = question({
  path: 'documents/:id/citation',
  tag: 'Documents',
  example: ({ document }) => ({ id: document, format: 'csl' }),
  also: ['text/plain', 'application/x-bibtex', 'application/x-research-info-systems'],
  words: [
    'How to cite one state of it, archived page and day of access included: CSL-JSON, or APA, Chicago, GB/T 7714, BibTeX or RIS as text',
    '引文格式：CSL-JSON、APA、Chicago、GB/T 7714、BibTeX或RIS，含存档页面与引用日期',
  ],
  takes: {
    id: inPath(),
    format: choice(citationFormats, 'Form of the citation'),
    n: words(6, 'Number of the revision; the last one without it', '1'),
  },
  gives: z.object({
    id: z.string(),
    type: z.string(),
    title: z.string(),
    author: z.array(z.object({ literal: z.string() })),
    issued: z.object({ 'date-parts': z.array(z.array(z.int())) }).exactOptional(),
  }),
  async answer({ id, format = 'csl', n }, answers, { origin = '' }) {
    const shown = n === undefined ? await requireDocument(id, answers) : await requireState(id, n, answers);
    const [named = shown] = n === undefined ? await answers.named([shown]) : [];
    const cited = { ...named, ...opt('state', shown.state), cited: { on: answers.today(), at: origin } };
    const { media, write } = citationForms[format];
    return format === 'csl' ? toCsl(cited) : textual(write(cited), media);
  },
});

export type Found =
  | { readonly document: ShownDocument; readonly missing?: undefined }
  | { readonly document?: undefined; readonly missing: Missing };
type Missing = { readonly held: false; readonly ref: string; readonly resolution: object; readonly notHeld: readonly string[] };

/** Finds a document by id, address, number or title. One title of several documents is none: they are named. */
export async function findDocument(ref: string, answers: Answers): Promise<Found> {
  const direct = await answers.document(ref);
  if (direct) return { document: direct };
  const { held: _held, ids, candidates = [], known = [], namedBy = [], ...rest } = await answers.resolve(ref);
  const [id, ...more] = ids;
  const named = id !== undefined && more.length === 0 ? await answers.document(id) : undefined;
  if (named) return { document: named };
  const several = candidates.length > 1 && more.length > 0;
  const notHeld = several
    ? [`${candidates.length} held documents are named so: ask again with one of the ids under "candidates".`]
    : [
        `No held document is "${ref}".`,
        ...(known.length > 0 ? ['It is known from a catalogue (under "known"); its text is not held.'] : []),
        ...(namedBy.length > 0 ? ['Held documents that cite it stand under "citedBy".'] : []),
      ];
  const facts = { ...opt({ candidates: some(candidates), known: some(known) }), citedBy: await cited(namedBy, answers) };
  return { missing: { held: false, ref, resolution: rest, ...(briefly(facts, 300) as object), notHeld } };
}

const some = <T>(list: readonly T[]): readonly T[] | undefined => (list.length > 0 ? list : undefined);

const mostCiting = 15;
type Citing = { readonly id: string; readonly relation: string };

export async function cited(citing: readonly Citing[], answers: Pick<Answers, 'documents' | 'today'>) {
  const among = [...new Set(citing.map(({ id }) => id))].slice(0, 100);
  if (among.length === 0) return [];
  const { hits } = await answers.documents({ among, limit: mostCiting, sort: 'newest', today: answers.today() });
  return hits.map(({ id, title, english, number, issuerNames, type, signed, published, url }) => {
    const relation = citing.find((each) => each.id === id)?.relation;
    return {
      id,
      title,
      ...opt({ english: english === title ? undefined : english, number }),
      relation,
      issuers: issuerNames,
      type,
      ...opt({ signed, published }),
      url,
    };
  });
}

const wholeOf = (document: ShownDocument, { complete, text }: Allowed): string =>
  complete
    ? wholeText(
        document,
        document.attachments.map((attachment) => ({ attachment, text: attachment.text })),
      )
    : text;

const why: Readonly<Record<string, string>> = {
  'needs-ocr': scanWords[0],
  unsupported: 'a format that is not read',
  'too-large': 'too large',
  unreachable: 'it could not be fetched',
  damaged: 'damaged',
  elsewhere: 'on another site, not fetched',
};

function missingOf(document: ShownDocument, { complete, use }: Allowed): readonly string[] {
  const unread = document.attachments.filter(({ state }) => state !== 'read');
  return [
    ...(complete ? [] : [`Only an excerpt may be shown (rights: ${use}); read the rest at its official address.`]),
    ...unread.slice(0, 5).map(({ title, state }) => `Its file "${brief(title, 80)}" was not read${state ? `: ${why[state]}` : ''}.`),
    ...(document.withdrawnAt === undefined
      ? []
      : [`Its page is gone since ${document.withdrawnAt.slice(0, 10)}; what was read before is kept.`]),
  ];
}

const mostLinks = 15;

function factsOf(document: ShownDocument, { complete }: Allowed, today: string) {
  const { id, english, themes, summary: facts, figures, windows, changedBy } = document;
  return {
    held: true,
    firstLines: plainFirstLines(document, today),
    ...pickFacts(document, fieldsOf('tool')),
    ...englishShape(english, document),
    page: `/documents/${id}`,
    themes: themes.map(({ theme, score }) => ({ theme, score })),
    ...{ facts, figures: complete ? figures?.slice(0, 12) : undefined, windows: windows?.slice(0, 6), changedBy: changedBy?.slice(0, 12) },
  };
}

async function partsOf({ text, structure, attachments, links, citedBy, copies, revisions, warnings }: ShownDocument, answers: Answers) {
  const last = revisions.at(-1);
  return {
    contents: structure?.slice(0, 60).map(({ label, title }) => `${label}${title === undefined ? '' : ` ${title}`}`),
    textLength: text.length,
    attachments: attachments
      .slice(0, 10)
      .map(({ text: words, title, url, format, state, work }) => ({ title, url, format, state, work, textLength: words?.length })),
    cites: links.slice(0, mostLinks).map(({ relation, to, state, quote }) => ({ relation, to, state, quote })),
    citedBy: await cited(citedBy, answers),
    copies: copies.slice(0, 8).map(({ url, sourceId, differs }) => ({ url, sourceId, differs })),
    revisions: { count: revisions.length, last: last && { at: last.at, by: last.by, what: last.what } },
    doubts: warnings.slice(0, 8),
  };
}

const unheldOf = ({ links }: ShownDocument): readonly string[] => {
  const unheld = links.filter(({ state }) => state === 'unresolved').length;
  return unheld > 0 ? [`${unheld} of the texts that it cites are not held.`] : [];
};

const sentences = /[^。；]{4,300}[。；]/g;
const inEnglish = (text: string, proposed: boolean) =>
  (text.match(sentences) ?? []).flatMap((quote) => {
    const says = tellDuty(quote.trim(), proposed);
    return says === undefined ? [] : [{ says, quote: quote.trim() }];
  });

type Part = { readonly article?: string; readonly offset?: number };
/** What of an answer is no text, at most; and bytes of a character, which an article may hold twice, in its text and beside its English. */
const bytesBeside = 3000;
const bytesEach = { text: 3, article: 6 } as const;

async function wordsOf(document: ShownDocument, { article, offset = 0 }: Part, answers: Answers, bytes: number) {
  const allowed = await rightsOf(document, answers);
  const whole = wholeOf(document, allowed);
  const { id, title, url } = document;
  const named = { held: true, id, title, url, complete: allowed.complete, length: whole.length };
  const section = article === undefined ? undefined : findSection(whole, article);
  if (article !== undefined && !section) {
    const contents = structureOf(whole)
      .slice(0, 120)
      .map(({ label }) => label);
    return { ...named, contents, notHeld: [`There is no "${article}" in the text that is held.`, ...missingOf(document, allowed)] };
  }
  const { start, end } = section ?? { start: 0, end: whole.length };
  const from = Math.min(start + offset, end);
  const to = Math.min(from + Math.floor((bytes - bytesBeside) / bytesEach[section ? 'article' : 'text']), end);
  return {
    ...named,
    ...opt('article', section?.label),
    offset,
    text: whole.slice(from, to),
    ...(section && opt('inEnglish', some(inEnglish(whole.slice(from, to), document.type === 'draft')))),
    ...opt('next', to < end ? to - start : undefined),
    notHeld: missingOf(document, allowed),
  };
}

export const documentTool = tool({
  name: 'document',
  takes: {
    ref: refOf('The document'),
    article: said(20, 'The words of this article or section: 第三条, 3 or 一、'),
    offset: z
      .int()
      .min(0)
      .max(10_000_000)
      .exactOptional()
      .describe('The words from here on; 0 is the beginning of the text, or of the article'),
  },
  gives: {
    held: z.boolean(),
    id: z.string().exactOptional(),
    title: z.string().exactOptional(),
    url: z.string().exactOptional(),
    dates: thing.exactOptional(),
    facts: things.exactOptional(),
    text: z.string().exactOptional().describe('Words of the source'),
    inEnglish: things.exactOptional().describe('Of an article: what rules tell of its sentences, each with its quote; not all of them'),
    article: z.string().exactOptional(),
    length: z.int().exactOptional().describe('Characters of the whole text'),
    next: z.int().exactOptional().describe('Offset to go on from; absent at the end'),
    complete: z.boolean().exactOptional(),
    contents: z.string().array().exactOptional().describe('Its articles'),
  },
  async answer({ ref, ...part }, answers, bytes) {
    const found = await findDocument(ref, answers);
    if (found.document === undefined) return found.missing;
    const { document } = found;
    if (part.article !== undefined || part.offset !== undefined) return wordsOf(document, part, answers, bytes);
    const allowed = await rightsOf(document, answers);
    return {
      ...factsOf(document, allowed, answers.today()),
      ...(await partsOf(document, answers)),
      notHeld: [...missingOf(document, allowed), ...unheldOf(document)],
    };
  },
});
