import type { DateFact } from '../../model/article.ts';
import { group } from '../../model/values.ts';
import { parseDayFact, readDayFact } from '../dates/day-fact.ts';
import type { PageLine } from '../html/lines.ts';

/** A day of the Republic of China's calendar (year 1 is 1912), as sites of Taiwan print it: 115-06-18, 中華民國115年6月18日. */
export function readMinguoDay(text: string, url: string): DateFact | undefined {
  const parts = /^(中華民國|民國)?\s?(\d{2,3})[-/.年]\s?(\d{1,2})[-/.月]\s?(\d{1,2})日?/.exec(text);
  if (!parts || !(parts[1] !== undefined || /^https?:\/\/[^/]{1,200}\.tw(?:[:/]|$)/.test(url))) return undefined;
  const [, , year = '', month = '', day = ''] = parts;
  return parseDayFact(`${Number(year) + 1911}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`, 'body');
}

/** A day that only a script holds, as on pages of WeChat; several different ones are those of other pages too. */
export function readScriptDate(html: string): DateFact | undefined {
  const days = new Map<string, DateFact>();
  for (const hit of html.matchAll(scripted)) {
    const day = readDayFact(group(hit, 1), 'body');
    if (day) days.set(day.value, { ...day, quote: hit[0].slice(0, 120) });
  }
  return days.size === 1 ? [...days.values()][0] : undefined;
}

const scripted =
  /\b(?:create_?time|(?:doc_?|art_?)?(?:publish|pub|release)(?:ed)?_?(?:time|date|at))["']?\s{0,3}[:=]\s{0,3}["'](20\d{2}-\d{1,2}-\d{1,2}(?:[ T]\d{1,2}:\d{2}(?::\d{2})?)?)/gi;

/** 2026年11月25日 星期三 over a title is the clock of the site. */
export const isNotSiteClock = ({ text }: Pick<PageLine, 'text'>): boolean =>
  !/星期[一二三四五六日天]|周[一二三四五六日](?![\p{Script=Han}])|农历|今天是|(?:Sun|Mon|Tues|Wednes|Thurs|Fri|Satur)day/u.test(text);
