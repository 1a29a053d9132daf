import type { MissingText, NumberingGap } from '../../model/cross-index.ts';
import { orEmpty } from '../../model/values.ts';
import { relations, themeIds } from '../../model/vocabulary.ts';
import { csvTable } from '../take/formats.ts';
import { keyedPagesOf, pagesOf } from '../web/cursor.ts';
import { type Endpoint, endpoint } from '../web/endpoint.ts';
import { cursor, limit } from '../web/filters.ts';
import { choice, whole, words } from '../web/parameters.ts';
import { checkPastDay, pastDay } from '../web/require.ts';
import { notFoundProblem, textual } from '../web/route.ts';
import { addressOf } from '../words/text-name.ts';
import { chain as chainShape } from './shapes-lineage.ts';
import * as shapes from './shapes-register.ts';
import { tableFormat } from './table-format.ts';

/** Questions across documents in the API: gaps in numbers, texts that are missing, figures, who cites what. */

const year = whole(1900, 2099, 'a year as 2026', { says: 'A year', example: 2026 });
const strengths = ['target', 'must', 'should', 'support', 'encourage', 'fact'] as const;
export const edgeFilters = {
  relation: choice(relations, 'How one cites the other'),
  theme: choice(themeIds, 'A subject of the citing document'),
  held: choice(['yes', 'no'], 'Whether the cited text is held'),
};
export const of = words(500, 'The act whose tree is wanted: id, address or any spelling of a number');
export const unit = words(12, 'EFLOPS, PUE, %, CNY, count, …', 'EFLOPS');

/** Which series of numbers. */
export const oneSeries = { prefix: words(60, 'One series, as 国办发', '国办发'), year };

/** Runs and holes told of each series: the fewer, the more series an answer may have. */
const mostOfEach = ({ prefix, year }: SequenceAsked): number =>
  prefix === undefined ? 20 : year === undefined ? 60 : Number.POSITIVE_INFINITY;
type SequenceAsked = { readonly prefix?: string; readonly year?: number };

/** A series with its first runs and holes, and how many more there are. */
function shorten({ heldRanges, holes, moreHoles = 0, ...gap }: NumberingGap, most: number) {
  const [ranges, more] = [heldRanges.length - most, Math.max(0, holes.length - most) + moreHoles];
  return {
    ...gap,
    heldRanges: heldRanges.slice(0, most),
    ...(ranges > 0 && { moreHeldRanges: ranges }),
    holes: holes.slice(0, most),
    ...(more > 0 && { moreHoles: more }),
  };
}

const gaps = endpoint({
  path: 'gaps',
  tag: 'Register',
  example: () => ({ limit: '5' }),
  says: 'Gaps in the numbering of each series, as leads: of each its first 20 runs and holes; 60 with `prefix`, with `year` too all runs',
  takes: { ...oneSeries, limit },
  gives: shapes.gaps,
  answer: async ({ limit = 50, ...series }, answers) => ({
    items: (await answers.gaps({ ...series, limit })).map((gap) => shorten(gap, mostOfEach(series))),
    note: 'Gaps are leads: never published, missed, or still to come. With low coverage only numbers that a collected document cites are listed.',
  }),
});

const wantedColumns = ['number', 'title', 'documents', 'relations', 'address', 'asked', 'command', 'citedBy', 'quote'] as const;

function withCommand<T extends MissingText>(text: T): T & { readonly command?: string } {
  const address = addressOf(text);
  return address === undefined ? text : { ...text, command: `hongtou add ${address}` };
}

function wantedRow(text: MissingText) {
  const { number = '', title = '', documents, relations: how, asked = '', citedBy } = text;
  const ways = Object.entries(how).map(([relation, count]) => `${relation} ${count}`);
  const address = orEmpty(addressOf(text));
  const command = orEmpty(withCommand(text).command);
  const by = citedBy.map(({ title: citing }) => citing).join('; ');
  return { number, title, documents, relations: ways.join(', '), address, asked, command, citedBy: by, quote: orEmpty(citedBy[0]?.quote) };
}

const wanted = endpoint({
  path: 'wanted',
  tag: 'Register',
  example: () => ({ limit: '5' }),
  says: 'Texts that are cited and not collected, the most cited first: how and by whom they are cited, where they may be found, and the command that takes them in',
  takes: { relation: edgeFilters.relation, theme: edgeFilters.theme, limit, cursor, format: tableFormat },
  gives: shapes.wanted,
  also: ['text/csv'],
  async answer({ limit = 50, cursor, format, ...filters }, answers) {
    const pages = pagesOf(`wanted ${JSON.stringify(filters)}`, answers);
    const offset = pages.offset(cursor);
    const { total, items } = await answers.register.missingTexts({ ...filters, limit, offset });
    if (format === 'csv') return textual(csvTable(wantedColumns, items.map(wantedRow)), 'text/csv');
    return { items: items.map(withCommand), total, ...pages.after(offset, items.length, total) };
  },
});

const reported = endpoint({
  path: 'reported',
  tag: 'Register',
  example: () => ({ limit: '5' }),
  says: 'Acts that media report and no collected document is, newest report first; without title and number where the reports give none',
  takes: { limit },
  gives: shapes.reported,
  answer: async ({ limit = 50 }, answers) => ({ items: await answers.reported(limit) }),
});

const figures = endpoint({
  path: 'figures',
  tag: 'Register',
  example: () => ({ limit: '5' }),
  says: 'Figures and commitments, newest document first',
  takes: { unit, year, strength: choice(strengths, 'How strongly it is stated'), limit, cursor },
  gives: shapes.figures,
  async answer({ limit = 50, cursor, ...filters }, answers) {
    const pages = keyedPagesOf(`figures ${JSON.stringify(filters)}`, answers);
    const passed = pages.passed(cursor);
    const { total, items, units, ...page } = await answers.register.figures({ ...filters, limit, ...passed });
    return { items, total, units, ...pages.after(passed.offset, page) };
  },
});

const lineage = endpoint({
  path: 'lineage',
  tag: 'Register',
  example: ({ document }) => ({ of: document }),
  says:
    'Who cites what, newest first; with `of`, the texts around one act (`nodes`, `edges`, its key as `focus`; with `asOf` as held then) ' +
    'and the tree of documents that implement it',
  takes: { of, ...pastDay, ...edgeFilters, limit, cursor },
  gives: shapes.lineage,
  async answer({ of, asOf, limit = 50, cursor, ...filters }, answers) {
    checkPastDay(asOf, answers);
    if (of !== undefined) {
      const graph = await answers.lineage(of, asOf);
      if (!graph) throw notFoundProblem(`nothing is known under "${of.slice(0, 100)}"`);
      const id = graph.nodes.find(({ key }) => key === graph.focus)?.id;
      const trees = id === undefined || asOf !== undefined ? [] : await answers.register.trees({ of: id, limit: 1 });
      return { of: id ?? of, trees, ...graph };
    }
    const pages = keyedPagesOf(`lineage ${JSON.stringify(filters)}`, answers);
    const passed = pages.passed(cursor);
    const { total, items, relations: counted, ...page } = await answers.register.edges({ ...edgesOf(filters), limit, ...passed });
    return { items, total, relations: counted, ...pages.after(passed.offset, page) };
  },
});

const chain = endpoint({
  path: 'documents/:id/chain',
  tag: 'Register',
  says: 'Who has carried an act out, from ministries down to cities, and of which places nothing is held, as far as their lists are read',
  example: ({ document }) => ({ id: document }),
  names: 'Id, address, title or any spelling of a number; the act itself need not be collected',
  gives: chainShape,
  async answer(_, answers, { name }) {
    const found = await answers.chain(name('id'));
    if (!found) throw notFoundProblem(`nothing is known under "${name('id').slice(0, 100)}"`);
    return found;
  },
});

/** The query of filters: `held` as yes or no. */
export const edgesOf = <F extends { readonly held?: 'yes' | 'no' }>({ held, ...rest }: F) => ({
  ...rest,
  ...(held !== undefined && { held: held === 'yes' }),
});

export const crossIndexEndpoints: readonly Endpoint[] = [gaps, wanted, reported, figures, lineage, chain];
