import type { DateFact } from '../../model/article.ts';
import { orEmpty } from '../../model/values.ts';
import { readDayFact } from '../dates/day-fact.ts';
import type { PageLine } from '../html/lines.ts';

const deepest = 8;
const ends = /^(?:Ends|End)\s{0,2}\/\s{0,2}(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s/;
const weekday = /[（(]星期[一二三四五六日][)）]$/;

/**
 * The day under the last word of a press release of Hong Kong's government, which has none over the text: Ends/Wednesday, 22 April 2026;
 * 完 and 2026年4月22日（星期三）.
 */
export function readClosingDay(lines: readonly PageLine[]): DateFact | undefined {
  for (let at = lines.length - 1; at >= 0 && at >= lines.length - deepest; at -= 1) {
    const text = orEmpty(lines[at]?.text);
    if (text.length > 60) continue;
    const english = ends.exec(text);
    if (english) return quoted(readDayFact(text.slice(english[0].length), 'body'), text);
    if (weekday.test(text) && lines[at - 1]?.text === '完') return quoted(readDayFact(text.replace(weekday, ''), 'body'), text);
  }
  return undefined;
}

const quoted = (day: DateFact | undefined, quote: string): DateFact | undefined => day && { ...day, quote };
