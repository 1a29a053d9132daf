import { section, spans } from './client.ts';

/** The shapes of docs/contract.md 3, written down once more by hand: a field with ? may be absent, others may be there, null is nowhere. */
type Test = (value: unknown) => boolean;
export type Shape = Test | readonly [Shape] | { readonly [field: string]: Shape };

const text: Test = (value) => typeof value === 'string';
const words: Test = (value) => typeof value === 'string' && value !== '';
const yesNo: Test = (value) => typeof value === 'boolean';
const count: Test = (value) => Number.isInteger(value) && Number(value) >= 0;
const share: Test = (value) => typeof value === 'number' && value >= 0 && value <= 1;
const like =
  (form: RegExp): Test =>
  (value) =>
    typeof value === 'string' && form.test(value);
const one = (...values: readonly string[]): Test => like(new RegExp(`^(?:${values.join('|')})$`));
const address = like(/^https?:\/\/\S+$/);
const instant = like(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/);
const day = like(/^\d{4}(?:-\d\d(?:-\d\d)?)?$/);
const id = like(/^[0-9a-f]{16}$/);

const troubles = 'unreachable refused unrecognised truncated too-large too-complex forbidden-address off-site robots suspect'.split(' ');
const failure = { kind: one(...troubles), detail: words, url: address };

export const round: Shape = {
  startedAt: instant,
  finishedAt: instant,
  sources: [
    {
      id: words,
      state: one('ok', 'partial', 'quiet', 'suspect', 'unreachable', 'refused', 'unrecognised', 'skipped'),
      listed: count,
      new: count,
      changed: count,
      same: count,
      failed: count,
      requests: count,
      bytes: count,
      'trouble?': { ...failure, 'nextTryAt?': instant },
    },
  ],
  documents: { new: count, changed: count, same: count, withdrawn: count },
  failures: [failure],
};

const date: Shape = {
  value: day,
  precision: one('day', 'month', 'year'),
  'time?': like(/^\d\d:\d\d(?::\d\d)?$/),
  from: one('metadata', 'meta-tag', 'body', 'signature', 'listing', 'feed', 'url'),
  quote: words,
};
const relations =
  'implements cites repeals supersedes interprets forwards draft-of final-of reports copy-of translates amends extends postpones suspends corrects ends-in-part prevails-over'.split(
    ' ',
  );
const types =
  'law regulation local-regulation rule measures opinions plan several-measures detailed-rules guideline standard notice announcement public-notice reply recommendations continuation work-report legislative-plan call procurement draft interpretation news analysis white-paper company other'.split(
    ' ',
  );
const statuses =
  'draft adopted-awaiting-approval issued not-yet-in-force in-force suspended expired repealed superseded informational unknown'.split(' ');

const articleFields = {
  kind: one('article'),
  url: address,
  canonicalUrl: address,
  'sourceId?': words,
  reader: one('conventions', 'generic'),
  charset: words,
  language: words,
  titleLanguage: words,
  title: words,
  'number?': words,
  'otherNumbers?': [words],
  issuers: [{ 'id?': words, name: words, 'english?': words }],
  type: one(...types),
  status: one(...statuses),
  dates: { 'signed?': date, 'published?': date, 'effective?': date, 'commentFrom?': date, 'commentBy?': date, 'expires?': date },
  'indexNumber?': words,
  'subject?': words,
  'validity?': words,
  text,
  attachments: [{ url: address, title: text, format: words }],
  citations: [{ 'title?': words, 'number?': words, relation: one(...relations), quote: words }],
  'amendments?': [{ 'date?': words, 'number?': words, 'issuer?': words, quote: words }],
  'participate?': [{ by: one('form', 'email', 'post'), to: words, quote: words }],
  'nextPage?': address,
  'copyOf?': words,
  warnings: [{ field: words, reason: words, 'quote?': words }],
} as const;
export const article: Shape = articleFields;

export const listing: Shape = {
  kind: one('listing', 'feed'),
  url: address,
  charset: words,
  entries: [{ url: address, title: words, 'publishedOn?': day, 'summary?': text }],
  'next?': address,
};

const term: Shape = { term: words, where: one('title', 'text'), start: count, end: count };
const themes: Shape = [{ theme: words, score: share, evidence: [term] }];
const entities: Shape = [{ id: words, name: words, kind: words }];

export const document: Shape = {
  ...articleFields,
  id,
  'english?': { title: words, 'gist?': words, by: one('official', 'glossary', 'known', 'words', 'machine', 'model', 'person') },
  relevant: yesNo,
  relevance: share,
  themes,
  entities,
  authority: (value) => count(value) && Number(value) <= 100,
  firstSeenAt: instant,
  lastSeenAt: instant,
  'withdrawnAt?': instant,
  copies: [{ url: address, sourceId: words, authority: count, differs: yesNo, 'state?': one('gone') }],
  revisions: [{ n: count, at: instant, by: one('publisher', 'reader'), textHash: like(/^[0-9a-f]{64}$/), evidence: words }],
  links: [
    {
      relation: one(...relations),
      to: { 'id?': id, 'title?': words, 'number?': words },
      state: one('resolved', 'unresolved', 'ambiguous'),
      quote: words,
    },
  ],
  citedBy: [{ id }],
  'keyFacts?': [{ label: words, quote: words, by: one('rules', 'machine'), 'english?': words }],
};

export const classified: Shape = { id: words, relevant: yesNo, relevance: share, themes, type: one(...types), entities };
export const dated: Shape = { input: text, 'value?': day, 'precision?': one('day', 'month', 'year'), 'time?': words, 'reason?': words };
export const numbered: Shape = {
  input: text,
  kind: one('document', 'order', 'announcement', 'standard', 'congress', 'none'),
  'canonical?': words,
  'prefix?': words,
  'year?': count,
  'number?': (value) => count(value) || words(value),
};
export const comparison: Shape = {
  a: (value) => typeof value === 'object',
  b: (value) => typeof value === 'object',
  changes: [{ kind: one('same', 'changed', 'moved', 'added', 'removed'), 'article?': words, 'before?': text, 'after?': text }],
};
export const problem: Shape = { type: words, title: words, status: count, detail: words, instance: text };

/** Where a value is not of the shape: a line each, with the path. */
export function faults(shape: Shape, value: unknown, at = ''): readonly string[] {
  if (typeof shape === 'function') return shape(value) ? [] : [`${at}: ${JSON.stringify(value)}`];
  if (Array.isArray(shape)) {
    if (!Array.isArray(value)) return [`${at}: no list`];
    return value.flatMap((each, n) => faults(shape[0], each, `${at}[${n}]`));
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [`${at}: no object`];
  return Object.entries(shape).flatMap(([field, inner]) => {
    const name = field.replace('?', '');
    const given = (value as Readonly<Record<string, unknown>>)[name];
    if (given === undefined) return field === name ? [`${at}.${name}: missing`] : [];
    return faults(inner, given, `${at}.${name}`);
  });
}

/** Paths of what is null, anywhere. */
export const nulls = (value: unknown, at = ''): readonly string[] =>
  value === null
    ? [at]
    : typeof value === 'object'
      ? Object.entries(value as object).flatMap(([name, each]) => nulls(each, `${at}.${name}`))
      : [];

/** Fields of a shape that none of these sections of the page names. */
export function unnamed(shape: Shape, headings: readonly string[]): readonly string[] {
  const named = new Set(headings.flatMap((heading) => spans(section(heading)).flatMap((span) => span.match(/[A-Za-z]+/g) ?? [])));
  const fieldsOf = (each: Shape): readonly string[] =>
    typeof each === 'function'
      ? []
      : Array.isArray(each)
        ? fieldsOf(each[0])
        : Object.entries(each).flatMap(([field, inner]) => [field.replace('?', ''), ...fieldsOf(inner)]);
  return [...new Set(fieldsOf(shape))].filter((field) => !named.has(field));
}
