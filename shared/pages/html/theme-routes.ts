import * as z from 'zod';
import type { Answers } from '../../model/answers.ts';
import type { Edge } from '../../model/cross-index.ts';
import type { Hit } from '../../model/query.ts';
import { themeIds } from '../../model/vocabulary.ts';
import { checkFilters, filters } from '../../questions/lists.ts';
import { notFoundProblem, readParameters, textual } from '../../questions/question.ts';
import { entityIdOf, type Landmark } from '../../registry/landmarks.ts';
import type { Route, RouteRequest } from '../web/route.ts';
import { type View, viewOf } from '../words/page-view.ts';
import { themeNames } from '../words/words.ts';
import { describeList } from './document-description.ts';
import type { News } from './landmark-news.ts';
import { askedFor, lastMonths } from './level-columns.ts';
import { healthOf, type PageContent, page } from './page-frame.ts';
import { placesPage } from './places-page.ts';
import { figuresOf, landmarksOf, themePage } from './theme-page.ts';
import { firstMonth, themesPage } from './themes-page.ts';

/** Themes as pages. */

const send = async (sheet: PageContent, view: View, answers: Answers): Promise<Response> =>
  textual(page({ ...sheet, health: await healthOf(answers) }, view), 'text/html');

/** Since when documents name these landmarks, and the newest documents that do: two questions, however many landmarks there are. */
export async function newsOf(list: readonly Landmark[], answers: Answers, today: string): Promise<News> {
  const mentions = await answers.mentions(list.map(entityIdOf));
  const among = [...new Set(Object.values(mentions).map(({ newestId }) => newestId))];
  const { hits } = among.length === 0 ? { hits: [] } : await answers.documents({ among, limit: among.length, today });
  return { mentions, newest: new Map(hits.map((hit) => [hit.id, hit])) };
}

const shownNewest = 5;
const shownOpen = 4;
const shownEnded = 4;
/** Edges of which the newest that hold are shown. */
const lookedAt = 12;

/** The stored documents at both ends. */
async function endsOf(edges: readonly Edge[], answers: Answers, today: string): Promise<ReadonlyMap<string, Hit>> {
  const among = [...new Set(edges.flatMap(({ from, to }) => [from.id, to.id ?? []].flat()))];
  const { hits } = among.length === 0 ? { hits: [] } : await answers.documents({ among, limit: among.length, today });
  return new Map(hits.map((hit) => [hit.id, hit]));
}

/** An edge that says that an act ended another, which that one's status bears out; of one that is not held, by an act that is vouched for. */
function isEnded({ from, to }: Edge, ends: ReadonlyMap<string, Hit>): boolean {
  const [by, ended] = [ends.get(from.id), to.id === undefined ? undefined : ends.get(to.id)];
  return ended ? ended.status === 'repealed' || ended.status === 'superseded' : by?.notSeenOnIssuersSite === undefined;
}

async function theme(asked: RouteRequest, answers: Answers): Promise<Response> {
  const view = viewOf(asked, answers);
  const id = themeIds.find((each) => each === asked.name('id'));
  if (id === undefined) throw notFoundProblem('no theme with this id');
  const { today } = view;
  const ended = (relation: 'repeals' | 'supersedes') => answers.register.edges({ relation, theme: id, limit: lookedAt });
  const [newest, open, months, figures, news, ...edges] = await Promise.all([
    answers.documents({ theme: id, sort: 'newest', today, limit: shownNewest }),
    answers.documents({ theme: id, status: 'draft', date: 'commentBy', sort: 'soonest', from: today, today, limit: shownOpen }),
    answers.timeline(askedFor(lastMonths(today), { theme: id }, today)),
    answers.newestFigures(figuresOf(id).map((each) => each.id)),
    newsOf(landmarksOf(id), answers, today),
    ended('repeals'),
    ended('supersedes'),
  ]);
  const all = edges.flatMap(({ items }) => items).toSorted((a, b) => (a.from.day < b.from.day ? 1 : -1));
  const [facts, ends] = await Promise.all([answers.feedFacts(newest.hits), endsOf(all, answers, today)]);
  const lastEnded = all.filter((edge) => isEnded(edge, ends)).slice(0, shownEnded);
  const types = new Map([...ends.values()].map(({ id, type }) => [id, type]));
  const body = themePage(id, { newest, facts, open, months, ended: lastEnded, types, figures, news }, view);
  const name = view.word(themeNames, id);
  const sheet = {
    title: `${name} · ${view.say('Themes')}`,
    description: describeList(newest, view),
    body,
    feeds: `theme=${id}`,
    feedTitle: name,
  };
  return send(sheet, view, answers);
}

/** Documents of which the newest of each theme is looked for. */
const mostNewest = 60;

async function themes(asked: RouteRequest, answers: Answers): Promise<Response> {
  const view = viewOf(asked, answers);
  const { today } = view;
  const [newest, open, months] = await Promise.all([
    answers.documents({ sort: 'newest', today, limit: mostNewest }),
    answers.documents({ status: 'draft', date: 'commentBy', from: today, today, limit: 1 }),
    answers.timeline({ step: 'month', by: 'theme', from: `${firstMonth(today)}-01`, today }),
  ]);
  const body = themesPage({ newest, open: open.facets.theme, months }, view);
  return send({ title: view.say('Themes'), body }, view, answers);
}

const { level, type, from, to } = filters.shape;

async function places(asked: RouteRequest, answers: Answers): Promise<Response> {
  const view = viewOf(asked, answers);
  const given = await checkFilters(readParameters(asked.given, z.object({ level, type, from, to })), answers);
  const [counts, sources] = await Promise.all([answers.provinces({ ...given, today: view.today }), answers.sources()]);
  const title = view.say('Provinces and themes', '各省与主题');
  return send({ title, body: placesPage({ filters: given, counts, sources }, view) }, view, answers);
}

export const themeRoutes: readonly Route[] = [
  { method: 'GET', path: '/themes', answer: themes },
  { method: 'GET', path: '/themes/:id', answer: theme },
  { method: 'GET', path: '/places', answer: places },
];
