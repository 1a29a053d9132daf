import type { Answers } from '../../model/answers.ts';
import type { ShownDocument } from '../../model/document.ts';
import { dayOf } from '../../model/time.ts';
import { opt } from '../../model/values.ts';
import { requireDocument, requireState, sourcesOf, translation } from '../../questions/document.ts';
import { documents as documentsFound, tell } from '../../questions/documents.ts';
import { readNames } from '../../questions/filter-names.ts';
import { cursor, filterWords, filters as listFilters } from '../../questions/lists.ts';
import { notFoundProblem, readParameters, textual } from '../../questions/question.ts';
import { allowedText } from '../../stages/digest/rights.ts';
import { readAmount } from '../../stages/query/amount.ts';
import { listTitle } from '../web/list-title.ts';
import type { Route, RouteRequest } from '../web/route.ts';
import { staticRoutes } from '../web/static-files.ts';
import { type HtmlPart, html } from '../words/escape.ts';
import { documentPath, pastView, type View } from '../words/page-view.ts';
import { pageName, renderHeading } from '../words/text-name.ts';
import { textAddress, textPage } from './article-text.ts';
import { documentPage, stateNote } from './document-page.ts';
import { describeDocument, describeList } from './document-side.ts';
import { documentsPage } from './documents-page.ts';
import { healthOf, pageRoute } from './page-frame.ts';
import { pastNote } from './parts.ts';
import { sourcePage, sourcesPage } from './sources.ts';

const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><rect width="16" height="16" fill="#fff"/><rect y="3" width="16" height="3" fill="#b0141c"/>
<rect x="2" y="9" width="12" height="1.5" fill="#1a1b1d"/><rect x="2" y="12" width="8" height="1.5" fill="#1a1b1d"/></svg>`;
const pageSize = 20;
const mostTold = 10;

const elsewhere = (location: string): Response => new Response(null, { status: 302, headers: { location } });

async function straightTo(q: string, view: View, answers: Answers): Promise<Response | undefined> {
  const amount = readAmount(q);
  if (amount) return elsewhere(view.to('/figures', amount));
  const { kind, held, ids } = await answers.resolve(q);
  const [id, ...more] = ids;
  return kind !== 'none' && held && id !== undefined && more.length === 0 ? elsewhere(view.to(documentPath(id))) : undefined;
}

async function documents(view: View, answers: Answers, { given }: RouteRequest) {
  const { cursor: from, ...typed } = readParameters(given, listFilters.extend({ cursor }));
  const filters = readNames(typed);
  const { q, ...narrowed } = filters;
  const straight = q !== undefined && filterWords(narrowed) === '' && (await straightTo(q, view, answers));
  if (straight) return straight;
  const { query, result, known, nearest, pages, next } = await documentsFound.answer(
    { ...filters, ...opt('cursor', from), limit: pageSize },
    answers,
  );
  const { offset } = query;
  const { trouble } = await healthOf(answers);
  const previous = offset > 0 && { previous: pages.at(Math.max(0, offset - pageSize)) };
  const told = q !== undefined && view.language === 'en' && { told: await tell(result.hits.slice(0, mostTold), q, answers) };
  const listing = { nearest, known, filters, result, offset, trouble, ...told, ...previous, ...next };
  // Feeds are in an order of their own.
  const { sort: _sort, ...followed } = filters;
  return {
    title: listTitle(filters, view, { total: result.total, offset }),
    description: describeList(result, view),
    canonical: view.to('/documents', { ...filters, cursor: from }),
    current: '/documents',
    body: documentsPage(listing, view),
    feeds: filterWords(followed),
    feedTitle: listTitle(followed, view),
  };
}

/** What the page of a document and that of its text have in common. */
function sheetOf(document: ShownDocument, view: View) {
  const { dates, firstSeenAt, revisions } = document;
  const published = dates.published?.value ?? dates.signed?.value ?? firstSeenAt;
  return {
    description: describeDocument(document, view),
    // When it was put out, as its page states it, and when we last saw it changed.
    article: { published, ...opt('modified', revisions.findLast(({ n, by }) => n > 1 && by === 'publisher')?.at) },
    scripts: ['text'] as const,
    current: '/documents',
    view,
  };
}

async function wholeDocument(document: ShownDocument, note: HtmlPart, view: View, answers: Answers) {
  const shown = { note, translated: answers.translated !== undefined };
  const body = documentPage(document, await sourcesOf(answers), view, shown);
  return { ...sheetOf(document, view), title: pageName(document, view), body };
}

async function document(given: View, answers: Answers, request: RouteRequest) {
  const [id, asOf] = [request.name('id'), request.given.get('asOf')];
  const view = pastView(given, asOf);
  const shown = await requireDocument(id, answers, asOf);
  return shown.id === id ? wholeDocument(shown, pastNote(asOf, view), view, answers) : elsewhere(view.to(documentPath(shown.id)));
}

async function state(view: View, answers: Answers, request: RouteRequest) {
  const shown = await requireState(request.name('id'), request.name('n'), answers);
  if (shown.state && request.path !== shown.state.page) return elsewhere(view.to(shown.state.page));
  return wholeDocument(shown, stateNote(shown, view), stateView(shown, view), answers);
}

/** Days left are counted from the day of which the page tells, and the text on its own page is that of the state. */
function stateView({ id, state, firstSeenAt }: ShownDocument, view: View): View {
  const own = textAddress({ id }, view);
  return {
    ...view,
    today: dayOf(new Date(state?.from ?? firstSeenAt)),
    to: (path, given) => (state && path === own.split('?')[0] ? view.to(`${state.page}/text`) : view.to(path, given)),
  };
}

async function text(given: View, answers: Answers, request: RouteRequest) {
  const [id, n, asOf] = [request.name('id'), request.name('n'), request.given.get('asOf')];
  const day = pastView(given, asOf);
  const shown = await (n === '' ? requireDocument(id, answers, asOf) : requireState(id, n, answers));
  const view = n === '' ? day : stateView(shown, day);
  if (shown.id !== id) return elsewhere(textAddress(shown, view));
  const past = n === '' ? pastNote(asOf, view) : stateNote(shown, view);
  const { sentences } = answers.translated && !past ? await translation.answer({ id }, answers) : { sentences: [] };
  const allowed = { ...allowedText(shown, await sourcesOf(answers)), sentences };
  const body = html`${past}${textPage(shown, allowed, renderHeading(shown, view), view)}`;
  return { ...sheetOf(shown, view), title: `${view.say('Source text')}: ${pageName(shown, view)}`, body };
}

async function sources(view: View, answers: Answers) {
  const [all, hour] = await Promise.all([answers.sources(), answers.lastHour()]);
  return { title: view.say('Sources'), current: '/sources', body: sourcesPage(all, hour, view) };
}

async function source(view: View, answers: Answers, request: RouteRequest) {
  const watched = (await answers.sources()).find((each) => each.source.id === request.name('id'));
  if (!watched) throw notFoundProblem('no source with this id');
  const { id, names } = watched.source;
  const newest = await answers.documents({ source: id, sort: 'newest', limit: 10, today: view.today });
  return {
    title: `${view.say(names.en, names.zh)} · ${view.say('Sources')}`,
    description: describeList(newest, view),
    current: '/sources',
    body: sourcePage(watched, newest, view),
  };
}

export const pageRoutes: readonly Route[] = [
  pageRoute('/documents', documents),
  pageRoute('/documents/:id', document),
  pageRoute('/documents/:id/v/:n', state),
  pageRoute('/documents/:id/v/:n/text', text),
  pageRoute('/documents/:id/text', text),
  pageRoute('/sources', sources),
  pageRoute('/sources/:id', source),
  ...staticRoutes,
  { method: 'GET', path: '/icon.svg', open: true, answer: () => textual(icon, 'image/svg+xml') },
];
