import type { DigestLocale } from '../words/digest-locale.ts';
import type { ItemView } from './digest-view.ts';
import { countWords, firstWords } from './english-words.ts';

const lineWords = 20;

/** An item in one line: what matters in time, the headline, by whom; the Chinese title with the number stands beside it. */
export type ItemLine = { readonly lead?: string; readonly title: string; readonly by?: string; readonly beside: string };

/** At most twenty English words; the paragraph is on the page. `number` adds the document number. */
export function itemLine(view: ItemView, number: string | undefined, { language, say }: DigestLocale): ItemLine {
  const lead = view.lead && `${view.lead.strong}${say(', ', '，')}${view.lead.rest}`;
  const left = lineWords - countWords(`${lead} ${view.by}`);
  const english = firstWords(view.english, Math.max(6, left));
  const [title, other] = language === 'zh' && view.chinese !== undefined ? [view.chinese, undefined] : [english, view.chinese];
  return {
    ...(lead && { lead }),
    title,
    ...(view.by !== undefined && { by: say(`(${view.by})`, `（${view.by}）`) }),
    beside: [other, number].filter(Boolean).join(' '),
  };
}
