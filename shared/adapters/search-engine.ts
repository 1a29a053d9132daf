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
export const openSearchEngine = ({ base: { settings }, objects, cacheDir, environment }: Ground): Search =>
  later<Search>(names, async () =>
    (await import('../search/engine.ts')).openSearchEngine({ settings, objects, cacheDir, name: environment.RECORD_TABLE }),
  );
