import * as z from 'zod';
import type { Answers } from '../../model/answers.ts';
import type { ShownDocument } from '../../model/document.ts';
import { dayOf } from '../../model/time.ts';
import { opt } from '../../model/values.ts';
import { requireDifference, requireDocument, requireState, sourcesOf, translation, twoRevisions } from '../../questions/document.ts';
import { documents as documentsFound, tell } from '../../questions/documents.ts';
import { cursor, filterWords, filters as listFilters } from '../../questions/lists.ts';
import { notFoundProblem, readParameters, textual } from '../../questions/question.ts';
import { allowedText } from '../../stages/digest/rights.ts';
import { readAmount } from '../../stages/query/amount.ts';
import type { Route, RouteRequest } from '../web/route.ts';
import { staticRoutes } from '../web/static-files.ts';
import { type HtmlPart, html } from '../words/escape.ts';
import { pastView, type View, viewOf } from '../words/page-view.ts';
import { pageName, renderHeading } from '../words/text-name.ts';
import { textAddress, textPage } from './article-text.ts';
import { diffPage } from './compare.ts';
import { documentPage, stateNote } from './document-page.ts';
import { describeDocument, describeList } from './document-side.ts';
import { documentsPage } from './documents-page.ts';
import { listTitle } from './list-title.ts';
import { healthOf, type PageContent, sendPage } from './page-frame.ts';
import { pastNote } from './parts.ts';
import { sourcePage, sourcesPage } from './sources.ts';

const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><rect width="16" height="16" fill="#fff"/><rect y="3" width="16" height="3" fill="#b0141c"/>
<rect x="2" y="9" width="12" height="1.5" fill="#1a1b1d"/><rect x="2" y="12" width="8" height="1.5" fill="#1a1b1d"/></svg>`;
const pageSize = 20;
const mostTold = 10;
const listParameters = listFilters.extend({ cursor });

const elsewhere = (location: string): Response => new Response(null, { status: 302, headers: { location } });

async function straightTo(q: string, view: View, answers: Answers): Promise<Response | undefined> {
  const amount = readAmount(q);
  if (amount) return elsewhere(view.to('/figures', amount));
  const { kind, held, ids } = await answers.resolve(q);
  const [id, ...more] = ids;
  return kind !== 'none' && held && id !== undefined && more.length === 0
    ? elsewhere(view.to(`/documents/${encodeURIComponent(id)}`))
    : undefined;
}

async function documents(request: RouteRequest, answers: Answers): Promise<Response> {
  const view = viewOf(request, answers);
  const { cursor: from, ...filters } = readParameters(request.given, listParameters);
  const { q, ...narrowed } = filters;
  if (q !== undefined && filterWords(narrowed) === '') {
    const straight = await straightTo(q, view, answers);
    if (straight) return straight;
  }
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
  const sheet = {
    title: listTitle(filters, view, { total: result.total, offset }),
    description: describeList(result, view),
    canonical: view.to('/documents', { ...filters, cursor: from }),
    current: '/documents',
    body: documentsPage(listing, view),
    feeds: filterWords(followed),
    feedTitle: listTitle(followed, view),
  };
  return sendPage(sheet, view, answers);
}

/** When a document was put out, as its page states it, and when we last saw it changed. */
const daysOf = ({ dates, firstSeenAt, revisions }: ShownDocument): NonNullable<PageContent['article']> => ({
  published: dates.published?.value ?? dates.signed?.value ?? firstSeenAt,
  ...opt('modified', revisions.findLast(({ n, by }) => n > 1 && by === 'publisher')?.at),
});

async function document(request: RouteRequest, answers: Answers): Promise<Response> {
  const asOf = request.given.get('asOf');
  const view = pastView(viewOf(request, answers), asOf);
  const shown = await requireDocument(request.name('id'), answers, asOf);
  if (shown.id !== request.name('id')) return elsewhere(view.to(`/documents/${encodeURIComponent(shown.id)}`));
  return sendDocument(shown, pastNote(asOf, view), view, answers);
}

async function state(request: RouteRequest, answers: Answers): Promise<Response> {
  const view = viewOf(request, answers);
  const shown = await requireState(request.name('id'), request.name('n'), answers);
  if (shown.state && request.path !== shown.state.page) return elsewhere(view.to(shown.state.page));
  return sendDocument(shown, stateNote(shown, view), stateView(shown, view), answers);
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

async function sendDocument(shown: ShownDocument, note: HtmlPart, view: View, answers: Answers): Promise<Response> {
  const sources = await sourcesOf(answers);
  return sendPage(
    {
      title: pageName(shown, view),
      description: describeDocument(shown, view),
      article: daysOf(shown),
      scripts: ['text'],
      current: '/documents',
      body: documentPage(shown, sources, view, { note, translated: answers.translated !== undefined }),
    },
    view,
    answers,
  );
}

async function text(request: RouteRequest, answers: Answers): Promise<Response> {
  const [n, asOf] = [request.name('n'), request.given.get('asOf')];
  const day = pastView(viewOf(request, answers), asOf);
  const shown = await (n === '' ? requireDocument(request.name('id'), answers, asOf) : requireState(request.name('id'), n, answers));
  const view = n === '' ? day : stateView(shown, day);
  if (shown.id !== request.name('id')) return elsewhere(textAddress(shown, view));
  const past = n === '' ? pastNote(asOf, view) : stateNote(shown, view);
  const sources = await sourcesOf(answers);
  const title = `${view.say('Source text')}: ${pageName(shown, view)}`;
  const { sentences } = answers.translated && !past ? await translation.answer({ id: shown.id }, answers) : { sentences: [] };
  const whole = textPage(shown, { ...allowedText(shown, sources), sentences }, renderHeading(shown, view), view);
  const body = html`${past}${whole}`;
  return sendPage(
    { title, description: describeDocument(shown, view), article: daysOf(shown), scripts: ['text'], current: '/documents', body },
    view,
    answers,
  );
}

async function diff(request: RouteRequest, answers: Answers): Promise<Response> {
  const view = viewOf(request, answers);
  const shown = await requireDocument(request.name('id'), answers);
  const sources = await sourcesOf(answers);
  const between = await requireDifference(readParameters(request.given, z.object(twoRevisions)), shown, answers);
  const { from, to } = between;
  const title = `${view.say('Changes from revision {from} to {to}', { from, to })}: ${pageName(shown, view)}`;
  const body = diffPage(shown, between, allowedText(shown, sources).complete, view);
  const canonical = view.to(request.path, { from: String(from), to: String(to) });
  return sendPage({ title, description: describeDocument(shown, view), canonical, current: '/documents', body }, view, answers);
}

async function sources(request: RouteRequest, answers: Answers): Promise<Response> {
  const view = viewOf(request, answers);
  const [all, hour] = await Promise.all([answers.sources(), answers.lastHour()]);
  return sendPage({ title: view.say('Sources'), current: '/sources', body: sourcesPage(all, hour, view) }, view, answers);
}

async function source(request: RouteRequest, answers: Answers): Promise<Response> {
  const view = viewOf(request, answers);
  const watched = (await answers.sources()).find((each) => each.source.id === request.name('id'));
  if (!watched) throw notFoundProblem('no source with this id');
  const newest = await answers.documents({ source: watched.source.id, sort: 'newest', limit: 10, today: view.today });
  return sendPage(
    {
      title: `${view.language === 'zh' ? watched.source.names.zh : watched.source.names.en} · ${view.say('Sources')}`,
      description: describeList(newest, view),
      current: '/sources',
      body: sourcePage(watched, newest, view),
    },
    view,
    answers,
  );
}

export const pageRoutes: readonly Route[] = [
  { method: 'GET', path: '/documents', answer: documents },
  { method: 'GET', path: '/documents/:id', answer: document },
  { method: 'GET', path: '/documents/:id/v/:n', answer: state },
  { method: 'GET', path: '/documents/:id/v/:n/text', answer: text },
  { method: 'GET', path: '/documents/:id/text', answer: text },
  { method: 'GET', path: '/documents/:id/diff', answer: diff },
  { method: 'GET', path: '/sources', answer: sources },
  { method: 'GET', path: '/sources/:id', answer: source },
  ...staticRoutes,
  { method: 'GET', path: '/icon.svg', open: true, answer: () => textual(icon, 'image/svg+xml') },
];
