import { countsContract } from './contract/counts.ts';
import { filtersContract } from './contract/filters.ts';
import { languageContract } from './contract/language.ts';
import { registerContract } from './contract/register.ts';
import { roundsContract } from './contract/rounds.ts';
import type { OpenEmpty } from './contract/rows.ts';
import { wordsContract } from './contract/words.ts';

/** What every implementation of the port `Search` answers. `open` gives an index that holds nothing; what it needs is closed when the test has finished. */
export function searchContract(open: OpenEmpty): void {
  wordsContract(open);
  languageContract(open);
  filtersContract(open);
  countsContract(open);
  registerContract(open);
  roundsContract(open);
}
