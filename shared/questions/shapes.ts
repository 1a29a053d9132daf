import * as z from 'zod';
import { type DateFact, dateKinds } from '../model/article.ts';
import type { FactName } from '../model/document-facts.ts';
import type { KnownResult } from '../model/lineage.ts';
import type { Hit } from '../model/query.ts';
import {
  anything,
  count,
  dateFact,
  fieldChange,
  instant,
  issuer,
  knownAct,
  link,
  list,
  participation,
  statedChange,
  target,
  text,
} from '../model/shape.ts';
import { factKinds } from '../model/summary.ts';
import { hasHan, opt } from '../model/values.ts';
import { addresseeIds, type DocumentType, documentTypes, isTheme, statuses, subThemeIds, themeIds } from '../model/vocabulary.ts';
import { issuersOfRow } from '../registry/issuers.ts';
import { headlineOf, type Named } from '../stages/english/headline.ts';

/**
 * The shapes that several answers have (docs/contract.md 3), as they are described and tests check each answer; fields may be added to any.
 * And how they are made.
 */

const dateGiven = dateFact
  .partial({ from: true, quote: true })
  .meta({ id: 'DateGiven', description: 'A day; in a list without the words that state it' });
export const dates = z.partialRecord(z.enum(dateKinds), dateGiven).meta({ id: 'Dates', description: 'Those that are known' });
export const themeMatch = z
  .object({
    theme: z.enum(themeIds),
    score: z.number().min(0).max(1).exactOptional(),
    evidence: list('Words that decided, by their offsets').exactOptional(),
  })
  .meta({ id: 'ThemeMatch', description: 'A theme of the document' });
const subThemeMatch = themeMatch
  .pick({ evidence: true })
  .extend({ theme: z.enum(subThemeIds) })
  .meta({ id: 'SubThemeMatch', description: 'A finer theme of the document' });
const effect = statedChange
  .extend({
    document: z.object({ id: z.string(), title: z.string(), english: z.string().exactOptional() }).describe('The later act'),
    on: text('From which day on it does it').exactOptional(),
  })
  .meta({ id: 'ActEffect', description: 'What a later act does to it, and it outlives' });
const english = z.object({
  title: text('English title, where one is sure').exactOptional(),
  by: z
    .enum(['official', 'glossary', 'known', 'words', 'machine', 'model', 'person', 'translator', 'dictionary'])
    .describe('Who made it; translator and dictionary stand in documents read before 0.13.0')
    .exactOptional(),
  refused: list('Machine text that was dropped, and why').exactOptional(),
  page: text('The official page that has the act under this title').exactOptional(),
});

type FactShapes = Readonly<Partial<Record<FactName, z.ZodType>>>;

/** Fields of a document and no others: a name that the table of facts lacks does not compile. */
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
  scan: z.literal(true).describe('Its words are pictures, which nobody has read').exactOptional(),
  type: z.enum(documentTypes),
  status: z.enum(statuses).describe('As of today'),
  themes: themeMatch.array(),
  subThemes: subThemeMatch.array().exactOptional(),
  dates,
  participate: participation.partial({ quote: true }).array().exactOptional(),
  firstSeenAt: instant('When it was first read'),
} satisfies FactShapes);
export const listed = every
  .extend({
    sourceIds: z.array(z.string()).describe('Sources that have it').exactOptional(),
    passage: anything.describe('Where the words asked for stand').exactOptional(),
    lacks: list('Words asked for that it does not have, where no document has all of them').exactOptional(),
  })
  .meta({ id: 'Listed', description: 'A document in a list; all of it is at documents/{id}' });
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
  .object({
    kind: z.enum(['sentence', 'label']),
    says: z.string(),
    quote: text('The Chinese words that prove it'),
    machine: text('Machine translation of the quote').exactOptional(),
  })
  .meta({ id: 'SummaryLine', description: 'A fact of the act in English' });
const keyFact = z
  .object({
    label: text('What kind of fact it is: a duty, a ban, a target, a limit, support'),
    english: text('Where it says all that the fact says').exactOptional(),
    by: z.enum(['rules', 'machine']).describe('Who made the English'),
    value: z.number().exactOptional(),
    unit: z.string().exactOptional(),
    bound: z.string().exactOptional(),
    year: z.number().exactOptional(),
    kind: z.enum(factKinds),
    article: text('The article in which it stands').exactOptional(),
    sanction: text('The article that punishes who breaks that one').exactOptional(),
    addressee: z.enum(addresseeIds).describe('Whom it binds').exactOptional(),
    quote: text('The Chinese words that prove it'),
  })
  .meta({ id: 'KeyFact', description: 'A duty, target, limit or promise of an act' });
const firstLine = z
  .object({
    id: z.enum(['does', 'binds', 'from', 'cost']),
    label: z.string(),
    says: z.string(),
    unstated: z.literal(true).describe('Nothing was read of it; the act may say it').exactOptional(),
    article: z.string().exactOptional(),
    quotes: z.string().array().describe('The words that prove it').exactOptional(),
  })
  .meta({
    id: 'FirstLine',
    description: 'What a reader asks first: what it does, whom it binds, from when (its status in plain words), what it costs not to',
  });
const documentState = z
  .object({
    n: count('The revision that began it'),
    from: instant('Since when it was so'),
    until: instant('Until when; absent where it is so today').exactOptional(),
    textHash: text('SHA-256 of its text'),
    evidence: text('Key of the archived page, with the SHA-256 of its bytes'),
    page: text('Its address for ever'),
    corrected: list('Revisions in which we read the same page better, and the fields that this changed').exactOptional(),
  })
  .meta({ id: 'State', description: 'One state of a document, as it stood from one revision to the next' });
export const document = every
  .extend({
    firstLines: firstLine.array().exactOptional(),
    ...({
      statusReason: statusReason.describe('Why it has this status'),
      act: z
        .object({ title: z.string(), english: z.string() })
        .describe('The act that the page issues or puts out for comment')
        .exactOptional(),
      summary: summary.array().exactOptional(),
      keyFacts: keyFact.array().exactOptional(),
      changedBy: effect.array().describe('What later acts did to it; its dates and status are those after it').exactOptional(),
      catalogue: catalogue.exactOptional(),
      text: text('The whole text, or an excerpt where rights allow no more'),
      links: link.array(),
      translations: z
        .object({
          ...{ id: z.string(), title: z.string(), url: z.string() },
          official: z.boolean(),
          by: z.object({ en: z.string(), zh: z.string() }),
        })
        .array()
        .describe('Pages that have it in English: official ones, and by whom')
        .exactOptional(),
      copies: list('Pages on which it stands'),
      attachments: list('Files beside the text, with their words where they were read'),
      revisions: list('What was read when'),
      state: documentState.exactOptional(),
    } satisfies FactShapes),
    textIs: z.literal('excerpt').describe('Where the text is not whole').exactOptional(),
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

const precisions = { 4: 'year', 7: 'month', 10: 'day' } as const;
const precisionOf = (value: string): DateFact['precision'] | undefined =>
  value.length === 4 || value.length === 7 || value.length === 10 ? precisions[value.length] : undefined;

type English = { readonly title: string; readonly by?: string };

/** The English title of a document; where none is sure, what its title names (by: known) or words of it (by: words). */
export function englishShape<T extends English>(
  english: T,
  { title, type, shown }: Pick<Named, 'title' | 'type' | 'shown'>,
): { readonly english: T } {
  if (title === '' || !hasHan(english.title)) return { english };
  const { english: headline, by } = headlineOf({
    title,
    shown: { ...opt('described', shown?.act ? undefined : shown?.described) },
    ...opt('type', type),
  });
  return { english: { ...english, title: headline, ...opt('by', by) } };
}

export const withEnglish = <T extends { readonly title: string; readonly type: DocumentType; readonly english: English }>(
  document: T,
): T => ({
  ...document,
  ...englishShape(document.english, { title: document.title, type: document.type }),
});

const subThemesShape = (themes: Hit['themes']) => {
  const finer = themes.filter((theme) => !isTheme(theme));
  return finer.length > 0 && { subThemes: finer.map((theme) => ({ theme })) };
};

export function documentShape(hit: Hit) {
  const {
    title,
    english,
    issuerIds: _ids,
    issuerNames: _names,
    themes,
    sourceIds,
    signed,
    published,
    effective,
    expires,
    commentFrom,
    commentBy,
    shown,
    passage: { sentence: _whole, others: _others, ...passage } = {},
    ...rest
  } = hit;
  const dates: Record<string, { value: string; precision: DateFact['precision'] }> = {};
  for (const [kind, value] of Object.entries({ signed, published, effective, commentFrom, commentBy, expires })) {
    const precision = value === undefined ? undefined : precisionOf(value);
    if (value !== undefined && precision !== undefined) dates[kind] = { value, precision };
  }
  return {
    ...rest,
    ...(hit.passage && { passage }),
    title,
    ...englishShape({ title: english }, { title, type: hit.type, ...opt('shown', shown) }),
    issuers: issuersOfRow(hit),
    themes: themes.filter(isTheme).map((theme) => ({ theme })),
    ...subThemesShape(themes),
    sourceIds,
    dates,
  };
}

export const knownShape = ({ total, items }: KnownResult) =>
  total > 0 && { known: items, ...(total > items.length && { knownTotal: total }) };
