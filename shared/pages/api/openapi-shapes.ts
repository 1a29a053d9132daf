import { documentTypes, relations, statuses, themeIds } from '../../model/vocabulary.ts';

/** The shapes that the description of the API (openapi.ts) names. */

export const day = { type: 'string', format: 'date' };
const instant = { type: 'string', format: 'date-time' };
export const list = (items: object) => ({ type: 'array', items });
export const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
/** An object of these properties, all of them required unless it says which. */
export const object = (properties: object, required: readonly string[] = Object.keys(properties)) => ({
  type: 'object',
  properties,
  required,
});

const dateFact = object(
  {
    value: { type: 'string', pattern: '^\\d{4}(-\\d{2}(-\\d{2})?)?$' },
    precision: { enum: ['day', 'month', 'year'] },
    time: { type: 'string' },
    from: { type: 'string' },
    quote: { type: 'string' },
  },
  ['value', 'precision'],
);
const names = object({ en: { type: 'string' }, zh: { type: 'string' } });
const issuer = object({ id: { type: 'string' }, name: { type: 'string' }, english: { type: 'string' } }, ['name']);
const theme = object({ theme: { enum: themeIds }, score: { type: 'number', minimum: 0, maximum: 1 }, evidence: list({ type: 'object' }) }, [
  'theme',
]);
const dates = object(
  Object.fromEntries(['signed', 'published', 'effective', 'commentBy', 'expires'].map((kind) => [kind, ref('DateFact')])),
  [],
);
const link = object({
  relation: { enum: relations },
  to: object({ id: { type: 'string' }, title: { type: 'string' }, number: { type: 'string' }, english: { type: 'string' } }, []),
  state: { enum: ['resolved', 'unresolved', 'ambiguous'] },
  quote: { type: 'string' },
});

const statusReason = object(
  {
    by: { type: 'string' },
    day: { type: 'string' },
    until: { type: 'string' },
    quote: { type: 'string' },
    document: object({ id: { type: 'string' }, title: { type: 'string' } }, []),
  },
  ['by'],
);

const listedFields = {
  id: { type: 'string' },
  url: { type: 'string' },
  title: { type: 'string' },
  english: object({ title: { type: 'string' }, by: { enum: ['glossary', 'translator', 'model', 'person'] } }, ['title']),
  number: { type: 'string' },
  issuers: list(ref('Issuer')),
  authority: { type: 'integer', minimum: 0, maximum: 100 },
  type: { enum: documentTypes },
  status: { enum: statuses },
  themes: list(ref('ThemeMatch')),
  dates: ref('Dates'),
  firstSeenAt: instant,
};
const always = ['id', 'url', 'title', 'english', 'issuers', 'type', 'status', 'themes', 'dates', 'firstSeenAt'];

export const schemas = {
  Problem: object(
    {
      type: { type: 'string' },
      title: { type: 'string' },
      status: { type: 'integer' },
      detail: { type: 'string' },
      instance: { type: 'string' },
      parameter: { type: 'string' },
      allowed: list({ type: 'string' }),
    },
    ['type', 'title', 'status'],
  ),
  DateFact: dateFact,
  Dates: dates,
  Issuer: issuer,
  ThemeMatch: theme,
  Link: link,
  Listed: object({ ...listedFields, sourceIds: list({ type: 'string' }), passage: { type: 'object' } }, always),
  Document: object(
    {
      ...listedFields,
      statusReason,
      text: { type: 'string' },
      links: list(ref('Link')),
      copies: list({ type: 'object' }),
      revisions: list({ type: 'object' }),
    },
    [...always, 'statusReason', 'text', 'links', 'copies', 'revisions'],
  ),
  Theme: object({ id: { enum: themeIds }, names, documents: { type: 'integer' } }),
  Landmark: object({
    id: { type: 'string' },
    en: { type: 'string' },
    zh: { type: 'string' },
    mark: { enum: ['V2', 'V1', 'K', '?'] },
    documents: { type: 'integer' },
  }),
  Source: object({ id: { type: 'string' }, names, level: { type: 'string' }, url: { type: 'string' }, state: { type: 'string' } }),
  Week: object({ week: { type: 'string' }, url: { type: 'string' }, page: { type: 'string' } }),
  Digest: object({
    week: { type: 'string' },
    from: day,
    to: day,
    composedAt: instant,
    sections: { type: 'object' },
    unseen: list({ type: 'object' }),
  }),
  Change: object({
    documentId: { type: 'string' },
    n: { type: 'integer' },
    at: instant,
    by: { enum: ['publisher', 'reader'] },
    what: { type: 'string' },
    title: { type: 'string' },
  }),
};
