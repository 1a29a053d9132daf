import * as z from 'zod';
import type { Answers } from '../../model/answers.ts';
import { type DocumentFigure, type FigureKind, figureKinds } from '../../model/facts.ts';
import type { FigureLine, FigureResult, MissingRange, NumberingGap } from '../../model/query.ts';
import { opt } from '../../model/values.ts';
import { checkPastDay, pastDay } from '../../questions/document.ts';
import { above, kind, kinds, least, unit } from '../../questions/figures.ts';
import { oneSeries } from '../../questions/gaps.ts';
import { edgeFilters, edgesOf, needsAct, of } from '../../questions/lineage.ts';
import { cursor, keyedPagesOf } from '../../questions/lists.ts';
import { notFoundProblem, readParameters } from '../../questions/question.ts';
import type { Route, RouteRequest } from '../web/route.ts';
import { dayShort } from '../words/days.ts';
import { type Html, type HtmlPart, html, joinParts, plainLine } from '../words/escape.ts';
import { commitment, languageField, ofWhat, pastView, quantity, unitName, type View, viewOf, zh } from '../words/page-view.ts';
import { headlineOf, missingReasons } from '../words/text-name.ts';
import { relationNames, themeNames } from '../words/words.ts';
import { gapWords, type Lineage, lineageOfOne, lineagePage, neighboursOf, rangeOf, seriesName } from './lineage-page.ts';
import { lineageHref, shortName } from './lineage-svg.ts';
import { sendPage } from './page-frame.ts';
import { fact, pastNote, quoted, softLine, table } from './parts.ts';

const yearWords = ({ year, yearFrom }: DocumentFigure, { say }: View): string =>
  year === undefined ? '' : yearFrom === 'page' ? say('{year}, by the page’s date', { year }) : String(year);

/** The figures of one document, the greatest first. */
function documentFigures(lines: readonly FigureLine[], view: View): Html {
  const { say, language, to } = view;
  const [{ document }] = lines as [FigureLine];
  const { id, english, title, day } = document;
  const name = language === 'en' ? html`<span lang="en">${headlineOf({ title, english }).english}</span>` : zh(title);
  const rows = lines
    .toSorted((a, b) => b.value - a.value)
    .map((line) => {
      const about = [line.scope !== undefined && ofWhat(line.scope, view), yearWords(line, view), commitment(line, language)].filter(
        Boolean,
      );
      return html`<div><dt>${quantity(line, view)}</dt><dd>${joinParts(about, ' · ')}<br>${quoted(plainLine(line.quote, 140))}</dd></div>`;
    });
  const when = day === '' ? say('Date unknown') : dayShort(day);
  return html`<article class="item"><p class="when"><b>${when}</b></p><div><h3><a href="${to(`/documents/${encodeURIComponent(id)}`)}">${name}</a></h3>
<dl class="facts rows">${rows}</dl></div></article>`;
}

type FigureFilters = { readonly unit: string; readonly kind?: FigureKind; readonly least?: number; readonly above?: number };
const parametersOf = ({ least, above, ...rest }: FigureFilters) => ({ ...rest, least: least?.toString(), above: above?.toString() });

function figureForm(filters: FigureFilters, view: View): Html {
  const { say, to } = view;
  const { kind: chosen, least, above, unit } = filters;
  const name = above === undefined ? 'least' : 'above';
  const names = [[undefined, say('All')] as const, ...kinds.map((id) => [id, say(figureKinds[id][0], figureKinds[id][1])] as const)];
  const links = names.map(([id, name]) => {
    const address = to('/figures', { ...parametersOf(filters), kind: id });
    return html`<a href="${address}"${id === chosen && html` aria-current="page"`}>${name}</a>`;
  });
  return html`<p class="line small">${links}</p><form action="/figures" class="line"><input type="hidden" name="unit" value="${unit}">${
    chosen && html`<input type="hidden" name="kind" value="${chosen}">`
  }<label for="least">${name === 'above' ? say('Above') : say('At least')}</label> <span class="join"><input
id="least" name="${name}" inputmode="numeric" maxlength="20" value="${(least ?? above)?.toString()}"
placeholder="1000000" required><button>${say('Show')}</button></span>${languageField(view)}</form>`;
}

function figuresPage({ filters, result, next }: { filters: FigureFilters; result: FigureResult; next?: string }, view: View): Html {
  const { say, to } = view;
  const { unit } = filters;
  const units = Object.entries(result.units).map(
    ([each, count]) =>
      html`<a href="${to('/figures', { unit: each })}"${each === unit && html` aria-current="page"`}>${unitName(each, view)} <span class="soft">${count}</span></a>`,
  );
  const greatest = (lines: readonly FigureLine[]): number => Math.max(...lines.map(({ value }) => value));
  const blocks = [...Map.groupBy(result.items, ({ document }) => document.id).values()]
    .toSorted((a, b) => greatest(b) - greatest(a))
    .map((lines) => documentFigures(lines, view));
  return html`<div class="head"><h1>${say('Figures and commitments')}</h1>
<p class="kick">${say('One unit across documents, of each page the greatest first, each with its sentence. Figures of different scope are not comparable.')}</p>
<p class="line small">${units}</p>${figureForm(filters, view)}</div>
<section class="sec" aria-labelledby="unit"><h2 id="unit">${unitName(unit, view)} <span class="n">${result.total}</span></h2>
${blocks.length > 0 ? blocks : softLine(say('No collected document states a figure in this unit.'))}
${next !== undefined && html`<p class="more"><a href="${to('/figures', { ...parametersOf(filters), cursor: next })}">${say('Older')}</a></p>`}</section>`;
}

type Gaps = { readonly gaps: readonly NumberingGap[]; readonly prefix?: string; readonly year?: number };

const height = 14;

/** Held numbers solid, those that surely exist as frames, the others left empty, from the first to the highest; as wide as the row. */
function strip(each: NumberingGap, { say }: View): Html {
  const first = each.heldRanges[0]?.from ?? 1;
  const start = each.year === undefined ? first : 1;
  const length = each.highest - start + 1;
  const at = (n: number): string => (((n - start) / length) * 1000).toFixed(1);
  const wide = (from: number, to: number): string => Math.max(((to - from + 1) / length) * 1000, 1.5).toFixed(1);
  const bars = each.heldRanges.map(({ from, to }) => `M${at(from)} 0h${wide(from, to)}v${height}h-${wide(from, to)}z`).join('');
  const cited = each.holes.filter(({ why }) => why === 'cited');
  const frames = cited.map(({ from, to }) => `M${at(from)} ${height - 4}h${wide(from, to)}v4h-${wide(from, to)}z`).join('');
  const label = say(
    `Numbers ${start} to ${each.highest}: ${each.held} collected${cited.length > 0 ? `, ${cited.length} more surely exist` : ''}`,
    `第${start}至${each.highest}号：已收录${each.held}件${cited.length > 0 ? `，另有${cited.length}件确有其文` : ''}`,
  );
  return html`<svg class="strip" role="img" aria-label="${label}" viewBox="0 0 1000 ${height}" preserveAspectRatio="none" width="100%" height="${height}"><path
class="ax" d="${`M0 ${height - 0.5}h1000`}"/><path class="b" d="${bars}"/><path class="hi" d="${frames}"/></svg>
<p class="strip-ends small soft"><span>${start}</span><span>${each.highest}</span></p>`;
}

function reasonOf({ citedBy = [], why }: MissingRange, { word, to }: View): Html {
  const citing = citedBy.slice(0, 3).map((id, n) => html`<a href="${to(`/documents/${encodeURIComponent(id)}`)}">${n + 1}</a>`);
  return html`${word(missingReasons, why)}${citing.length > 0 && html` (${joinParts(citing, ', ')})`}`;
}

function holes(each: NumberingGap, view: View): HtmlPart {
  const { say } = view;
  if (each.holes.length === 0) return undefined;
  const rows = table(each.holes, [
    [say('Number'), rangeOf, { row: true, class: 'nb' }],
    [say('Reason'), (one) => reasonOf(one, view)],
    [say('Between'), (one) => joinParts(neighboursOf(one, view), html`<br>`), { class: 'small' }],
  ]);
  const count = each.holes.reduce((sum, hole) => sum + hole.count, 0);
  const words = say('{count} missing {count:number|numbers}, with their neighbours', { count });
  return html`<details class="fold"><summary>${words}</summary>${rows}</details>`;
}

const numbersOf = (each: NumberingGap, view: View): readonly HtmlPart[] =>
  (['cited', 'late', 'unseen'] as const).flatMap((why) => {
    const some = each.holes.filter((hole) => hole.why === why);
    if (some.length === 0) return [];
    const more = some.length > 30 && view.say(', and {some} more', { some: some.length - 30 });
    return [fact(view.word(missingReasons, why), html`${some.slice(0, 30).map(rangeOf).join(', ')}${more}`)];
  });

const seriesRow = (each: NumberingGap, view: View): Html =>
  html`<li class="row series"><h3 lang="zh-Hans">${seriesName(each)}</h3><div>${strip(each, view)}<p>${gapWords(each, view)}</p>
<dl class="facts rows">${numbersOf(each, view)}</dl>${holes(each, view)}</div></li>`;

function filterForm({ prefix, year }: Gaps, view: View): Html {
  const { say, today } = view;
  const now = Number(today.slice(0, 4));
  const years = Array.from({ length: 8 }, (_, n) => now - n).map(
    (each) => html`<option${each === year && html` selected`}>${each}</option>`,
  );
  return html`<form action="/gaps" class="inline"><p class="field"><label for="prefix">${say('Series')}</label><input id="prefix" name="prefix"
value="${prefix}" maxlength="60" placeholder="国办发" lang="zh-Hans" autocomplete="off"></p><p class="field"><label for="year">${say('Year')}</label><select
id="year" name="year"><option value="">${say('All years')}</option>${years}</select></p>${languageField(view)}<p><button
class="quiet">${say('Show')}</button></p></form>`;
}

function gapsPage(content: Gaps, view: View): Html {
  const { say, language } = view;
  const { gaps } = content;
  const groups = Map.groupBy(gaps, ({ issuer }) => (language === 'zh' ? issuer?.name : issuer?.english) ?? say('Other issuers'));
  const sections = [...groups]
    .toSorted(([a], [b]) => a.localeCompare(b, language))
    .map(
      ([name, isPresent], n) =>
        html`<section class="sec" aria-labelledby="${`g${n}`}"><h2 id="${`g${n}`}">${name} <span class="n">${isPresent.length}</span></h2>
<ul>${isPresent.map((each) => seriesRow(each, view))}</ul></section>`,
    );
  const json = new URLSearchParams({
    ...(content.prefix !== undefined && { prefix: content.prefix }),
    ...(content.year !== undefined && { year: String(content.year) }),
  }).toString();
  return html`<div class="head"><h1>${say('Numbering gaps')}${language === 'en' && html` ${zh('文号缺口')}`}</h1>
<p class="kick">${say('Official documents are numbered one after another within a year: a number that nobody has collected is a lead, not a finding.')}</p>
<p class="line small"><a href="${view.to('/lineage#wanted')}">${say('Cited, not collected')}</a><a href="${`/api/v1/gaps${json === '' ? '' : `?${json}`}`}">JSON</a></p>
${filterForm(content, view)}</div>
<p class="note">${say('Each number from the first to the highest known one. Solid: collected. Low mark: cited by a collected document, not collected.')}</p>
${sections.length > 0 ? sections : softLine(say('No number series collected yet.'))}`;
}

const pageSize = 40;
const lineageParameters = z.object({ of, ...pastDay, ...edgeFilters, cursor });
const figureParameters = z.object({ unit, kind, least, above, cursor });

async function oneHtml(of: string, asOf: string | undefined, given: View, answers: Answers): Promise<Response> {
  const view = pastView(given, asOf);
  checkPastDay(asOf, answers);
  const graph = of.length > 500 ? undefined : await answers.lineage(of, asOf);
  const focus = graph?.nodes.find(({ key }) => key === graph.focus);
  if (!graph || !focus) throw notFoundProblem('no document with this id, number, title or address');
  const body = html`${pastNote(asOf, view)}${lineageOfOne(graph, asOf === undefined ? await answers.chain(of) : undefined, view)}`;
  const title = `${view.say('Lineage')}: ${shortName(focus, view)}`;
  return sendPage({ title, current: '/lineage', canonical: lineageHref(focus, view), body }, view, answers);
}

const oneOfPath = (request: RouteRequest, answers: Answers): Promise<Response> => {
  const { asOf } = readParameters(request.given, z.object(pastDay));
  return oneHtml(request.name('id'), asOf, viewOf(request, answers), answers);
};

async function lineageHtml(request: RouteRequest, answers: Answers): Promise<Response> {
  const view = viewOf(request, answers);
  const { of, asOf, cursor, ...asks } = readParameters(request.given, lineageParameters);
  if (of !== undefined) return oneHtml(of, asOf, view, answers);
  needsAct(asOf);
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
    wanted: await register.missingTexts({ ...opt({ relation: filters.relation, theme: filters.theme }), limit: 25 }),
    reported: await answers.reported(25),
    gaps: await answers.gaps({ limit: 40 }),
    ...pages.after(passed.offset, edges),
  };
  const narrowed = [asks.relation && view.word(relationNames, asks.relation), asks.theme && view.word(themeNames, asks.theme)].filter(
    Boolean,
  );
  const title = [view.say('Lineage'), ...(narrowed.length > 0 ? [narrowed.join(', ')] : [])].join(': ');
  return sendPage(
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

async function figuresHtml(request: RouteRequest, answers: Answers): Promise<Response> {
  const view = viewOf(request, answers);
  const { cursor, ...given } = readParameters(request.given, figureParameters);
  const isMoney = given.kind === 'fine' || given.kind === 'support';
  const filters = { ...given, unit: given.unit ?? (isMoney ? 'CNY' : await commonUnit(answers)) };
  const pages = keyedPagesOf(`figures page ${JSON.stringify(filters)}`, answers);
  const passed = pages.passed(cursor);
  const result = await answers.register.figures({ ...filters, limit: pageSize, ...passed });
  const body = figuresPage({ filters, result, ...pages.after(passed.offset, result) }, view);
  const title = view.say('Figures in {unit}', { unit: filters.unit });
  return sendPage(
    { title, canonical: view.to('/figures', { ...parametersOf(filters), cursor }), current: '/lineage', body },
    view,
    answers,
  );
}

/** Series of a page: a request reads the numbers of so many at most. */
const mostSeries = 60;

async function gapsHtml(request: RouteRequest, answers: Answers): Promise<Response> {
  const view = viewOf(request, answers);
  const { say } = view;
  const { year, ...series } = readParameters(request.given, z.object(oneSeries));
  const gaps = await answers.gaps({ ...series, ...opt('year', year), limit: mostSeries });
  const named = [series.prefix, year].filter((each) => each !== undefined).join(' ');
  const title = named === '' ? say('Numbering gaps') : `${say('Numbering gaps')}: ${named}`;
  const canonical = view.to('/gaps', { ...series, year: year === undefined ? undefined : String(year) });
  const description = say('{gaps} series with numbers that are not collected', { gaps: gaps.length });
  return sendPage(
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
