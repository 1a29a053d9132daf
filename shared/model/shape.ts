import * as z from 'zod';
import { dateKinds } from './article.ts';
import type { Fixed } from './fixed.ts';
import { changingRelations, documentTypes, relations, themeIds } from './vocabulary.ts';

/** Shapes of what programs are told, and the types that the program itself has of it: each is said once, as a value of zod. */

/** The type of a shape; nothing that is told is changed. */
export type TypeOf<S extends z.ZodType> = Fixed<z.output<S>>;

export const text = (says: string) => z.string().describe(says);
export const count = (says: string) => z.int().nonnegative().describe(says);
export const day = (says: string) => z.string().meta({ format: 'date', description: says });
export const instant = (says: string) => z.string().meta({ format: 'date-time', description: says });
export const anything = z.object({});
export const list = (says: string) => anything.array().describe(says);
export const counts = (says: string) => z.record(z.string(), z.int().nonnegative()).describe(says);

export const paged = <T extends z.ZodType, M extends z.ZodRawShape>(items: T, more: M) =>
  z.object({ items: items.array(), next: text('Cursor of the page that follows; absent on the last one').exactOptional(), ...more });
export const total = { total: count('How many there are on all pages') };

export const names = z.object({ en: text('In English'), zh: text('In Chinese') }).describe('Its names');
export const issuer = z
  .object({ id: text('Id of a body that is known').exactOptional(), name: text('As written'), english: z.string().exactOptional() })
  .meta({ id: 'Issuer', description: 'A body that issued it' });
export const target = z.object({
  id: text('Id, when it is held').exactOptional(),
  title: z.string().exactOptional(),
  number: text('Document number').exactOptional(),
  english: text('English title').exactOptional(),
});
export const fieldChange = z
  .object({ field: text('text, title, dates.effective, …'), before: z.string().exactOptional(), after: z.string().exactOptional() })
  .meta({ id: 'FieldChange', description: 'What a field said before and says after' });
export const named = z.object({ id: z.string(), title: z.string(), english: text('English title; empty where none is known') });
export const dated = named.extend({ day: text('A day in Beijing; empty where none is known') });
export const quantity = z.object({
  value: z.number().describe('In base units'),
  unit: text('EFLOPS, kWh, CNY, %, count, …'),
  year: z.int().describe('Year that the sentence states').exactOptional(),
  bound: z.enum(['at-least', 'at-most', 'about', 'exactly']),
  strict: z.literal(true).describe('The number itself is left out: 超过, 不足').exactOptional(),
  quote: text('The sentence'),
});

export const dateFact = z
  .object({
    value: z
      .string()
      .regex(/^\d{4}(-\d{2}(-\d{2})?)?$/)
      .describe('A day in Beijing, a month or a year: 2026-11-25, 2026-11, 2026'),
    precision: z.enum(['day', 'month', 'year']),
    time: text('Time of the day, where it is stated').exactOptional(),
    from: z.enum(['metadata', 'meta-tag', 'body', 'signature', 'listing', 'feed', 'url']).describe('Where it was read'),
    quote: text('The words that state it'),
    changedBy: named
      .extend({ english: z.string().exactOptional() })
      .describe('The later act that says it, when the act itself said otherwise: the quote is of its words')
      .exactOptional(),
    before: z.object({ value: z.string(), quote: z.string() }).describe('What the act itself says').exactOptional(),
  })
  .meta({ id: 'DateFact', description: 'A day with the words that state it' });
export const participation = z
  .object({ by: z.enum(['form', 'email', 'post']), to: text('Address of the form, of mail or of post'), quote: z.string() })
  .meta({ id: 'Participation', description: 'A way to take part in a call for comment' });

export const statedChange = z
  .object({
    relation: z.enum(changingRelations),
    until: dateFact.describe('New last day').exactOptional(),
    term: text('Added to the old last day, or counted from `from`: +2y, +6m; of a suspension its length').exactOptional(),
    effective: dateFact.describe('New day of effect').exactOptional(),
    from: dateFact.describe('First day of a suspension, or of a change').exactOptional(),
    to: dateFact.describe('Last day of a suspension').exactOptional(),
    parts: z.array(z.string()).describe('Which parts, as written: 第九条').exactOptional(),
    field: z.enum(dateKinds).describe('The day that a correction concerns').exactOptional(),
    before: text('What was said, as quoted').exactOptional(),
    after: text('What is right, as quoted').exactOptional(),
    value: dateFact.describe('The day that `after` says').exactOptional(),
    quote: text('The words that say so'),
  })
  .meta({ id: 'StatedChange', description: 'What it does to an act that goes on' });

/** A day of a document in a list: the words that state it are at the document. */
const listedDate = dateFact.pick({ value: true, precision: true });

export const checked = z
  .object({ day: z.string(), where: z.string() })
  .describe('When it was last held against public texts, and against which');

/** Acts that are known and not read stand apart from the items, which alone are counted. */
export const knownAct = z
  .object({
    title: z.string(),
    english: z.object({ title: z.string(), by: z.literal('glossary').exactOptional() }).exactOptional(),
    number: z.string().exactOptional(),
    unnumbered: z.literal(true).describe('Its published text bears no number').exactOptional(),
    issuers: issuer.array(),
    type: z.enum(documentTypes).exactOptional(),
    dates: z.object({ signed: listedDate.exactOptional(), published: listedDate.exactOptional(), effective: listedDate.exactOptional() }),
    url: text('Official address').exactOptional(),
    themes: z.enum(themeIds).array(),
    from: text('The catalogue that names it'),
    checked,
    landmark: text('Id of the landmark that it is').exactOptional(),
  })
  .meta({ id: 'KnownAct', description: 'An act that a public catalogue names and that was not read' });

export const link = z
  .object({
    relation: z.enum(relations),
    to: target.extend({ known: knownAct.describe('What is known of a text that is not held').exactOptional() }),
    state: z.enum(['resolved', 'unresolved', 'ambiguous']).describe('Whether it surely names a document that is held'),
    quote: text('The words of the citation'),
    changes: statedChange.array().describe('What the document does to the text').exactOptional(),
  })
  .meta({ id: 'Link', description: 'A document that it cites' });

export const missingText = target.omit({ id: true, english: true }).extend({
  documents: count('How many documents cite it'),
  relations: z.partialRecord(z.enum(relations), z.int().nonnegative()).describe('How, the strongest relation first'),
  citedBy: dated
    .extend({ relation: z.enum(relations), quote: z.string() })
    .array()
    .describe('Some of them, newest first'),
  url: text('Its address, where a page links it').exactOptional(),
  asked: text('When it was asked for at its address').exactOptional(),
  known: knownAct.exactOptional(),
});

export const resolution = z.object({
  kind: z.enum(['document', 'url', 'number', 'title', 'none']).describe('What it is read as'),
  canonical: text('Its standard spelling').exactOptional(),
  held: z.boolean().describe('Whether a document of it is held'),
  ids: z.array(z.string()).describe('Documents that it names'),
  title: z.string().exactOptional(),
  numberKind: z
    .enum(['document', 'order', 'announcement', 'standard', 'congress'])
    .describe('What the number itself tells')
    .exactOptional(),
  prefix: z.string().exactOptional(),
  year: z.int().exactOptional(),
  number: z.int().exactOptional(),
  issuer: issuer.required().exactOptional(),
  candidates: target
    .required({ id: true, title: true })
    .omit({ english: true })
    .array()
    .describe('Documents that it may name')
    .exactOptional(),
  namedBy: named.omit({ english: true }).extend({ relation: z.string() }).array().describe('Documents that cite it').exactOptional(),
  known: knownAct.array().describe('Acts that it names, or may name, and that are known and not read').exactOptional(),
});
