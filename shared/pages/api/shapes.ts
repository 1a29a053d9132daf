import * as z from 'zod';
import { stateLevels } from '../../model/chain.ts';
import { documentTypes, relations, statuses, themeIds } from '../../model/vocabulary.ts';

/** The shapes of the API's answers (contract.md 3), as openapi.ts describes them and api.test.ts checks them. Fields may be added to any. */

const text = z.string();
const count = z.int().nonnegative();
const day = text.meta({ format: 'date' });
const instant = text.meta({ format: 'date-time' });
/** An object or list whose fields are not described one by one. */
export const anything = z.object({});
export const list = anything.array();

/** A page of a list. */
export const paged = <T extends z.ZodType, M extends z.ZodRawShape>(items: T, more: M) =>
  z.object({ items: items.array(), next: text.exactOptional(), ...more });

const names = z.object({ en: text, zh: text });
const dateFact = z
  .object({
    value: text.regex(/^\d{4}(-\d{2}(-\d{2})?)?$/),
    precision: z.enum(['day', 'month', 'year']),
    time: text.exactOptional(),
    from: text.exactOptional(),
    quote: text.exactOptional(),
  })
  .meta({ id: 'DateFact' });
const dates = z
  .object({ signed: dateFact, published: dateFact, effective: dateFact, commentFrom: dateFact, commentBy: dateFact, expires: dateFact })
  .partial()
  .meta({ id: 'Dates' });
const way = z.object({ by: z.enum(['form', 'email', 'post']), to: text, quote: text.exactOptional() }).meta({ id: 'Participation' });
const issuer = z.object({ id: text.exactOptional(), name: text, english: text.exactOptional() }).meta({ id: 'Issuer' });
const themeMatch = z
  .object({ theme: z.enum(themeIds), score: z.number().min(0).max(1).exactOptional(), evidence: list.exactOptional() })
  .meta({ id: 'ThemeMatch' });
const target = z.object({ id: text, title: text, number: text, english: text }).partial();
const link = z
  .object({ relation: z.enum(relations), to: target, state: z.enum(['resolved', 'unresolved', 'ambiguous']), quote: text })
  .meta({ id: 'Link' });
const english = z.object({
  title: text,
  by: z.enum(['glossary', 'official', 'dictionary', 'translator', 'model', 'person']).exactOptional(),
});

const every = z.object({
  id: text,
  url: text,
  title: text,
  english,
  number: text.exactOptional(),
  issuers: issuer.array(),
  authority: z.int().min(0).max(100).exactOptional(),
  type: z.enum(documentTypes),
  status: z.enum(statuses),
  themes: themeMatch.array(),
  dates,
  participate: way.array().exactOptional(),
  firstSeenAt: instant,
});
export const listed = every.extend({ sourceIds: text.array().exactOptional(), passage: anything.exactOptional() }).meta({ id: 'Listed' });
/** Acts that are known and not read stand apart from the items, which alone are counted. */
const knownAct = z
  .object({
    title: text,
    english: z.object({ title: text, by: text.exactOptional() }).exactOptional(),
    number: text.exactOptional(),
    issuers: issuer.array(),
    type: z.enum(documentTypes).exactOptional(),
    dates: dates.pick({ signed: true, published: true, effective: true }),
    url: text.exactOptional(),
    themes: z.enum(themeIds).array(),
    from: text,
    landmark: text.exactOptional(),
  })
  .meta({ id: 'KnownAct' });
export const knownBeside = { known: knownAct.array().exactOptional(), knownTotal: count.exactOptional() };
const statusReason = z.object({
  by: text,
  day: text.exactOptional(),
  until: text.exactOptional(),
  quote: text.exactOptional(),
  document: target.pick({ id: true, title: true }).exactOptional(),
});
/** The facts of an act in English: whole sentences, or labels of what only the Chinese quote says surely. */
const summary = z.object({ kind: z.enum(['sentence', 'label']), says: text, quote: text }).meta({ id: 'SummaryLine' });
export const document = every
  .extend({
    statusReason,
    act: z.object({ title: text, english: text }).exactOptional(),
    summary: summary.array().exactOptional(),
    text,
    links: link.array(),
    copies: list,
    revisions: list,
  })
  .meta({ id: 'Document' });

export const documentText = z.object({ id: text, text, attachments: list.exactOptional(), complete: z.boolean() });
export const documentLinks = z.object({ id: text, links: link.array(), citedBy: list });
const chained = z.object({ id: text, title: text, english: text });
export const chain = z
  .object({
    act: chained.partial().extend({ number: text.exactOptional(), day: text.exactOptional() }),
    documents: chained
      .extend({
        number: text.exactOptional(),
        day: text.exactOptional(),
        type: z.enum(documentTypes).exactOptional(),
        status: z.enum(statuses).exactOptional(),
        draft: z.boolean(),
        issuers: issuer.array(),
        level: z.enum(stateLevels),
        place: text.exactOptional(),
        relation: z.enum(['implements', 'forwards']),
        quote: text,
        via: chained.exactOptional(),
      })
      .array(),
    bodies: z.object({ issuer, documents: text.array() }).array(),
    places: z
      .object({
        place: text,
        names,
        level: z.enum(['province', 'city']),
        within: text.exactOptional(),
        state: z.enum(['held', 'none-found', 'not-readable', 'not-watched']),
        documents: text.array(),
        below: text.array(),
        lists: list,
        readBackTo: day.exactOptional(),
      })
      .array(),
    complete: z.boolean(),
  })
  .meta({ id: 'Chain' });
export const difference = z.object({ id: text, from: count, to: count, changes: list, note: text.exactOptional() });
const compared = z.object({
  id: text,
  title: text,
  english: text.exactOptional(),
  number: text.exactOptional(),
  revision: count.exactOptional(),
});
const actChange = z.object({
  kind: z.enum(['same', 'changed', 'moved', 'added', 'removed']),
  article: text,
  articleBefore: text.exactOptional(),
  before: text.exactOptional(),
  after: text.exactOptional(),
});
export const comparison = z
  .object({ a: compared, b: compared, changes: actChange.array(), complete: z.boolean() })
  .meta({ id: 'Comparison' });
const revision = z.object({ n: count, at: instant, by: z.enum(['publisher', 'reader']), what: text });
export const revisions = paged(revision, {});
export const changes = paged(revision.extend({ documentId: text, title: text }).meta({ id: 'Change' }), {});

export const theme = z.object({ id: z.enum(themeIds), names, documents: count }).meta({ id: 'Theme' });
export const landmark = z
  .object({ id: text, en: text, zh: text, mark: z.enum(['V2', 'V1', 'K', '?']), documents: count })
  .meta({ id: 'Landmark' });
export const source = z.object({ id: text, names, level: text, url: text, state: text }).meta({ id: 'Source' });
export const week = z
  .object({
    week: text,
    url: text,
    page: text,
    from: day.exactOptional(),
    to: day.exactOptional(),
    composedAt: instant.exactOptional(),
    highlights: list.exactOptional(),
    counts: anything.exactOptional(),
    unseen: anything.exactOptional(),
  })
  .meta({ id: 'Week' });
export const digest = z
  .object({ week: text, from: day, to: day, composedAt: instant, sections: anything, unseen: list })
  .meta({ id: 'Digest' });
export const total = { total: count };

export const problem = z
  .object({ type: text, title: text, status: count, detail: text, instance: text, parameter: text, allowed: text.array() })
  .partial({ detail: true, instance: true, parameter: true, allowed: true })
  .meta({ id: 'Problem' });
