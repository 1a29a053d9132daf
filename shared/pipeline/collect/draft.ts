import type { Entry } from '../../model/article.ts';
import { type Level, longestSilence, type Source, type SourceKind } from '../../model/source.ts';
import { daysBetween } from '../../model/time.ts';
import { findIssuer, type IssuerEntry } from '../../registry/issuers.ts';
import { namedRights, type RightsName } from '../../registry/rights.ts';
import { publisherKindOf } from '../../stages/facts/kind/publisher.ts';
import { listingHealth, newestOf } from '../../stages/watch/health.ts';
import type { FoundListing } from './find-listing.ts';

/** Drafts a declaration for a listing of which only the address is known: what the page shows is filled in, a person corrects the rest. */

const kindsOf: Readonly<Record<ReturnType<typeof publisherKindOf>, readonly [SourceKind, Level, RightsName]>> = {
  official: ['official', 'L5', 'official'],
  media: ['media', 'L8', 'media'],
  research: ['research', 'L8', 'think-tank'],
  company: ['company', 'L8', 'company'],
  unknown: ['media', 'L8', 'unknown'],
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

/** 通知公告_苏州市人民政府: the columns, then the body that the registry knows, else the last part. */
function partsOf(title: string): { readonly body?: IssuerEntry | undefined; readonly zh: string } {
  const parts = title.split(/[_|·—–]|\s-\s/).flatMap((part) => part.trim() || []);
  const known = parts.find((part) => findIssuer(part));
  const site = known ?? parts.at(-1);
  const [column] = parts.filter((part) => part !== site);
  return { body: known === undefined ? undefined : findIssuer(known), zh: [site, column].filter(Boolean).join(' · ') };
}

/** Drafts a declaration from the address and the title of its page, and how its list was found. */
export function draftOf(url: string, { listing, title }: FoundListing): Source {
  const [kind, level, rights] = kindsOf[publisherKindOf(url, undefined)];
  const { body, zh } = partsOf(title);
  const [id, host] = [idOf(url), new URL(url).hostname];
  return {
    id,
    publisher: body?.id ?? id,
    names: { zh: zh || host, en: body?.english ?? host },
    level: body?.level ?? level,
    kind,
    every: 'day',
    listing,
    expect: { atLeast: 1, freshWithinDays: longestSilence },
    rights: namedRights[rights],
  };
}

const shortestSilence = 14;

/** Twice the longest pause in the list, in whole weeks, within bounds. */
function silenceOf(entries: readonly Entry[]): number {
  const days = entries.flatMap(({ publishedOn }) => publishedOn ?? []).toSorted();
  const pauses = days.slice(1).map((day, index) => daysBetween(days[index] ?? day, day));
  return Math.min(longestSilence, Math.max(shortestSilence, Math.ceil((Math.max(0, ...pauses) * 2) / 7) * 7));
}

/** The declaration with expectations by what its list holds now. */
export const expecting = (source: Source, entries: readonly Entry[]): Source => ({
  ...source,
  expect: { atLeast: Math.max(1, Math.floor(entries.length / 2)), freshWithinDays: silenceOf(entries) },
});

/** Warns of a list that has been without news for longer than its own pauses and the holidays explain. */
export function deadWords(source: Source, entries: readonly Entry[], today: string): string | undefined {
  const newest = newestOf(entries, today);
  if (newest === undefined || listingHealth(source, { listed: entries.length, newest }, today).condition !== 'suspect') return undefined;
  return `this list seems dead: its newest entry is of ${newest}; look for the list where the body publishes now`;
}
