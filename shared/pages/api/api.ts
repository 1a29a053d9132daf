import type { Answers } from '../../model/answers.ts';
import type { ShownDocument } from '../../model/document.ts';
import { withoutUserAt } from '../../model/secrets.ts';
import { orEmpty } from '../../model/values.ts';
import { themeIds } from '../../model/vocabulary.ts';
import { calendarList } from '../feeds/calendar.ts';
import { documentShape, sourceShape, themeShape, weekShape } from '../web/api-shapes.ts';
import { numberIn, writeCursor } from '../web/cursor.ts';
import { findNearQueries } from '../web/did-you-mean.ts';
import { documentsCursor, listNames, readFilters, readLimit, readOffset } from '../web/filters.ts';
import { RequestProblem } from '../web/problem.ts';
import { requireDifference, requireDigest, requireDocument } from '../web/require.ts';
import { allowOnly, json, notFoundProblem, type Route, type RouteRequest, textual } from '../web/route.ts';
import { allowedText } from '../words/rights.ts';
import { openapi } from './openapi.ts';

const api = '/api/v1';

async function documents(asked: RouteRequest, answers: Answers): Promise<Response> {
  allowOnly(asked, ...listNames);
  const filters = await readFilters(asked.given, answers);
  const limit = readLimit(asked.given, 20);
  const offset = readOffset(asked.given, filters, answers);
  const { total, hits, facets } = await answers.documents({ ...filters, limit, offset, today: answers.today() });
  const more = hits.length > 0 && offset + hits.length < total;
  const nearest = total > 0 ? [] : await findNearQueries(filters, answers);
  return json({
    items: hits.map(documentShape),
    total,
    facets,
    ...(nearest.length > 0 && { nearest }),
    ...(more && { next: documentsCursor(offset + hits.length, filters, answers) }),
  });
}

async function document(asked: RouteRequest, answers: Answers): Promise<Response> {
  allowOnly(asked);
  const shown = await requireDocument(asked.name('id'), answers);
  const { text, complete, use } = allowedText(shown, await sourcesOf(answers));
  const attachments = shown.attachments.map(({ text: words, ...rest }) =>
    complete && words !== undefined ? { ...rest, text: words } : rest,
  );
  return json({ ...shown, text, attachments, ...(!complete && { textIs: 'excerpt', rights: use }) });
}

const sourcesOf = async (answers: Answers) => (await answers.sources()).map(({ source }) => source);

/** The words of the files beside the page, where they may be shown. */
const attachedTo = ({ attachments }: ShownDocument, complete: boolean) => {
  const read = complete
    ? attachments.flatMap(({ url, title, text: words }) => (words === undefined ? [] : [{ url, title, text: words }]))
    : [];
  return read.length > 0 ? { attachments: read } : {};
};

async function text(asked: RouteRequest, answers: Answers): Promise<Response> {
  allowOnly(asked);
  const shown = await requireDocument(asked.name('id'), answers);
  const { text, complete, use } = allowedText(shown, await sourcesOf(answers));
  return /^text\/plain/.test(asked.accept)
    ? textual(text, 'text/plain')
    : json({ id: shown.id, title: shown.title, language: shown.language, text, ...attachedTo(shown, complete), complete, rights: use });
}

async function revisions(asked: RouteRequest, answers: Answers): Promise<Response> {
  allowOnly(asked);
  const { id } = await requireDocument(asked.name('id'), answers);
  return json({ items: await answers.revisions(id) });
}

async function diff(asked: RouteRequest, answers: Answers): Promise<Response> {
  allowOnly(asked, 'from', 'to');
  const shown = await requireDocument(asked.name('id'), answers);
  const { changes, ...between } = await requireDifference(asked, shown, answers);
  const { complete, use } = allowedText(shown, await sourcesOf(answers));
  const allowed = complete ? changes : changes.filter(({ field }) => !field.startsWith('text') && field !== 'attachments');
  return json({ id: shown.id, ...between, changes: allowed, ...(!complete && { rights: use }) });
}

async function links(asked: RouteRequest, answers: Answers): Promise<Response> {
  allowOnly(asked);
  const { id, links, citedBy } = await requireDocument(asked.name('id'), answers);
  return json({ id, links, citedBy });
}

async function evidence(asked: RouteRequest, answers: Answers): Promise<Response> {
  allowOnly(asked);
  const { id, url, copies, revisions, themes, dates, warnings } = await requireDocument(asked.name('id'), answers);
  const read = revisions.map(({ n, at, by, textHash, evidence }) => ({ n, at, by, textHash, evidence }));
  return json({ id, url, copies, revisions: read, themes, dates, warnings });
}

async function themes(asked: RouteRequest, answers: Answers): Promise<Response> {
  allowOnly(asked);
  const { facets } = await answers.documents({ limit: 1, today: answers.today() });
  return json({ items: themeIds.map((id) => themeShape(id, facets.theme[id] ?? 0)) });
}

async function theme(asked: RouteRequest, answers: Answers): Promise<Response> {
  allowOnly(asked);
  const id = themeIds.find((each) => each === asked.name('id'));
  if (id === undefined) throw notFoundProblem(`themes are ${themeIds.join(', ')}`);
  const { total, hits, facets } = await answers.documents({ theme: id, sort: 'newest', limit: 20, today: answers.today() });
  return json({ ...themeShape(id, total), facets, newest: hits.map(documentShape) });
}

async function sources(asked: RouteRequest, answers: Answers): Promise<Response> {
  allowOnly(asked);
  return json({ items: (await answers.sources()).map(sourceShape) });
}

async function source(asked: RouteRequest, answers: Answers): Promise<Response> {
  allowOnly(asked);
  const held = (await answers.sources()).find((each) => each.source.id === asked.name('id'));
  if (!held) throw notFoundProblem('no source of this id is watched');
  return json(sourceShape(held));
}

async function digests(asked: RouteRequest, answers: Answers): Promise<Response> {
  allowOnly(asked);
  return json({ items: (await answers.weeks()).map(weekShape) });
}

async function digest(asked: RouteRequest, answers: Answers): Promise<Response> {
  allowOnly(asked);
  return json(await requireDigest(asked.name('week'), answers));
}

async function resolve(asked: RouteRequest, answers: Answers): Promise<Response> {
  allowOnly(asked, 'ref');
  const ref = orEmpty(asked.given.get('ref')?.trim());
  if (ref === '' || ref.length > 500)
    throw new RequestProblem(400, 'ref: an id, an address or a document number of at most 500 characters', { parameter: 'ref' });
  return json({ ref: withoutUserAt(ref), ...(await answers.resolve(ref)) });
}

async function changes(asked: RouteRequest, answers: Answers): Promise<Response> {
  allowOnly(asked, 'after', 'limit');
  const after = asked.given.get('after');
  const place = after === undefined || after === '' ? undefined : numberIn(answers.secret, 'changes', after, 'after');
  const { items, next } = await answers.changes(place, readLimit(asked.given, 50));
  return json({ items, ...(next !== undefined && { next: writeCursor(answers.secret, 'changes', String(next)) }) });
}

async function stats(asked: RouteRequest, answers: Answers): Promise<Response> {
  allowOnly(asked);
  const { total, facets } = await answers.documents({ limit: 1, today: answers.today() });
  const sources = (await answers.sources()).map(({ state }) => state?.condition ?? 'unknown');
  const conditions: Record<string, number> = {};
  for (const condition of sources) conditions[condition] = (conditions[condition] ?? 0) + 1;
  return json({ documents: total, facets, sources: { total: sources.length, conditions }, digests: (await answers.weeks()).length });
}

/** The JSON API (contract.md 4). */
export const apiRoutes: readonly Route[] = [
  { method: 'GET', path: `${api}/documents`, answer: documents },
  { method: 'GET', path: `${api}/documents/:id`, answer: document },
  { method: 'GET', path: `${api}/documents/:id/text`, answer: text },
  { method: 'GET', path: `${api}/documents/:id/revisions`, answer: revisions },
  { method: 'GET', path: `${api}/documents/:id/diff`, answer: diff },
  { method: 'GET', path: `${api}/documents/:id/links`, answer: links },
  { method: 'GET', path: `${api}/documents/:id/evidence`, answer: evidence },
  { method: 'GET', path: `${api}/themes`, answer: themes },
  { method: 'GET', path: `${api}/themes/:id`, answer: theme },
  { method: 'GET', path: `${api}/sources`, answer: sources },
  { method: 'GET', path: `${api}/sources/:id`, answer: source },
  { method: 'GET', path: `${api}/digests`, answer: digests },
  { method: 'GET', path: `${api}/digests/:week`, answer: digest },
  { method: 'GET', path: `${api}/resolve`, answer: resolve },
  { method: 'GET', path: `${api}/changes`, answer: changes },
  { method: 'GET', path: `${api}/calendar`, answer: calendarList },
  { method: 'GET', path: `${api}/stats`, answer: stats },
  { method: 'GET', path: '/api/openapi.json', answer: () => json(openapi) },
];
