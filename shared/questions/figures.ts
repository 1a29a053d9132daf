import * as z from 'zod';
import { type DocumentFigure, type FigureKind, figureKinds } from '../model/facts.ts';
import type { FigureLine } from '../model/query.ts';
import { counts, dated, paged, quantity, text, total } from '../model/shape.ts';
import { commitment } from '../pages/words/page-view.ts';
import { promiseActs } from '../registry/promises.ts';
import { tellIndicator } from '../stages/english/clause/figures.ts';
import { renderFigure } from '../stages/english/quantity.ts';
import { cursor, keyedPagesOf, limit } from './lists.ts';
import { indicatorIds, promisesFor } from './promises.ts';
import { ask, type Column, type Command, choice, countOf, question, way, whole, words } from './question.ts';
import { limitOf, next, none, said, things, tool, toolCursor } from './tool.ts';

export const unit = words(12, 'EFLOPS, PUE, %, CNY, count, …', 'EFLOPS');
export const year = whole(1900, 2099, 'a year as 2026', { says: 'A year', example: 2026 });
export const kinds = Object.keys(figureKinds) as FigureKind[];
export const kind = choice(kinds, 'What it is for: a sanction, an aim, money that is given');
const amount = (description: string) =>
  z
    .string()
    .regex(/^\d{1,15}(?:\.\d{1,6})?$/, 'a number as 1000000')
    .transform(Number)
    .pipe(z.number().meta({ description, examples: ['1000000'] }))
    .exactOptional();
export const least = amount('The least value, in the base unit');
export const above = amount('What the value exceeds, in the base unit');
const strengths = ['target', 'must', 'should', 'support', 'encourage', 'fact'] as const;

export const figures = question({
  path: 'figures',
  tag: 'Register',
  example: () => ({ limit: '5' }),
  words: ['Figures and commitments, newest document first', '数据与承诺，最新文件在前'],
  takes: { unit, year, kind, least, above, strength: choice(strengths, 'How strongly it is stated'), limit, cursor },
  gives: paged(
    quantity
      .extend({
        strength: z.enum(strengths).describe('How binding it is; left out where its words do not say').exactOptional(),
        scope: text('What is counted').exactOptional(),
        every: z.literal('year').describe('It comes anew each year: 每年布局150项').exactOptional(),
        document: dated.extend({ issuers: z.string().array() }),
      })
      .meta({ id: 'Figure', description: 'A figure or commitment with the document that states it' }),
    { ...total, units: counts('How many figures there are of each unit') },
  ),
  async answer({ limit = 50, cursor, ...filters }, answers) {
    const pages = keyedPagesOf(`figures ${JSON.stringify(filters)}`, answers);
    const passed = pages.passed(cursor);
    const { total, items, units, ...page } = await answers.register.figures({ ...filters, limit, ...passed });
    return { items, total, units, ...pages.after(passed.offset, page) };
  },
});

/** Figures as their page has them. The year stands there only when the text states it. */
export const figureColumns: readonly Column<DocumentFigure>[] = [
  { head: 'value', cell: renderFigure, align: 'right' },
  {
    head: 'indicator',
    cell: ({ scope }) => scope && [tellIndicator(scope), scope].filter(Boolean).join(' '),
    yields: 1,
    least: 16,
    wraps: true,
  },
  { head: 'year', cell: ({ year, yearFrom }) => (yearFrom === 'text' ? year : undefined) },
  { head: 'commitment', cell: (figure) => commitment(figure, 'en') },
];
const columns: readonly Column<FigureLine>[] = [
  ...figureColumns,
  { head: 'dated', cell: ({ document }) => document.day, yields: 4, least: 'none' },
  { head: 'document', cell: ({ document }) => document.id },
];

export const command: Command = {
  ways: [
    way({
      of: figures,
      limit: [30, 500],
      print({ items, total, units }, { table, titles, fitted }) {
        const counted = Object.entries(units).map(([each, count]) => `${each} ${count}`);
        return [
          table(columns, items, ({ document, quote }) => [...titles(document), `“${quote}”`]),
          fitted(`${countOf(total, 'figure')}; units: ${counted.join(', ') || 'none'}`),
        ];
      },
    }),
  ],
};

export const figuresTool = tool({
  name: 'figures',
  takes: {
    unit: said(12, 'EFLOPS, PUE, %, CNY, month, hour, count, …'),
    year: z.int().min(1900).max(2099).exactOptional(),
    strength: z.enum(strengths).exactOptional(),
    kind: z.enum(kinds).exactOptional(),
    least: said(20, 'The least value: fines of at least 1 million yuan are kind fine, unit CNY, least 1000000'),
    above: said(20, 'What the value exceeds: fines above 1 million yuan have above 1000000 instead'),
    promises: z.enum([...promiseActs, ...indicatorIds]).exactOptional(),
    limit: limitOf(40, 20),
    cursor: toolCursor,
  },
  gives: { items: things, total: z.int(), units: z.record(z.string(), z.int()), next },
  async answer({ promises: which, ...given }, answers) {
    if (which !== undefined) return promisesFor(which, given.limit, answers);
    const found = await ask(figures, given, answers);
    return { ...found, notHeld: none(found.total, 'such a figure') };
  },
});
