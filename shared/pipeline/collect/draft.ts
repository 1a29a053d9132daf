import type { Entry } from '../../model/article.ts';
import type { Page } from '../../model/page.ts';
import type { Context } from '../../model/ports.ts';
import type { Level, ListingFormat, Source, SourceKind } from '../../model/source.ts';
import { daysBetween } from '../../model/time.ts';
import { publisherOf } from '../../stages/facts/kind/publisher.ts';
import { work } from './work.ts';

/** A first declaration for a listing of which only the address is known: what can be seen is filled in, the rest is for a person to correct. */

const kindsOf: Readonly<Record<ReturnType<typeof publisherOf>, readonly [SourceKind, Level, Source['rights']]>> = {
  official: ['official', 'L5', { use: 'full-text', reason: 'official document, outside copyright (Copyright Law art. 5)' }],
  media: ['media', 'L8', { use: 'excerpt', reason: 'media: title, link and a short quotation' }],
  research: ['research', 'L8', { use: 'excerpt', reason: 'think tank: title, link and a short quotation' }],
  company: ['company', 'L8', { use: 'excerpt', reason: 'company newsroom: title, link and a short quotation' }],
  unknown: ['media', 'L8', { use: 'link-only', reason: 'nothing is known of its terms' }],
};

const common = new Set(['www', 'com', 'cn', 'gov', 'org', 'net', 'edu', 'ac', 'cc', 'example']);

/** `dsj.yicheng.gov.cn` is `yicheng-dsj`. */
function idOf(url: string): string {
  const labels = new URL(url).hostname.split('.').filter((label) => !common.has(label));
  return (
    labels
      .toReversed()
      .join('-')
      .replaceAll(/[^a-z0-9-]/gi, '') || 'my-source'
  );
}

const shortestSilence = 14;

/** Twice the longest pause in the list, in whole weeks, at least two. */
function silenceOf(entries: readonly Entry[]): number {
  const days = entries.flatMap(({ publishedOn }) => publishedOn ?? []).toSorted();
  const pauses = days.slice(1).map((day, index) => daysBetween(days[index] ?? day, day));
  return Math.max(shortestSilence, Math.ceil((Math.max(0, ...pauses) * 2) / 7) * 7);
}

/** Declaration that reads a listing by its structure, before anything is known of it. */
export function blankOf(url: string, format: ListingFormat = 'dated-links'): Source {
  const [kind, level, rights] = kindsOf[publisherOf(url, undefined)];
  const id = idOf(url);
  const listing = { format, url };
  return {
    id,
    publisher: id,
    names: { zh: id, en: id },
    level,
    kind,
    every: 'day',
    listing,
    expect: { atLeast: 1, freshWithinDays: 3650 },
    rights,
  };
}

/** Fetches a listing to see which format it is in. Throws SourceError. */
export async function formatAt(url: string, { web, reader }: Pick<Context, 'web' | 'reader'>): Promise<ListingFormat> {
  const page: Page = await web.get({ url });
  return work('listingFormat', [url, page.bytes, page.headers['content-type']], url, { reader });
}

/** The declaration with expectations by what its list holds now. */
export const expecting = (source: Source, entries: readonly Entry[]): Source => ({
  ...source,
  expect: { atLeast: Math.max(1, Math.floor(entries.length / 2)), freshWithinDays: silenceOf(entries) },
});
