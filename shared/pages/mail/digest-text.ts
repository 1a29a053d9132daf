import type { Digest } from '../../model/digest.ts';
import { orEmpty } from '../../model/values.ts';
import { type DigestLanguage, type Locale, localeOf } from '../words/days.ts';
import { plainLine } from '../words/escape.ts';
import { columns, padded, wrap } from '../words/wrap.ts';
import { briefOf } from './digest-highlights.ts';
import { composedWords, countWords, editedWords, type ReaderNote, readerWords } from './digest-parts.ts';
import { composedDay } from './digest-view.ts';
import { type Detail, details, everything, isBriefEnough } from './items.ts';
import { narrowedText, readerParts } from './reader-mail.ts';
import { countsLine, footLinks, partText, sectionParts, unseenPart, type Writing, width } from './telling.ts';

const double = '='.repeat(width);

/**
 * What the text needs beyond the digest: where the pages are, the reader's links, how much of each item is told, and the day that days left
 * are counted from.
 */
export type TextOptions = {
  readonly baseUrl?: string;
  readonly pageUrl?: string;
  readonly unsubscribeUrl?: string;
  readonly reader?: ReaderNote;
  readonly detail?: Detail;
  readonly today?: string;
};

function headText(digest: Digest, tongue: Locale): string {
  const name = 'HONGTOU 红头';
  const week = tongue.say('Weekly digest {week}', { week: digest.week });
  const range = tongue.range(digest.from, digest.to);
  const composed = composedWords(digest, tongue);
  const ends = (left: string, right: string): string => `${padded(left, width - columns(right))}${right}`;
  return `${ends(name, week)}\n${ends(range, composed)}\n${double}`;
}

const footText = ({ tongue, baseUrl, pageUrl }: Writing, { reader, unsubscribeUrl }: TextOptions): readonly string[] => {
  const links = footLinks({ reader, unsubscribeUrl, pageUrl: baseUrl && pageUrl }, tongue);
  const lines = [
    ...(reader ? [wrap(readerWords(reader, tongue), width)] : []),
    ...links.map(({ name, url }) => `${padded(name, 22)}${plainLine(url, 2000)}`),
  ];
  return lines.length > 0 ? [`-- \n${lines.join('\n')}`] : [];
};

type TextParts = { readonly text: string; readonly words: number };

/** The digest as text; the HTML part of a mail tells the same. */
export function digestTextParts(digest: Digest, language: DigestLanguage, options: TextOptions = {}): TextParts {
  const tongue = localeOf(language);
  const today = options.today ?? composedDay(digest);
  const detail = options.detail ?? everything;
  const baseUrl = options.baseUrl?.replace(/\/$/, '');
  const writing = { digest, tongue, today, detail, baseUrl, pageUrl: options.pageUrl ?? `${orEmpty(baseUrl)}/digests/${digest.week}` };
  const news = [
    ...narrowedText(digest, { narrowed: options.reader?.narrowed, pageUrl: writing.pageUrl }, tongue),
    ...readerParts(digest, today, tongue).map((part) => partText(part, writing)),
    ...[editedWords(digest, tongue)].flatMap((words) => (words === undefined ? [] : [wrap(words, width)])),
    briefOf(digest, today, tongue)
      .map(({ text }) => wrap(text, width, '- ', '  '))
      .join('\n'),
    wrap(countsLine(digest, tongue), width),
    ...sectionParts(writing).map((part) => `\n${partText(part, writing)}`),
  ].join('\n\n');
  const [head, foot] = [headText(digest, tongue), footText(writing, options)];
  const text = `${[head, news, `\n${partText(unseenPart(writing), writing)}`, ...foot].join('\n\n')}\n`;
  return { text, words: countWords([head, news, ...foot].join('\n')) };
}

/**
 * The digest as plain text: 72 columns (a Han character is two). Chinese titles, numbers and addresses are never broken over lines. Days
 * left count from `today`, else from the day of composition.
 */
export function digestText(digest: Digest, language: DigestLanguage, options: TextOptions = {}): string {
  const write = (detail: Detail): TextParts => digestTextParts(digest, language, { ...options, detail });
  // Without a page that has the rest, everything is told.
  const brief = options.baseUrl === undefined ? undefined : details.find((detail) => isBriefEnough(digest, detail, write(detail).words));
  return write(options.detail ?? brief ?? everything).text;
}
