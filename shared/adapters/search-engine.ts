import type { Search } from '../model/search.ts';
import type { Ground } from './ground.ts';
import { later } from './later.ts';

const names: Readonly<Record<keyof Search, true>> = {
  ...{ apply: true, query: true, match: true, isOutdated: true, discard: true, renew: true, check: true, one: true },
  ...{ mentions: true, timeline: true, provinces: true },
  ...{ figures: true, announcements: true, missingTexts: true, sequences: true, withNumber: true, withKeys: true },
  ...{ edges: true, citations: true, windows: true, trees: true, pairs: true, pairsOf: true },
};

/** The engine that the configuration names, loaded when it is first asked. */
export function openSearchEngine({ base: { settings }, objects, cacheDir, environment }: Ground): Search {
  if (settings.search.engine === 'embedded')
    return later<Search>(names, async () => (await import('./search.ts')).openSearch(objects, cacheDir));
  const { endpoint } = settings.search;
  // Names of indexes are lower case; the table's name tells instances of one domain apart.
  const prefix = environment.RECORD_TABLE.toLowerCase().replace(/[^a-z0-9-]/g, '-');
  return later<Search>(names, async () => (await import('./opensearch.ts')).openOpenSearch({ endpoint, prefix }));
}
