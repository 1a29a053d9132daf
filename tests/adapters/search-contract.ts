import { countsContract } from './search-contract/counts.ts';
import { filtersContract } from './search-contract/filters.ts';
import { languageContract } from './search-contract/language.ts';
import { registerContract } from './search-contract/register.ts';
import { roundsContract } from './search-contract/rounds.ts';
import type { OpenEmpty } from './search-contract/rows.ts';
import { wordsContract } from './search-contract/words.ts';

/** What every implementation of the port `Search` answers. `open` gives an index that holds nothing; what it needs is closed when the test has finished. */
export function searchContract(open: OpenEmpty): void {
  wordsContract(open);
  languageContract(open);
  filtersContract(open);
  countsContract(open);
  registerContract(open);
  roundsContract(open);
}
