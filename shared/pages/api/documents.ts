import type { Answers } from '../../model/answers.ts';
import type { ShownDocument } from '../../model/document.ts';
import type { NamedDocument } from '../../model/named-document.ts';
import { citationFormats, toBibtex, toCsl, toRis } from '../../stages/digest/citation-formats.ts';
import { allowedDocument, allowedText, isWordless } from '../../stages/digest/rights.ts';
import { sortInForce } from '../../stages/query/order.ts';
import { documentShape, knownShape, withEnglish } from '../web/api-shapes.ts';
import { type Endpoint, endpoint } from '../web/endpoint.ts';
import { checkFilters, cursor, documentPages, filters, limit } from '../web/filters.ts';
import { choice } from '../web/parameters.ts';
import { pastDay, requireDifference, requireDocument, twoRevisions } from '../web/require.ts';
import { bounded, mostCompared, requireComparison, twoDocuments } from '../web/require-comparison.ts';
import { json, textual } from '../web/route.ts';
import { inEnglish, readingOf } from '../words/query-words.ts';
import * as shapes from './shapes.ts';
import { comparison } from './shapes-compare.ts';
import { documents as documentsShape } from './shapes-register.ts';
import { citation as citationShape } from './shapes-store.ts';

/** Documents and their parts in the API (docs/contract.md 4). */

const sourcesOf = async (answers: Answers) => (await answers.sources()).map(({ source }) => source);

/** The words of the files beside the page, where they may be shown. */
function attachedTo({ attachments }: ShownDocument, complete: boolean) {
  const read = attachments.flatMap(({ url, title, text }) => (complete && text !== undefined ? [{ url, title, text }] : []));
  return read.length > 0 && { attachments: read };
}

const documents = endpoint({
  path: 'documents',
  tag: 'Documents',
  says: 'Documents that match words and filters',
  more:
    'By relevance when words rank, else the newest first: `sort` says in which order they are. ' +
    'Acts that are known and not read stand beside the items, in `known`, and are not counted.',
  example: () => ({ theme: 'compute', sort: 'newest', limit: '5' }),
  takes: { ...filters.shape, limit, cursor },
  gives: shapes.paged(shapes.listed, {
    ...documentsShape,
    ...shapes.knownBeside,
  }),
  async answer({ limit = 20, cursor, ...given }, answers) {
    const pages = documentPages(await checkFilters(given, answers), answers);
    const query = { ...given, limit, ...pages.passed(cursor), today: answers.today() };
    const [{ total, hits, facets, ...page }, known] = await Promise.all([answers.documents(query), answers.known(query)]);
    const nearest = total > 0 ? [] : await answers.nearMisses(query);
    const read = readingOf(given.q, inEnglish);
    const items = hits.map(documentShape);
    return {
      items,
      total,
      sort: sortInForce(query),
      facets,
      ...(nearest.length > 0 && { nearest }),
      ...(read && { read }),
      ...knownShape(known),
      ...pages.after(query.offset, page),
    };
  },
});

const document = endpoint({
  path: 'documents/:id',
  tag: 'Documents',
  says: 'A document: its text, facts, evidence, links and revisions',
  takes: pastDay,
  gives: shapes.document,
  async answer({ asOf }, answers, { name }) {
    return withEnglish(allowedDocument(await requireDocument(name('id'), answers, asOf), await sourcesOf(answers)));
  },
});

const text = endpoint({
  path: 'documents/:id/text',
  tag: 'Documents',
  says: 'Its text, or an excerpt where rights allow no more',
  more: 'As plain text to `Accept: text/plain`.',
  also: ['text/plain'],
  gives: shapes.documentText,
  async answer(_, answers, { name, accept }) {
    const shown = await requireDocument(name('id'), answers);
    const { text, complete, use } = allowedText(shown, await sourcesOf(answers));
    if (/^text\/plain/.test(accept)) return textual(text, 'text/plain');
    return { id: shown.id, title: shown.title, language: shown.language, text, ...attachedTo(shown, complete), complete, rights: use };
  },
});

const revisions = endpoint({
  path: 'documents/:id/revisions',
  tag: 'Documents',
  says: 'Its revisions',
  gives: shapes.revisions,
  async answer(_, answers, { name }) {
    const shown = await requireDocument(name('id'), answers);
    const { complete } = allowedText(shown, await sourcesOf(answers));
    const items = await answers.revisions(shown.id);
    return { items: complete ? items : items.map((each) => ({ ...each, changes: each.changes.filter(isWordless) })) };
  },
});

const diff = endpoint({
  path: 'documents/:id/diff',
  tag: 'Documents',
  says: 'What differs between two of its revisions, by article; the last two when none are named',
  takes: twoRevisions,
  gives: shapes.difference,
  async answer(between, answers, { name }) {
    const shown = await requireDocument(name('id'), answers);
    const { changes, ...rest } = await requireDifference(between, shown, answers);
    const { complete, use } = allowedText(shown, await sourcesOf(answers));
    const allowed = complete ? changes : changes.filter(isWordless);
    return { id: shown.id, ...rest, changes: allowed, ...(!complete && { rights: use }) };
  },
});

const links = endpoint({
  path: 'documents/:id/links',
  tag: 'Documents',
  says: 'What it cites and what cites it',
  gives: shapes.documentLinks,
  async answer(_, answers, { name }) {
    const { id, links, citedBy } = await requireDocument(name('id'), answers);
    return { id, links, citedBy };
  },
});

const evidence = endpoint({
  path: 'documents/:id/evidence',
  tag: 'Documents',
  says: 'Hashes of what was read, and the words that decided',
  gives: shapes.evidence,
  async answer(_, answers, { name }) {
    const { id, url, copies, revisions, themes, dates, warnings } = await requireDocument(name('id'), answers);
    const read = revisions.map(({ n, at, by, textHash, evidence }) => ({ n, at, by, textHash, evidence }));
    return { id, url, copies, revisions: read, themes, dates, warnings };
  },
});

const writers = {
  csl: (document: NamedDocument) => json(toCsl(document)),
  bibtex: (document: NamedDocument) => textual(toBibtex(document), 'application/x-bibtex'),
  ris: (document: NamedDocument) => textual(toRis(document), 'application/x-research-info-systems'),
} as const satisfies Record<(typeof citationFormats)[number], unknown>;

const citation = endpoint({
  path: 'documents/:id/citation',
  tag: 'Documents',
  example: ({ document }) => ({ id: document, format: 'csl' }),
  also: ['application/x-bibtex', 'application/x-research-info-systems'],
  says: 'How to cite it: CSL-JSON, or BibTeX or RIS as text',
  takes: { format: choice(citationFormats, 'Form of the citation') },
  gives: citationShape,
  async answer({ format = 'csl' }, answers, { name }) {
    const shown = await requireDocument(name('id'), answers);
    const [named = shown] = await answers.named([shown]);
    return writers[format](named);
  },
});

const compare = endpoint({
  path: 'compare',
  tag: 'Documents',
  example: ({ document, other }) => ({ a: document, b: other }),
  says: 'Two documents or revisions, article by article; without the words where rights do not allow them',
  takes: twoDocuments,
  gives: comparison,
  answer: async (between, answers) => bounded(await requireComparison(between, answers), mostCompared.answer),
});

export const documentEndpoints: readonly Endpoint[] = [documents, document, text, revisions, diff, links, evidence, citation, compare];
