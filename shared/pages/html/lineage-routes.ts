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
import type { RouteRequest } from '../web/route.ts';
import { dayShort } from '../words/days.ts';
import { type Html, type HtmlPart, html, joinParts, plainLine } from '../words/escape.ts';
import {
  bothTitles,
  commitment,
  documentPath,
  languageField,
  ofWhat,
  pastView,
  quantity,
  unitName,
  type View,
  withQuery,
} from '../words/page-view.ts';
import { headlineSpan, missingReasons, renderTextName, softDay } from '../words/text-name.ts';
import { relationNames, themeNames } from '../words/words.ts';
import { type Lineage, lineageOfOne, lineagePage } from './lineage-page.ts';
import { lineageHref, shortName } from './lineage-svg.ts';
import { pageRoute } from './page-frame.ts';
import { fact, filterForm, head, type Option, older, pastNote, quoted, section, select, softLine, table } from './parts.ts';

const yearWords = ({ year, yearFrom }: DocumentFigure, { say }: View): string =>
  year === undefined ? '' : yearFrom === 'page' ? say('{year}, by the page’s date', { year }) : String(year);

/** The figures of one document, the greatest first. */
function documentFigures(lines: readonly FigureLine[], view: View): Html {
  const { say, language, to } = view;
  const [{ document }] = lines as [FigureLine];
  const { id, english, title, day } = document;
  const name = headlineSpan({ title, ...opt('english', english) }, view);
  const rows = lines
    .toSorted((a, b) => b.value - a.value)
    .map((line) => {
      const about = [line.scope !== undefined && ofWhat(line.scope, view), yearWords(line, view), commitment(line, language)].filter(
        Boolean,
      );
      return html`<div><dt>${quantity(line, view)}</dt><dd>${joinParts(about, ' · ')}<br>${quoted(plainLine(line.quote, 140))}</dd></div>`;
    });
  const when = day === '' ? say('Date unknown') : dayShort(day);
  return html`<article class="item"><p class="when"><b>${when}</b></p><div><h3><a href="${to(documentPath(id))}">${name}</a></h3>
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

function figuresBody({ filters, result, next }: { filters: FigureFilters; result: FigureResult; next?: string }, view: View): Html {
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
  const about = say(
    'One unit across documents, of each page the greatest first, each with its sentence. Figures of different scope are not comparable.',
  );
  const ways = html`<p class="kick">${about}</p>
<p class="line small">${units}</p>${figureForm(filters, view)}`;
  return html`${head(say('Figures and commitments'), ways)}
<section class="sec" aria-labelledby="unit"><h2 id="unit">${unitName(unit, view)} <span class="n">${result.total}</span></h2>
${blocks.length > 0 ? blocks : softLine(say('No collected document states a figure in this unit.'))}
${next !== undefined && older(to('/figures', { ...parametersOf(filters), cursor: next }), view)}</section>`;
}

/** The numbers of a hole in a series: `12`, `12–15`. */
const rangeOf = ({ from, to }: MissingRange): string => (from === to ? String(from) : `${from}–${to}`);

const neighboursOf = ({ before, after }: MissingRange, view: View): readonly Html[] =>
  [before, after].flatMap((one) => (one ? [html`${one.n} ${renderTextName(one, view)}${softDay(one.day)}`] : []));

const seriesName = ({ prefix, year }: NumberingGap): string => `${prefix}${year === undefined ? '' : `〔${year}〕`}`;

function gapWords({ coverage, reading, held, highest }: NumberingGap, { say }: View): string {
  const share = `${Math.round(coverage * 100)}%`;
  return reading === 'leads'
    ? say('{held} of {highest} collected ({share})', { held, highest, share })
    : say('{held} collected, highest number {highest}: {share} of the series, too little to call the rest missing', {
        held,
        highest,
        share,
      });
}

type Series = { readonly prefix?: string; readonly year?: number };

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
  const citing = citedBy.slice(0, 3).map((id, n) => html`<a href="${to(documentPath(id))}">${n + 1}</a>`);
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

function gapsBody(gaps: readonly NumberingGap[], { prefix, year }: Series, view: View): Html {
  const { say, language, to, today } = view;
  const now = Number(today.slice(0, 4));
  const years = Array.from({ length: 8 }, (_, n): Option => [String(now - n), String(now - n)]);
  const groups = Map.groupBy(gaps, ({ issuer }) =>
    issuer ? say(issuer.english ?? say('Other issuers'), issuer.name) : say('Other issuers'),
  );
  const sections = [...groups]
    .toSorted(([a], [b]) => a.localeCompare(b, language))
    .map(([name, own], n) => section(`g${n}`, name, html`<ul>${own.map((each) => seriesRow(each, view))}</ul>`, own.length));
  const json = withQuery('/api/v1/gaps', { prefix, year: year?.toString() });
  const about = say(
    'Official documents are numbered one after another within a year: a number that nobody has collected is a lead, not a finding.',
  );
  const fields = html`<p class="field"><label for="prefix">${say('Series')}</label><input id="prefix" name="prefix"
value="${prefix}" maxlength="60" placeholder="国办发" lang="zh-Hans" autocomplete="off"></p>${select('year', say('Year'), [['', say('All years')], ...years], year)}`;
  const ways = html`<p class="kick">${about}</p>
<p class="line small"><a href="${to('/lineage#wanted')}">${say('Cited, not collected')}</a><a href="${json}">JSON</a></p>
${filterForm('/gaps', fields, view)}`;
  return html`${head(bothTitles(say('Numbering gaps'), '文号空缺', view), ways)}
<p class="note">${say('Each number from the first to the highest known one. Solid: collected. Low mark: cited by a collected document, not collected.')}</p>
${sections.length > 0 ? sections : softLine(say('No number series collected yet.'))}`;
}

const pageSize = 40;
const lineageParameters = z.object({ of, ...pastDay, ...edgeFilters, cursor });

async function onePage(of: string, asOf: string | undefined, given: View, answers: Answers) {
  const view = pastView(given, asOf);
  checkPastDay(asOf, answers);
  const graph = of.length > 500 ? undefined : await answers.lineage(of, asOf);
  const focus = graph?.nodes.find(({ key }) => key === graph.focus);
  if (!graph || !focus) throw notFoundProblem('no document with this id, number, title or address');
  const body = html`${pastNote(asOf, view)}${lineageOfOne(graph, asOf === undefined ? await answers.chain(of) : undefined, view)}`;
  return { title: `${view.say('Lineage')}: ${shortName(focus, view)}`, current, canonical: lineageHref(focus, view), body, view };
}

const current = '/lineage';

async function wholePage(view: View, answers: Answers, { given }: RouteRequest) {
  const { of, asOf, cursor, ...asks } = readParameters(given, lineageParameters);
  if (of !== undefined) return onePage(of, asOf, view, answers);
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
    ...pages.after(passed.offset, edges),
  };
  const narrowed = [asks.relation && view.word(relationNames, asks.relation), asks.theme && view.word(themeNames, asks.theme)].filter(
    Boolean,
  );
  const title = [view.say('Lineage'), ...(narrowed.length > 0 ? [narrowed.join(', ')] : [])].join(': ');
  return { title, current, canonical: view.to('/lineage', { ...asks, cursor }), body: lineagePage(content, view) };
}

/** The unit that most figures of the store have, counts of things aside: they say least without their sentence. */
async function commonUnit(answers: Answers): Promise<string> {
  const { units } = await answers.register.figures({ limit: 1 });
  const [first] = Object.entries(units)
    .filter(([unit]) => unit !== 'count')
    .toSorted(([, a], [, b]) => b - a);
  return first?.[0] ?? 'EFLOPS';
}

async function figuresPage(view: View, answers: Answers, request: RouteRequest) {
  const { cursor: from, ...given } = readParameters(request.given, z.object({ unit, kind, least, above, cursor }));
  const isMoney = given.kind === 'fine' || given.kind === 'support';
  const filters = { ...given, unit: given.unit ?? (isMoney ? 'CNY' : await commonUnit(answers)) };
  const pages = keyedPagesOf(`figures page ${JSON.stringify(filters)}`, answers);
  const passed = pages.passed(from);
  const result = await answers.register.figures({ ...filters, limit: pageSize, ...passed });
  const body = figuresBody({ filters, result, ...pages.after(passed.offset, result) }, view);
  const canonical = view.to('/figures', { ...parametersOf(filters), cursor: from });
  return { title: view.say('Figures in {unit}', { unit: filters.unit }), canonical, current, body };
}

/** Series of a page: a request reads the numbers of so many at most. */
const mostSeries = 60;

async function gapsPage(view: View, answers: Answers, { given }: RouteRequest) {
  const { say } = view;
  const series = readParameters(given, z.object(oneSeries));
  const gaps = await answers.gaps({ ...series, limit: mostSeries });
  const named = [series.prefix, series.year].filter((each) => each !== undefined).join(' ');
  return {
    title: [say('Numbering gaps'), named].filter(Boolean).join(': '),
    description: say('{gaps} series with numbers that are not collected', { gaps: gaps.length }),
    current,
    canonical: view.to('/gaps', { ...series, year: series.year?.toString() }),
    body: gapsBody(gaps, series, view),
  };
}

export const lineageRoutes = [
  pageRoute('/lineage', wholePage),
  pageRoute('/lineage/:id', (view, answers, request) => {
    const { asOf } = readParameters(request.given, z.object(pastDay));
    return onePage(request.name('id'), asOf, view, answers);
  }),
  pageRoute('/figures', figuresPage),
  pageRoute('/gaps', gapsPage),
];
