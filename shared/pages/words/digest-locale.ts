import { dayWords, momentWords, rangeWords } from './days.ts';
import { type Language, type LanguagePair, type Say, say, word } from './words.ts';

/** A digest may speak English, Chinese, or both side by side (settings: digest.language). */
export type DigestLanguage = Language | 'both';

/** How one digest speaks; days are English when both are asked for. */
export type DigestLocale = {
  readonly language: Language;
  readonly say: Say;
  readonly word: (names: Readonly<Record<string, LanguagePair>>, key: string) => string;
  readonly day: (value: string) => string;
  readonly moment: (value: string) => string;
  readonly range: (from: string, to: string) => string;
  /** A label: both languages joined by a blank when both are asked for. */
  readonly title: (names: Readonly<Record<string, LanguagePair>>, key: string) => string;
};

/** Gives the words of a language; sentences stay English when both are asked for, names and headings come twice. */
export function localeOf(asked: DigestLanguage): DigestLocale {
  const language: Language = asked === 'zh' ? 'zh' : 'en';
  const twice = (names: Readonly<Record<string, LanguagePair>>, key: string): string =>
    asked === 'both' ? `${word(names, key, 'en')} ${word(names, key, 'zh')}` : word(names, key, language);
  return {
    language,
    say: (english: string, chinese?: string) => say(language, english, chinese),
    word: (names, key) => word(names, key, language),
    day: (value) => dayWords(value, language),
    moment: (value) => momentWords(value, language),
    range: (from, to) => rangeWords(from, to, language),
    title: twice,
  };
}
