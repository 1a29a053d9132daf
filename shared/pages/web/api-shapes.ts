import type { DateFact } from '../../model/article.ts';
import type { KnownResult } from '../../model/known.ts';
import type { Hit } from '../../model/query.ts';
import type { SourceState } from '../../model/run.ts';
import { withoutSecrets } from '../../model/secrets.ts';
import type { Source } from '../../model/source.ts';
import { opt } from '../../model/values.ts';
import type { ThemeId } from '../../model/vocabulary.ts';
import { hasHan } from '../../stages/text/language.ts';
import { cappedIn } from '../../stages/watch/capped.ts';
import { themeNames } from '../words/words.ts';

/** Shapes of the items in lists of the API: parts of the whole thing, under the same names. */

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

export const themeShape = (id: ThemeId, documents: number) => ({ id, names: { en: themeNames[id][0], zh: themeNames[id][1] }, documents });

export const weekShape = (week: string) => ({ week, url: `/api/v1/digests/${week}`, page: `/digests/${week}` });

/** A source with its state; without the declaration's selectors. */
export function sourceShape({ source, state }: { readonly source: Source; readonly state?: SourceState }) {
  const { id, publisher, names, level, kind, every, expect, rights, evidence, certainty, notes, needs } = source;
  const declared = {
    id,
    publisher,
    names,
    level,
    kind,
    every,
    url: withoutSecrets(source.listing.url),
    expect,
    rights,
    ...(certainty !== undefined && { certainty }),
    ...(evidence !== undefined && { evidence }),
    ...(notes !== undefined && { notes }),
    ...(needs !== undefined && { needs }),
  };
  if (needs !== undefined) return { ...declared, state: 'skipped' };
  if (!state) return { ...declared, state: 'unknown' };
  const { condition, since, checkedAt, lastGoodAt, newest, listed, stored = 0, failures, trouble, weeks = {}, lists = {} } = state;
  const movedTo = Object.values(lists).find((list) => list.movedTo !== undefined)?.movedTo;
  return {
    ...declared,
    state: condition,
    since,
    checkedAt,
    lastGoodAt,
    newest,
    listed,
    stored,
    weeks,
    failures,
    trouble,
    ...(movedTo !== undefined && { movedTo }),
    ...opt('capped', cappedIn(state)),
  };
}
