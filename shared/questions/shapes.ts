import * as z from 'zod';
import type { DateFact } from '../model/article.ts';
import type { KnownResult } from '../model/lineage.ts';
import type { Hit } from '../model/query.ts';
import { anything, count, fieldChange, instant, issuer, list, target, text } from '../model/shape.ts';
import { hasHan } from '../model/values.ts';
import { changingRelations, documentTypes, relations, statuses, themeIds } from '../model/vocabulary.ts';

/**
 * The shapes that several answers have (docs/contract.md 3), as they are described and tests check each answer; fields may be added to any.
 * And how they are made.
 */

const dateFact = z
  .object({
    value: z
      .string()
      .regex(/^\d{4}(-\d{2}(-\d{2})?)?$/)
      .describe('A day in Beijing, a month or a year: 2026-11-25, 2026-11, 2026'),
    precision: z.enum(['day', 'month', 'year']),
    time: text('Time of the day, where it is stated').exactOptional(),
    from: text('Where it was read: metadata, meta-tag, body, signature, listing, feed or url').exactOptional(),
    quote: text('The words that state it').exactOptional(),
    changedBy: z
      .object({ id: z.string(), title: z.string(), english: z.string().exactOptional() })
      .describe('The later act that says it, when the act itself said otherwise')
      .exactOptional(),
    before: z.object({ value: z.string(), quote: z.string() }).describe('What the act itself says').exactOptional(),
  })
  .meta({ id: 'DateFact', description: 'A day with the words that state it' });
export const dates = z
  .object({ signed: dateFact, published: dateFact, effective: dateFact, commentFrom: dateFact, commentBy: dateFact, expires: dateFact })
  .partial()
  .meta({ id: 'Dates', description: 'Those that are known' });
const way = z
  .object({ by: z.enum(['form', 'email', 'post']), to: text('Address of the form, of mail or of post'), quote: z.string().exactOptional() })
  .meta({ id: 'Participation', description: 'A way to take part in a call for comment' });
export const themeMatch = z
  .object({
    theme: z.enum(themeIds),
    score: z.number().min(0).max(1).exactOptional(),
    evidence: list('Words that decided, by their offsets').exactOptional(),
  })
  .meta({ id: 'ThemeMatch', description: 'A theme of the document' });
const change = z
  .object({
    relation: z.enum(changingRelations),
    until: dateFact.describe('New last day'),
    term: text('Added to the old last day, or counted from `from`: +2y, +6m; of a suspension its length'),
    effective: dateFact.describe('New day of effect'),
    from: dateFact.describe('First day of a suspension, or of a change'),
    to: dateFact.describe('Last day of a suspension'),
    parts: z.array(z.string()).describe('Which parts, as written: 第九条'),
    field: text('The day that a correction concerns: commentBy, effective, expires …'),
    before: text('What was said, as quoted'),
    after: text('What is right, as quoted'),
    value: dateFact.describe('The day that `after` says'),
    quote: text('The words that say so'),
  })
  .partial()
  .required({ relation: true, quote: true })
  .meta({ id: 'StatedChange', description: 'What it does to an act that goes on' });
const effect = change
  .extend({
    document: z.object({ id: z.string(), title: z.string(), english: z.string().exactOptional() }).describe('The later act'),
    on: text('From which day on it does it').exactOptional(),
  })
  .meta({ id: 'ActEffect', description: 'What a later act does to it, and it outlives' });
export const link = z
  .object({
    relation: z.enum(relations),
    to: target,
    state: z.enum(['resolved', 'unresolved', 'ambiguous']).describe('Whether it surely names a document that is held'),
    quote: text('The words of the citation'),
    changes: change.array().exactOptional(),
  })
  .meta({ id: 'Link', description: 'A document that it cites' });
const english = z.object({
  title: text('English title, where one is sure').exactOptional(),
  by: z
    .enum(['official', 'glossary', 'known', 'words', 'machine', 'model', 'person', 'translator', 'dictionary'])
    .describe('Who made it; translator and dictionary stand in documents read before 0.13.0')
    .exactOptional(),
  refused: list('Machine text that was dropped, and why').exactOptional(),
});

const every = z.object({
  id: text('Stays the same for ever'),
  url: text('Official address'),
  title: text('As published'),
  english: english.exactOptional(),
  number: text('Document number, 国办发〔2026〕1号').exactOptional(),
  issuers: issuer.array(),
  authority: z
    .int()
    .min(0)
    .max(100)
    .describe('Level of the issuer, 0 to 100; never above what its best page can vouch for')
    .exactOptional(),
  notSeenOnIssuersSite: z
    .array(z.string())
    .describe('Where it was seen, when no page of its issuer, of a joint one or of a body above vouches for it')
    .exactOptional(),
  type: z.enum(documentTypes),
  status: z.enum(statuses).describe('As of today'),
  themes: themeMatch.array(),
  dates,
  participate: way.array().exactOptional(),
  firstSeenAt: instant('When it was first read'),
});
export const listed = every
  .extend({
    sourceIds: z.array(z.string()).describe('Sources that have it').exactOptional(),
    passage: anything.describe('Where the words asked for stand').exactOptional(),
  })
  .meta({ id: 'Listed', description: 'A document in a list; all of it is at documents/{id}' });
/** Acts that are known and not read stand apart from the items, which alone are counted. */
export const knownAct = z
  .object({
    title: z.string(),
    english: z.object({ title: z.string(), by: z.string().exactOptional() }).exactOptional(),
    number: z.string().exactOptional(),
    issuers: issuer.array(),
    type: z.enum(documentTypes).exactOptional(),
    dates: dates.pick({ signed: true, published: true, effective: true }),
    url: text('Official address').exactOptional(),
    themes: z.enum(themeIds).array(),
    from: text('The catalogue that names it'),
    landmark: text('Id of the landmark that it is').exactOptional(),
  })
  .meta({ id: 'KnownAct', description: 'An act that a public catalogue names and that was not read' });
export const knownBeside = {
  known: knownAct.array().exactOptional(),
  knownTotal: count('How many such acts the question finds, when more than are given').exactOptional(),
};
const catalogue = knownAct
  .pick({ number: true, dates: true, url: true, from: true, landmark: true })
  .extend({
    issuers: issuer.array().exactOptional(),
    unverified: z.literal(true).describe('General knowledge, not checked').exactOptional(),
  })
  .meta({ id: 'CatalogueFacts', description: 'What a catalogue knows of the act and its page does not state: no part of what was read' });
const statusReason = z.object({
  by: text('What decided: a day, a label, another act, or what is missing'),
  day: z.string().exactOptional(),
  until: z.string().exactOptional(),
  quote: z.string().exactOptional(),
  document: target.pick({ id: true, title: true }).exactOptional(),
});
/** The facts of an act in English: whole sentences, or labels of what only the Chinese quote says surely. */
const summary = z
  .object({ kind: z.enum(['sentence', 'label']), says: z.string(), quote: text('The Chinese words that prove it') })
  .meta({ id: 'SummaryLine', description: 'A fact of the act in English' });
export const document = every
  .extend({
    statusReason: statusReason.describe('Why it has this status'),
    act: z
      .object({ title: z.string(), english: z.string() })
      .describe('The act that the page issues or puts out for comment')
      .exactOptional(),
    summary: summary.array().exactOptional(),
    changedBy: effect.array().describe('What later acts did to it; its dates and status are those after it').exactOptional(),
    catalogue: catalogue.exactOptional(),
    text: text('The whole text, or an excerpt where rights allow no more'),
    textIs: z.literal('excerpt').describe('Where the text is not whole').exactOptional(),
    links: link.array(),
    copies: list('Pages on which it stands'),
    attachments: list('Files beside the text, with their words where they were read'),
    revisions: list('What was read when'),
  })
  .meta({ id: 'Document', description: 'A document with its text, evidence and links' });

export const revision = z.object({
  n: count('1 is the first reading'),
  at: instant('When it was read'),
  by: z.enum(['publisher', 'reader']).describe('Who changed something: the publisher, or a better reading by the program'),
  what: z.enum(['new', 'changed', 'withdrawn', 'returned', 'reread']),
  changes: fieldChange.array().exactOptional(),
});
export const facets = z
  .record(z.string(), z.record(z.string(), z.int().nonnegative()))
  .describe('How many documents have each value of each facet');
// Items of lists: parts of the whole thing, under the same names.

const precisions = { 4: 'year', 7: 'month', 10: 'day' } as const;
const precisionOf = (value: string): DateFact['precision'] | undefined =>
  value.length === 4 || value.length === 7 || value.length === 10 ? precisions[value.length] : undefined;

/** A title that stays Chinese is no English: what is left of it (a summary, what was refused), or nothing. */
export function englishShape<T extends { readonly title: string; readonly by?: string }>(english: T) {
  if (!hasHan(english.title)) return { english };
  const { title: _title, by: _by, ...rest } = english;
  return Object.keys(rest).length > 0 ? { english: rest } : {};
}

/** A document with its English as the API gives it. */
export function withEnglish<T extends { readonly english: { readonly title: string; readonly by?: string } }>({ english, ...document }: T) {
  return { ...document, ...englishShape(english) };
}

/** A document in a list; everything else of it is at `documents/{id}`. */
export function documentShape(hit: Hit) {
  const {
    title,
    english,
    issuerIds,
    issuerNames,
    themes,
    sourceIds,
    signed,
    published,
    effective,
    expires,
    commentFrom,
    commentBy,
    shown: _shown,
    ...rest
  } = hit;
  const dates: Record<string, { value: string; precision: DateFact['precision'] }> = {};
  for (const [kind, value] of Object.entries({ signed, published, effective, commentFrom, commentBy, expires })) {
    const precision = value === undefined ? undefined : precisionOf(value);
    if (value !== undefined && precision !== undefined) dates[kind] = { value, precision };
  }
  const paired = issuerIds.length === issuerNames.length;
  const issuers = issuerNames.map((name, index) => ({ name, ...(paired && { id: issuerIds[index] }) }));
  return { ...rest, title, ...englishShape({ title: english }), issuers, themes: themes.map((theme) => ({ theme })), sourceIds, dates };
}

/** Acts that are known and not read, beside the items of a list: nothing when there are none. */
export const knownShape = ({ total, items }: KnownResult) =>
  total > 0 && { known: items, ...(total > items.length && { knownTotal: total }) };
