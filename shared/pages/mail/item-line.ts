import type { DigestItem } from '../../model/digest.ts';
import type { DigestLocale } from '../words/digest-locale.ts';
import { itemView } from './digest-view.ts';
import { countWords } from './english-words.ts';
import { shortTitle } from './short-title.ts';

/** An item in one line: what matters in time, the headline, by whom; the Chinese title with the number stands beside it. */
export type ItemLine = { readonly lead?: string; readonly title: string; readonly by?: string; readonly beside: string };

/** Fewer words of a headline say nothing. */
const fewestWords = 6;

export type LineOptions = {
  /** The most English words of the line. */
  readonly words: number;
  /** Whether the document number stands beside it. */
  readonly numbered: boolean;
};

/** At most so many English words; the paragraph is on the page. */
export function itemLine(item: DigestItem, today: string, tongue: DigestLocale, { words, numbered }: LineOptions): ItemLine {
  const { lead, by, english, chinese } = itemView(item, today, tongue);
  const left = words - countWords([lead?.strong, by].join(' '));
  const [title, other] =
    tongue.language === 'zh' && chinese !== undefined
      ? [chinese, undefined]
      : [shortTitle(item, english, Math.max(fewestWords, left)), chinese];
  return {
    ...(lead && { lead: lead.strong }),
    title,
    ...(by !== undefined && { by: tongue.say(`(${by})`, `（${by}）`) }),
    beside: [other, numbered && item.number].filter(Boolean).join(' '),
  };
}
