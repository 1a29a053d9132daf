import { z } from 'zod';
import { themeIds } from '../../shared/model/vocabulary.ts';
import { landmarkSections } from '../../shared/registry/landmarks/row.ts';

/** What a table must be: how deep its rows lie (1 in a list, 2 in a list for each group), what a row is, what names it, and whether rows are sorted by that. */
export type Table = {
  readonly depth: 1 | 2 | 3;
  readonly row: z.ZodType;
  readonly key: (row: never) => unknown;
  readonly sorted?: true;
  /** Names of the groups. */
  readonly groups?: z.ZodType;
};

const word = z.string().regex(/^\S(?:.*\S)?$/);
const english = z.string().regex(/^[^\p{Script=Han}]*$/u);

const first = (row: readonly unknown[]): unknown => row[0];
const pairs: Table = { depth: 1, row: z.tuple([word, english]), key: first, sorted: true };

const id = z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/);
const byId = (row: { readonly id: string }): string => row.id;
const words = z.array(word).min(1);
const mark = z.enum(['V2', 'V1', 'K', '?']);
const day = z.string().regex(/^\d{4}(?:-\d\d(?:-\d\d)?)?$/);
const themes = z.array(z.enum(themeIds)).min(1);

const landmark = {
  id,
  mark,
  themes: themes.optional(),
  zh: word.optional(),
  en: english,
  issuers: z.array(id).min(1).optional(),
  number: word.optional(),
  numberMark: mark.optional(),
  dates: z.partialRecord(z.enum(['signed', 'published', 'effective', 'adopted', 'draft', 'commentBy']), day).optional(),
  aliases: words.optional(),
  statement: word.optional(),
};
const kind = z.enum(['institution', 'company', 'programme', 'product', 'place', 'idea']);
const bySection = { depth: 2, key: byId, groups: z.enum(landmarkSections) } as const;

/** Every table of the registry and of the readers, by its file under shared/. */
export const tables: Readonly<Record<string, Table>> = {
  'registry/tables/glossary/nouns.json': pairs,
  'registry/tables/glossary/verbs.json': pairs,
  'registry/tables/glossary/adjectives.json': pairs,
  'registry/tables/glossary/links.json': pairs,
  'registry/tables/glossary/other-english.json': { ...pairs, key: (row: readonly string[]) => row.join('=') },
  'registry/tables/glossary/kinds-of-document.json': pairs,
  'registry/tables/glossary/marks.json': pairs,
  'registry/tables/glossary/offices.json': pairs,
  'registry/tables/landmarks/acts.json': {
    ...bySection,
    row: z.strictObject({ ...landmark, otherIssuers: z.int().positive().optional() }),
  },
  'registry/tables/landmarks/names.json': { ...bySection, row: z.strictObject({ ...landmark, kind }) },
  'registry/tables/landmarks/figures.json': {
    ...bySection,
    row: z.strictObject({
      id,
      mark,
      themes,
      en: english,
      stated: english,
      unit: word,
      about: z.array(words).min(1),
      counted: words.optional(),
      local: z.literal(true).optional(),
      note: z.array(english).min(1).optional(),
    }),
  },
};
