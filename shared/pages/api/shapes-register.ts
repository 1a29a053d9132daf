import * as z from 'zod';
import { relations, themeIds } from '../../model/vocabulary.ts';
import { count, counts, day, issuer, knownAct, list, listed, names, paged, target, text, total } from './shapes.ts';
import { around } from './shapes-lineage.ts';

/** The shapes of answers across documents: gaps, citations, figures, days that matter, themes. */

export const named = z.object({ id: z.string(), title: z.string(), english: text('English title; empty where none is known') });
const dated = named.extend({ day: text('A day in Beijing; empty where none is known') });
const relationCounts = z.partialRecord(z.enum(relations), z.int().nonnegative());

const hole = z.object({
  from: count('First missing number'),
  to: count('Last missing number'),
  count: count('How many'),
  why: z.enum(['cited', 'late', 'unseen']).describe('cited: it exists; late: it may still come; unseen: never published, or missed'),
});
export const gaps = z.object({
  items: z
    .object({
      prefix: text('国办发'),
      year: z.int().exactOptional(),
      issuer: issuer.exactOptional(),
      held: count('Numbers that are held'),
      heldRanges: z.object({ from: count('First held number'), to: count('Last held number') }).array(),
      moreHeldRanges: count('Runs of held numbers beyond those').exactOptional(),
      highest: count('The highest known one'),
      missing: count('Numbers up to it that are not held'),
      coverage: z.number().min(0).max(1),
      reading: z.enum(['leads', 'low-coverage']),
      holes: hole.array(),
      moreHoles: count('Holes beyond those').exactOptional(),
    })
    .meta({ id: 'NumberingGap' })
    .array(),
  note: z.string(),
});
export const wanted = paged(
  target
    .extend({
      documents: count('How many documents cite it'),
      relations: relationCounts,
      citedBy: dated.extend({ relation: z.enum(relations), quote: z.string() }).array(),
      url: text('Its address, where a page links it').exactOptional(),
      asked: text('When it was asked for at its address').exactOptional(),
      command: text('Takes it in, where an address is known').exactOptional(),
      known: knownAct.exactOptional(),
    })
    .meta({ id: 'Wanted', description: 'A text that is cited and not held' }),
  total,
);
export const reported = paged(
  target
    .pick({ title: true, number: true })
    .extend({ issuer: text('Id of the body').exactOptional(), reports: dated.extend({ quote: z.string() }).array() })
    .meta({ id: 'Reported', description: 'An act that media report and that is not held' }),
  {},
);
export const quantity = z.object({
  value: z.number().describe('In base units'),
  unit: text('EFLOPS, kWh, CNY, %, count, …'),
  year: z.int().describe('Year that the sentence states').exactOptional(),
  bound: z.enum(['at-least', 'at-most', 'about', 'exactly']),
  strict: z.literal(true).describe('The number itself is left out: 超过, 不足').exactOptional(),
  quote: text('The sentence'),
});
export const figures = paged(
  quantity
    .extend({
      strength: z
        .enum(['target', 'must', 'should', 'support', 'encourage', 'fact'])
        .describe('How binding it is; left out where its words do not say')
        .exactOptional(),
      scope: text('What is counted').exactOptional(),
      every: z.literal('year').describe('It comes anew each year: 每年布局150项').exactOptional(),
      document: dated.extend({ issuers: z.string().array() }),
    })
    .meta({ id: 'Figure', description: 'A figure or commitment with the document that states it' }),
  { ...total, units: counts('How many figures there are of each unit') },
);
const edge = z
  .object({
    relation: z.enum(relations),
    from: dated,
    to: target.extend({ day: z.string().exactOptional(), known: knownAct.exactOptional() }),
    quote: text('The words of the citation'),
  })
  .meta({ id: 'Edge', description: 'Who cites what' });
const branch = target
  .extend({
    day: z.string().exactOptional(),
    get below() {
      return z.array(branch);
    },
    more: count('Children that are left out').exactOptional(),
  })
  .meta({ id: 'Branch', description: 'An act with those that implement it below' });
export const lineage = z.object({
  items: edge.array().exactOptional(),
  ...z.object({ total: total.total, relations: counts('How many there are of each relation') }).partial().shape,
  next: z.string().exactOptional(),
  of: text('The document that was asked for').exactOptional(),
  trees: branch.array().exactOptional(),
  ...around,
});

const occasion = z.object({
  day: day('The day that matters, in Beijing'),
  kind: z.enum(['comment', 'effective', 'expires', 'application', 'objection']),
});
const closing = occasion.extend({
  ...listed.shape,
  final: dated.extend({ days: z.int().exactOptional() }).describe('The final text of a draft').exactOptional(),
});
const period = occasion.extend({
  id: z.string(),
  title: z.string(),
  english: z.object({ title: z.string() }).exactOptional(),
  from: z.string().exactOptional(),
  time: z.string().exactOptional(),
  quote: z.string(),
});
export const calendar = paged(z.union([closing, period]), total);

export const theme = z
  .object({ id: z.enum(themeIds), names, documents: count('How many documents have it') })
  .meta({ id: 'Theme', description: 'A subject' });
export const facets = z
  .record(z.string(), z.record(z.string(), z.int().nonnegative()))
  .describe('How many documents have each value of each facet');
export const themeNews = theme.extend({ facets, newest: listed.array() });
export const documents = {
  ...total,
  sort: z.enum(['relevance', 'newest', 'authority', 'deadline', 'soonest']).describe('The order of the items'),
  facets,
  nearest: list(
    'What is found near a query that found nothing: with other words, without a filter, by another kind of date',
  ).exactOptional(),
  read: z
    .object({ as: z.string(), notes: z.string().array() })
    .describe('How the words were read, where they say more than words or could not be read as they stand')
    .exactOptional(),
};
