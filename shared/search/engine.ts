import type { Settings } from '../model/configuration.ts';
import type { Search } from '../model/ports.ts';
import type { Objects } from '../store/objects.ts';
import { openSearch } from './sqlite.ts';

/** `name` tells the instances of one domain apart; `cacheDir` is where copies of the embedded index lie. */
type SearchPlace = {
  readonly settings: Pick<Settings, 'search'>;
  readonly objects: Objects;
  readonly cacheDir: string;
  readonly name: string;
};

export async function openSearchEngine({ settings: { search }, objects, cacheDir, name }: SearchPlace): Promise<Search> {
  if (search.engine === 'embedded') return openSearch(objects, cacheDir);
  const { openOpenSearch } = await import('./opensearch/index.ts');
  // Names of indexes are lower case.
  return openOpenSearch({ endpoint: search.endpoint, prefix: name.toLowerCase().replace(/[^a-z0-9-]/g, '-') });
}
