import type { Answers } from '../../model/answers.ts';
import { opt, orEmpty } from '../../model/values.ts';
import type { Relation } from '../../model/vocabulary.ts';
import { relations, themeIds } from '../../model/vocabulary.ts';
import { offsetIn, writeCursor } from '../web/cursor.ts';
import { readLimit } from '../web/filters.ts';
import { RequestProblem } from '../web/problem.ts';
import { requireDocument } from '../web/require.ts';
import { allowOnly, json, type Route, type RouteRequest, textual } from '../web/route.ts';
import { type View, viewOf } from '../words/page-view.ts';
import { figuresPage } from './figures-page.ts';
import { lineageOfOne } from './lineage-one.ts';
import { type Lineage, lineagePage } from './lineage-page.ts';
import { healthOf, type PageContent, page } from './page-frame.ts';

/** How documents hang together: what cites what, what is missing, which figures they state. As pages and as JSON. */

const api = '/api/v1';
const strengths = ['target', 'must', 'should', 'support', 'encourage', 'fact'] as const;

const send = async (sheet: PageContent, view: View, answers: Answers): Promise<Response> =>
  textual(page({ ...sheet, health: await healthOf(answers) }, view), 'text/html');

function oneOf<T extends string>(asked: RouteRequest, name: string, allowed: readonly T[]): T | undefined {
  const value = asked.given.get(name);
  if (value === undefined || value === '') return undefined;
  const known = allowed.find((each) => each === value);
  if (known === undefined) throw new RequestProblem(400, `${name}: not a known value`, { parameter: name, allowed });
  return known;
}

function words(asked: RouteRequest, name: string, longest = 60): string | undefined {
  const value = asked.given.get(name)?.trim();
  if (value === undefined || value === '') return undefined;
  if (value.length > longest) throw new RequestProblem(400, `${name}: at most ${longest} characters`, { parameter: name });
  return value.toWellFormed().replaceAll('\u0000', '');
}

function yearOf(asked: RouteRequest): number | undefined {
  const value = asked.given.get('year');
  if (value === undefined || value === '') return undefined;
  if (!/^(?:19|20)\d\d$/.test(value)) throw new RequestProblem(400, 'year: a year as 2026', { parameter: 'year' });
  return Number(value);
}

/** Offset of a page of a list; the cursor is signed for this list alone. */
function offsetOf(asked: RouteRequest, kind: string, answers: Answers): number {
  const cursor = asked.given.get('cursor');
  return offsetIn(answers.secret, kind, cursor);
}
const after = (offset: number, got: number, total: number, kind: string, answers: Answers) =>
  got > 0 && offset + got < total ? { next: writeCursor(answers.secret, kind, String(offset + got)) } : {};

async function gaps(asked: RouteRequest, answers: Answers): Promise<Response> {
  allowOnly(asked, 'prefix', 'year', 'limit');
  const prefix = words(asked, 'prefix');
  const year = yearOf(asked);
  const items = await answers.gaps({ ...opt('prefix', prefix), ...opt('year', year), limit: readLimit(asked.given, 50) });
  return json({
    items,
    note: 'Holes are leads: never published, missed, or still to come. With low coverage only numbers that a held document names are listed.',
  });
}

async function wanted(asked: RouteRequest, answers: Answers): Promise<Response> {
  allowOnly(asked, 'relation', 'limit', 'cursor');
  const relation = oneOf(asked, 'relation', relations);
  const kind = `wanted ${orEmpty(relation)}`;
  const offset = offsetOf(asked, kind, answers);
  const { total, items } = await answers.register.missingTexts({ ...opt('relation', relation), limit: readLimit(asked.given, 50), offset });
  return json({ items, total, ...after(offset, items.length, total, kind, answers) });
}

async function figures(asked: RouteRequest, answers: Answers): Promise<Response> {
  allowOnly(asked, 'unit', 'year', 'strength', 'limit', 'cursor');
  const filters = {
    ...opt('unit', words(asked, 'unit', 12)),
    ...opt('year', yearOf(asked)),
    ...opt('strength', oneOf(asked, 'strength', strengths)),
  };
  const kind = `figures ${JSON.stringify(filters)}`;
  const offset = offsetOf(asked, kind, answers);
  const { total, items, units } = await answers.register.figures({ ...filters, limit: readLimit(asked.given, 50), offset });
  return json({ items, total, units, ...after(offset, items.length, total, kind, answers) });
}

function edgeFilters(asked: RouteRequest): { relation?: Relation; theme?: string; held?: boolean } {
  const held = oneOf(asked, 'held', ['yes', 'no']);
  const theme = oneOf(asked, 'theme', themeIds);
  return { ...opt('relation', oneOf(asked, 'relation', relations)), ...opt('theme', theme), ...(held ? { held: held === 'yes' } : {}) };
}

async function lineage(asked: RouteRequest, answers: Answers): Promise<Response> {
  allowOnly(asked, 'of', 'relation', 'theme', 'held', 'limit', 'cursor');
  const of = asked.given.get('of');
  if (of !== undefined && of !== '') {
    const { id } = await requireDocument(of, answers);
    return json({ of: id, trees: await answers.register.trees({ of: id, limit: 1 }) });
  }
  const filters = edgeFilters(asked);
  const kind = `lineage ${JSON.stringify(filters)}`;
  const offset = offsetOf(asked, kind, answers);
  const { total, items, relations: counted } = await answers.register.edges({ ...filters, limit: readLimit(asked.given, 50), offset });
  return json({ items, total, relations: counted, ...after(offset, items.length, total, kind, answers) });
}

const pageSize = 40;

async function oneHtml(of: string, view: View, answers: Answers): Promise<Response> {
  const document = await requireDocument(of, answers);
  const [tree] = await answers.register.trees({ of: document.id, limit: 1 });
  const body = lineageOfOne(document, tree?.below ?? [], view);
  return send({ title: view.say('Lineage', '沿革'), current: '/lineage', body }, view, answers);
}

async function lineageHtml(asked: RouteRequest, answers: Answers): Promise<Response> {
  const view = viewOf(asked, answers);
  const of = orEmpty(asked.given.get('of')?.trim());
  if (of !== '') return oneHtml(of, view, answers);
  const { register } = answers;
  const filters = edgeFilters(asked);
  const kind = `lineage page ${JSON.stringify(filters)}`;
  const offset = offsetOf(asked, kind, answers);
  const edges = await register.edges({ ...filters, limit: pageSize, offset });
  const { next } = after(offset, edges.items.length, edges.total, kind, answers) as { next?: string };
  const content: Lineage = {
    filters,
    trees: await register.trees({ limit: 8, depth: 2 }),
    pairs: await register.pairs(20),
    edges,
    wanted: await register.missingTexts({ limit: 25 }),
    gaps: await answers.gaps({ limit: 40 }),
    ...opt('next', next),
  };
  return send({ title: view.say('Lineage', '沿革'), current: '/lineage', body: lineagePage(content, view) }, view, answers);
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
  const unit = words(asked, 'unit', 12) ?? (await commonUnit(answers));
  const kind = `figures page ${unit}`;
  const offset = offsetOf(asked, kind, answers);
  const result = await answers.register.figures({ unit, limit: pageSize, offset });
  const { next } = after(offset, result.items.length, result.total, kind, answers) as { next?: string };
  const body = figuresPage({ unit, result, ...opt('next', next) }, view);
  return send({ title: view.say('Figures', '数字与目标'), current: '/lineage', body }, view, answers);
}

export const lineageRoutes: readonly Route[] = [
  { method: 'GET', path: '/lineage', answer: lineageHtml },
  { method: 'GET', path: '/figures', answer: figuresHtml },
  { method: 'GET', path: `${api}/gaps`, answer: gaps },
  { method: 'GET', path: `${api}/wanted`, answer: wanted },
  { method: 'GET', path: `${api}/figures`, answer: figures },
  { method: 'GET', path: `${api}/lineage`, answer: lineage },
];
