import { createHash } from 'node:crypto';
import { type Dates, dateKinds } from '../../model/article.ts';
import type { Classified, Copy, FieldChange, Head } from '../../model/document.ts';
import { opt } from '../../model/values.ts';
import { numberKey } from '../numbers/numbers.ts';
import { hostOf, locationUrl } from '../urls/address.ts';
import { compareWordings, normaliseForHash } from './compare.ts';

export const saidBy = ({ number, dates }: { readonly number?: string; readonly dates: Dates }): Record<string, string> => ({
  ...opt({ number }),
  ...Object.fromEntries(
    dateKinds.filter((kind) => kind !== 'published').flatMap((kind) => (dates[kind] ? [[kind, dates[kind].value]] : [])),
  ),
});

export const wordingOf = (document: Classified): string =>
  createHash('sha256').update(normaliseForHash(document.text, document)).digest('hex');

export const copyFrom = (
  document: Classified,
  kept: Pick<Copy, 'authority' | 'evidence' | 'firstSeenAt' | 'wording'> & { readonly textHash: string },
): Copy => ({
  url: locationUrl(document.url),
  sourceId: document.sourceId ?? 'added',
  differs: false,
  says: saidBy(document),
  ...kept,
});

export const primaryCopyOf = ({ copies, url }: Pick<Head, 'copies' | 'url'>): Copy | undefined =>
  copies.find((copy) => copy.url === locationUrl(url));

const same = (field: string, a: string, b: string) =>
  a === b || (field === 'number' && numberKey(a) !== undefined && numberKey(a) === numberKey(b));

function contradictions(carrier: Copy, copy: Copy) {
  return Object.entries(copy.says ?? {}).flatMap(([field, after]) => {
    const before = carrier.says?.[field];
    if (before === undefined || same(field, before, after)) return [];
    return [{ field: field === 'number' ? field : `dates.${field}`, before, after }];
  });
}

/** Copies by rank, of equal ones the carrier first, those that are gone last; each is held against the carrier. */
export function rankCopies(copies: readonly Copy[], carrier: Copy | undefined): readonly Copy[] {
  const left = ({ goneAt, movedTo }: Copy) => (goneAt === undefined && movedTo === undefined ? 0 : 1);
  const first = ({ url }: Copy) => (url === carrier?.url ? 1 : 0);
  return copies
    .map((copy) => ({
      ...copy,
      differs: carrier !== undefined && (copy.wording !== carrier.wording || contradictions(carrier, copy).length > 0),
    }))
    .toSorted(
      (a, b) =>
        left(a) - left(b) || b.authority - a.authority || first(b) - first(a) || (a.firstSeenAt + a.url < b.firstSeenAt + b.url ? -1 : 1),
    );
}

const mostDifferences = 12;

const daysSaid = ({ says = {} }: Copy) => Object.fromEntries(Object.entries(says).map(([kind, value]) => [kind, { value }]));

export function differencesOf(
  document: Pick<Head, 'title' | 'issuers'> & { readonly text: string },
  carrier: Copy,
  copy: Copy,
  text: string,
): readonly FieldChange[] {
  const numbers = ({ says = {} }: Copy) => (says['number'] === undefined ? {} : { number: says['number'] });
  const before = { ...document, dates: daysSaid(carrier), ...numbers(carrier) };
  const after = { ...document, dates: daysSaid(copy), ...numbers(copy), text };
  return [...contradictions(carrier, copy), ...compareWordings(before, after)].slice(0, mostDifferences);
}

const mended = /更正|勘误|重新(?:发布|印发|公布)|更新|修正/;

/** A page of the same site that was put up later, or says that it mends the first one. */
export function isReissue(head: Pick<Head, 'url' | 'title' | 'dates'>, document: Classified): boolean {
  if (hostOf(head.url) !== hostOf(document.url)) return false;
  const [before, after] = [head.dates.published?.value, document.dates.published?.value];
  return (before !== undefined && after !== undefined && after > before) || (mended.test(document.title) && !mended.test(head.title));
}
