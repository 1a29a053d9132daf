import type { DateFact } from '../../model/article.ts';
import { type CatalogueFacts, knownDates } from '../../model/lineage.ts';
import type { Capped } from '../../model/run.ts';
import { isDay, wholeDays } from '../../model/time.ts';
import { months } from '../../stages/english/quantity.ts';
import { dateNames, type Language, type LanguagePair, type Say, sayIn, word } from './words.ts';

/** Days are ISO strings of Beijing; nothing here knows the machine's zone. */

const parts = (value: string): readonly [number, number?, number?] | undefined => {
  const found = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?/.exec(value);
  if (!found) return undefined;
  const [, year, month, day] = found;
  if (month === undefined) return [Number(year)];
  return day === undefined ? [Number(year), Number(month)] : [Number(year), Number(month), Number(day)];
};

const monthName = (month: number): string => months[month - 1] ?? String(month);

/** `13 November 2026`, `November 2026, month only`, `2026, year only`; in Chinese `2026年11月13日` and the like. */
export function dayWords(value: string, language: Language): string {
  const [year, month, day] = parts(value) ?? [];
  if (year === undefined) return value;
  if (language === 'zh')
    return `${year}年${month === undefined ? '（仅年份）' : `${month}月${day === undefined ? '（仅月份）' : `${day}日`}`}`;
  if (month === undefined) return `${year}, year only`;
  return day === undefined ? `${monthName(month)} ${year}, month only` : `${day} ${monthName(month)} ${year}`;
}

/** `2026-11-13`, for rows: days one under the other are compared. */
export const dayShort = (value: string): string => value.slice(0, 10);

export const weekday = (day: string, language: Language): string =>
  new Date(`${day}T00:00:00Z`).toLocaleDateString(language === 'zh' ? 'zh-CN' : 'en-GB', { weekday: 'long', timeZone: 'UTC' });

/** An instant as day and minute in Beijing, `2026-11-25 08:00`; a bare day stays one. */
export function beijing(instant: string): string {
  const time = Date.parse(instant);
  if (isDay(instant) || Number.isNaN(time)) return instant;
  return new Date(time + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');
}

/** `23 November 2026, 08:00`. */
export function momentWords(instant: string, language: Language): string {
  const local = beijing(instant);
  return isDay(local) ? dayWords(local, language) : `${dayWords(local, language)}${language === 'zh' ? ' ' : ', '}${local.slice(11)}`;
}

/** `16–22 November 2026`, `28 September – 4 October 2026`. */
function rangeWords(from: string, to: string, language: Language): string {
  const [fromYear, fromMonth, fromDay] = parts(from) ?? [];
  const [toYear, toMonth] = parts(to) ?? [];
  if (language === 'zh' || fromYear !== toYear || fromMonth === undefined) return `${dayWords(from, language)} – ${dayWords(to, language)}`;
  return fromMonth === toMonth ? `${fromDay}–${dayWords(to, language)}` : `${fromDay} ${monthName(fromMonth)} – ${dayWords(to, language)}`;
}

/** The time from `today` to the end of a last day, both in Beijing; undefined when the day is not known exactly. */
export function renderTimeLeft(until: string, today: string, say: Say): string | undefined {
  const days = wholeDays(today, until);
  if (days === undefined) return undefined;
  if (days < 0) return say('closed');
  if (days === 0) return say('closes today');
  return days === 1 ? say('closes tomorrow') : say('{days} days left', { days });
}

export function factWords(fact: DateFact, language: Language): string {
  const words = dayWords(fact.value, language);
  return fact.time === undefined ? words : `${words} ${fact.time}`;
}

/** That a list was cut off at the last page that a round reads, and which days may be missing. */
export function cappedWords(
  { at, pages, since, until }: Capped,
  { say, day }: { readonly say: Say; readonly day: (value: string) => string },
): string {
  const on = day(beijing(at).slice(0, 10));
  const cut = say('Its list went on behind the {pages} pages read on {on}', { pages, on });
  if (since === undefined) return say('{cut}; older entries were not read.', { cut });
  const last = until === undefined ? '' : day(until);
  return say(
    `${cut}; entries ${last === '' ? `after ${day(since)}` : `from ${day(since)} to ${last}`} may be missing.`,
    `${cut}，${day(since)}${last === '' ? '之后' : `至${last}`}的条目可能缺漏。`,
  );
}

/** A digest may speak English, Chinese, or both side by side (settings: digest.language). */
export type DigestLanguage = Language | 'both';

/** How everything is said in one language. */
export type Locale = {
  readonly language: Language;
  readonly say: Say;
  readonly word: (names: Readonly<Record<string, LanguagePair>>, key: string) => string;
  readonly day: (value: string) => string;
  readonly moment: (value: string) => string;
  readonly range: (from: string, to: string) => string;
  readonly title: (names: Readonly<Record<string, LanguagePair>>, key: string) => string;
};

/** Gives the words of a language; sentences stay English when both are asked for, names and headings come twice. */
export function localeOf(chosen: DigestLanguage): Locale {
  const language: Language = chosen === 'zh' ? 'zh' : 'en';
  const twice = (names: Readonly<Record<string, LanguagePair>>, key: string): string =>
    chosen === 'both' ? `${word(names, key, 'en')} ${word(names, key, 'zh')}` : word(names, key, language);
  return {
    language,
    say: sayIn(language),
    word: (names, key) => word(names, key, language),
    day: (value) => dayWords(value, language),
    moment: (value) => momentWords(value, language),
    range: (from, to) => rangeWords(from, to, language),
    title: twice,
  };
}

/** What the catalogue knows of an act and its page does not state, in one line: apart from what was read, and marked as such. */

/** `facts` in the language of the interface; `label` says whose they are. */
export function catalogueWords(catalogue: CatalogueFacts, language: Language): { readonly label: string; readonly facts: string } {
  const say = sayIn(language);
  const days = knownDates.flatMap((kind) => {
    const fact = catalogue.dates[kind];
    if (!fact) return [];
    const day = dayWords(fact.value, language);
    return say(`${kind} ${day}`, `${day}${word(dateNames, kind, 'zh')}`);
  });
  const names = catalogue.issuers?.map(({ name, english = name }) => say(english, name));
  const facts = [
    ...days,
    catalogue.number !== undefined && say('number {number}', { number: catalogue.number }),
    names && say('issued by {names}', { names: names.join(say(', ', '、')) }),
    catalogue.unverified && say('unverified'),
  ];
  return { label: say('From the catalogue, not stated on this page'), facts: facts.filter(Boolean).join(say('; ')) };
}
