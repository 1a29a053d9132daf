import type { Listing } from '../shared/model/source.ts';
import type { Site } from './site-process.ts';

/** The hosts of bench/site.ts as sources of a configuration. */

/** The only clock of what reads them: later than every day on their pages. */
export const now = '2026-11-30T09:00:00+08:00';

/** Form of their lists; the address stands with each host. */
const listing: Omit<Listing, 'url'> = { format: 'html', items: 'ul.list > li', title: 'a', link: 'a', date: 'span' };

const sourceIds = (hosts: number): readonly string[] => Array.from({ length: hosts }, (_, at) => `host-${at + 1}`);

/** Where the feed of a host lies. */
const feedOf = (address: string): string => `http://${address}/rss.xml`;

/** A configuration with these sources alone, asked for their lists or for their feeds. */
export function configOf({ addresses }: Pick<Site, 'addresses'>, by: 'lists' | 'feeds' = 'lists'): object {
  const ids = sourceIds(addresses.length);
  const extra = addresses.map((address, at) => ({
    id: ids[at],
    publisher: 'hewan',
    names: { zh: `河湾市第${at + 1}网站`, en: `Hewan ${at + 1}` },
    level: 'L5',
    kind: 'official',
    every: 'hour',
    listing: by === 'lists' ? { ...listing, url: `http://${address}/` } : { format: 'feed', url: feedOf(address) },
    expect: { atLeast: 1, freshWithinDays: 365 },
    rights: { use: 'full-text', reason: 'invented' },
  }));
  return { sources: { only: ids, extra }, fetch: { contact: 'mailto:bench@example.org', allow: addresses } };
}
