import type { Trouble } from '../../model/errors.ts';
import { either } from '../text/words.ts';
import rows from './block-patterns.json' with { type: 'json' };
import lists from './word-lists.json' with { type: 'json' };

export type BlockPattern = { readonly trouble: Trouble; readonly what: string; readonly pattern: RegExp };

/** One expression for all rows of a place with the same meaning, in the order of the table. */
function compilePatterns(place: 'text' | 'title'): readonly BlockPattern[] {
  const groups = Map.groupBy(
    rows.filter((row) => row.in === place),
    ({ what }) => what,
  );
  return [...groups].map(([what, same]) => ({
    what,
    trouble: same[0]?.trouble === 'refused' ? 'refused' : 'unrecognised',
    pattern: new RegExp(either(same.map(({ pattern }) => pattern)), 'iu'),
  }));
}

/** What pages say that stand in place of a document. It counts only on a page that has little text and not the form of a document. */
export const blockPatterns: readonly BlockPattern[] = compilePatterns('text');

/** Titles of such pages, without the name of the site behind them. */
export const blockTitles: readonly BlockPattern[] = compilePatterns('title');

/** A whole text that is nothing but such a sentence, whatever the page around it looks like. */
export const blockSentence = new RegExp(
  `^(?:(?:抱歉|对不起|很抱歉|温馨提示|提示|尊敬的用户)[，,：:！! ]{0,2})?${either(lists.blockSentences)}[。.!！…]{0,6}$`,
);

/** Scripts that answer with a puzzle in place of the page. */
export const challengeScript = new RegExp(either(lists.challengeScripts));
