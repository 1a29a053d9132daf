import * as z from 'zod';
import type { Answers } from '../../model/answers.ts';
import { opt } from '../../model/values.ts';
import { checkPastDay, pastDay } from '../../questions/document.ts';
import { unit } from '../../questions/figures.ts';
import { oneSeries } from '../../questions/gaps.ts';
import { edgeFilters, edgesOf, of } from '../../questions/lineage.ts';
import { cursor, keyedPagesOf } from '../../questions/lists.ts';
import { notFoundProblem, readParameters, textual } from '../../questions/question.ts';
import type { Route, RouteRequest } from '../web/route.ts';
import { html } from '../words/escape.ts';
import { type View, viewOf } from '../words/page-view.ts';
import { relationNames, themeNames } from '../words/words.ts';
import { pastNote } from './document-page.ts';
import { figuresPage } from './figures-page.ts';
import { gapsPage } from './gaps-page.ts';
import { lineageOfOne } from './lineage-one.ts';
import { type Lineage, lineagePage } from './lineage-page.ts';
import { lineageHref, shortName } from './lineage-svg.ts';
import { healthOf, type PageContent, page } from './page-frame.ts';

/** How documents hang together: what cites what, what is missing, which figures they state. As pages and as JSON. */

const send = async (sheet: PageContent, view: View, answers: Answers): Promise<Response> =>
  textual(page({ ...sheet, health: await healthOf(answers) }, view), 'text/html');

const pageSize = 40;
const lineageParameters = z.object({ of, ...pastDay, ...edgeFilters, cursor });
const figureParameters = z.object({ unit, cursor });

/** The lineage of one text by whatever names it, held or not. */
async function oneHtml(of: string, asOf: string | undefined, view: View, answers: Answers): Promise<Response> {
  checkPastDay(asOf, answers);
  const graph = of.length > 500 ? undefined : await answers.lineage(of, asOf);
  const focus = graph?.nodes.find(({ key }) => key === graph.focus);
  if (!graph || !focus) throw notFoundProblem('no document with this id, number, title or address');
  const body = html`${asOf !== undefined && pastNote(asOf, view)}${lineageOfOne(graph, asOf === undefined ? await answers.chain(of) : undefined, view)}`;
  const title = `${view.say('Lineage')}: ${shortName(focus, view)}`;
  return send({ title, current: '/lineage', canonical: lineageHref(focus, view), body }, view, answers);
}

const oneOfPath = (asked: RouteRequest, answers: Answers): Promise<Response> => {
  const { asOf } = readParameters(asked.given, z.object(pastDay));
  return oneHtml(asked.name('id'), asOf, viewOf(asked, answers), answers);
};

async function lineageHtml(asked: RouteRequest, answers: Answers): Promise<Response> {
  const view = viewOf(asked, answers);
  const { of, asOf, cursor, ...asks } = readParameters(asked.given, lineageParameters);
  if (of !== undefined) return oneHtml(of, asOf, view, answers);
  const { register } = answers;
  const filters = edgesOf(asks);
  const pages = keyedPagesOf(`lineage page ${JSON.stringify(filters)}`, answers);
  const passed = pages.passed(cursor);
  const edges = await register.edges({ ...filters, limit: pageSize, ...passed });
  const content: Lineage = {
    filters,
    trees: await register.trees({ limit: 8, depth: 2 }),
    pairs: await register.pairs(20),
    edges,
    wanted: await register.missingTexts({ ...opt('relation', filters.relation), ...opt('theme', filters.theme), limit: 25 }),
    reported: await answers.reported(25),
    gaps: await answers.gaps({ limit: 40 }),
    ...pages.after(passed.offset, edges),
  };
  const narrowed = [asks.relation && view.word(relationNames, asks.relation), asks.theme && view.word(themeNames, asks.theme)].filter(
    Boolean,
  );
  const title = [view.say('Lineage'), ...(narrowed.length > 0 ? [narrowed.join(', ')] : [])].join(': ');
  return send(
    { title, current: '/lineage', canonical: view.to('/lineage', { ...asks, cursor }), body: lineagePage(content, view) },
    view,
    answers,
  );
}

/** The unit that most figures of the store have, counts of things aside: they say least without their sentence. */
async function commonUnit(answers: Answers): Promise<string> {
  const { units } = await answers.register.figures({ limit: 1 });
  const [first] = Object.entries(units)
    .filter(([unit]) => unit !== 'count')
    .toSorted(([, a], [, b]) => b - a);
  return first?.[0] ?? 'EFLOPS';
}

async function figuresHtml(asked: RouteRequest, answers: Answers): Promise<Response> {
  const view = viewOf(asked, answers);
  const { cursor, unit = await commonUnit(answers) } = readParameters(asked.given, figureParameters);
  const pages = keyedPagesOf(`figures page ${unit}`, answers);
  const passed = pages.passed(cursor);
  const result = await answers.register.figures({ unit, limit: pageSize, ...passed });
  const body = figuresPage({ unit, result, ...pages.after(passed.offset, result) }, view);
  const title = view.say(`Figures in ${unit}`, `数据：${unit}`);
  return send({ title, canonical: view.to('/figures', { unit, cursor }), current: '/lineage', body }, view, answers);
}

/** Series of a page: a request reads the numbers of so many at most. */
const mostSeries = 60;

async function gapsHtml(asked: RouteRequest, answers: Answers): Promise<Response> {
  const view = viewOf(asked, answers);
  const { say } = view;
  const { year, ...series } = readParameters(asked.given, z.object(oneSeries));
  const gaps = await answers.gaps({ ...series, ...opt('year', year), limit: mostSeries });
  const named = [series.prefix, year].filter((each) => each !== undefined).join(' ');
  const title = named === '' ? say('Numbering gaps') : `${say('Numbering gaps')}: ${named}`;
  const canonical = view.to('/gaps', { ...series, year: year === undefined ? undefined : String(year) });
  const description = say(`${gaps.length} series with numbers that are not collected`, `${gaps.length}个文号系列有缺号`);
  return send(
    { title, description, current: '/lineage', canonical, body: gapsPage({ ...series, ...opt('year', year), gaps }, view) },
    view,
    answers,
  );
}

export const lineageRoutes: readonly Route[] = [
  { method: 'GET', path: '/lineage', answer: lineageHtml },
  { method: 'GET', path: '/lineage/:id', answer: oneOfPath },
  { method: 'GET', path: '/figures', answer: figuresHtml },
  { method: 'GET', path: '/gaps', answer: gapsHtml },
];
