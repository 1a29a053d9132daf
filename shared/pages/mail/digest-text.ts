import type { Digest } from '../../model/digest.ts';
import { type DigestLanguage, type DigestLocale, localeOf } from '../words/days.ts';
import { plainLine } from '../words/escape.ts';
import { columns, padded, wrap } from '../words/wrap.ts';
import { briefOf, countsOf, scopeLine } from './digest-highlights.ts';
import {
  causeLines,
  composedWords,
  countWords,
  figureHead,
  figureRows,
  foldedWords,
  mostFigures,
  nothingWords,
  type ReaderNote,
  readerWords,
  sectionNotes,
  type UnseenDetail,
  unseenDetailFor,
  unseenView,
} from './digest-parts.ts';
import { composedDay } from './digest-view.ts';
import {
  type Detail,
  details,
  elsewhereText,
  everything,
  isBriefEnough,
  itemText,
  lineText,
  type Told,
  type ToldSection,
  toldSections,
} from './items.ts';
import { narrowedText, readerText } from './reader-mail.ts';

const width = 72;
const double = '='.repeat(width);
const single = '-'.repeat(width);

/** What the text needs beyond the digest: where the pages are, the reader's links, how much of each item is told, and the day that days left are counted from. */
export type TextOptions = {
  readonly baseUrl?: string;
  /** The digest's own page, where it has an address of its own. */
  readonly pageUrl?: string;
  readonly unsubscribeUrl?: string;
  readonly reader?: ReaderNote;
  readonly detail?: Detail;
  readonly today?: string;
};

type Writing = { readonly digest: Digest; readonly tongue: DigestLocale; readonly options: TextOptions; readonly today: string };

function toldText({ item, how, onPage }: Told, { digest, tongue, options, today }: Writing): string {
  if (how === 'elsewhere') return elsewhereText(item, today, tongue);
  const { baseUrl, detail = everything } = options;
  const ours = onPage ? `${pageOf(digest, options)}#` : `${baseUrl?.replace(/\/$/, '')}/documents/`;
  const page = baseUrl === undefined ? undefined : `${ours}${encodeURIComponent(item.id)}`;
  return how === 'line'
    ? lineText(item, today, tongue, { page, words: detail.words, numbered: digest.highlights === undefined })
    : itemText(item, today, tongue, { ...detail, page });
}

function figuresText(digest: Digest, tongue: DigestLocale): readonly string[] {
  const head = figureHead(tongue);
  return figureRows(digest, tongue, mostFigures).map(({ subject, now, before, since }) => {
    const told = [`${head.now}: ${now}`, `${head.before}: ${before}`, `${head.since}: ${since}`].join(tongue.say('; ', '；'));
    return `${wrap(subject, width)}\n${wrap(told, width, '  ')}`;
  });
}

function sectionText(section: ToldSection, writing: Writing): string {
  const { digest, tongue, options } = writing;
  const { name, n, told, older, more, id } = section;
  const figures = id === 'enforcement' ? figuresText(digest, tongue) : [];
  return [
    `${tongue.language === 'en' ? name.toUpperCase() : name} (${n})\n${single}`,
    ...(n === 0 && figures.length === 0 ? [nothingWords(digest, tongue)] : []),
    ...sectionNotes(digest, id, tongue).map((note) => wrap(note, width)),
    ...figures,
    ...told.map((each) => toldText(each, writing)),
    ...(older > 0 ? [`${foldedWords(older, tongue)}\n  ${pageOf(digest, options)}#${id}`] : []),
    ...(more > 0 ? [`${tongue.say(`And ${more} more: `, `另有${more}件：`)}${pageOf(digest, options)}`] : []),
  ].join('\n\n');
}

const pageOf = ({ week }: Digest, { baseUrl = '', pageUrl }: TextOptions): string =>
  pageUrl ?? `${baseUrl.replace(/\/$/, '')}/digests/${week}`;

const unseenLines = (digest: Digest, detail: UnseenDetail, tongue: DigestLocale): readonly string[] =>
  detail > 0
    ? causeLines(digest, detail, tongue).map(({ cause, names }) =>
        wrap([cause, names].filter(Boolean).join(tongue.say(': ', '：')), width, '- ', '  '),
      )
    : digest.unseen.map((unseen) => {
        const view = unseenView(unseen, tongue);
        return `${wrap(`${view.english} ${view.chinese} [${view.id}]`, width, '- ', '  ')}\n${wrap(`${view.state}${tongue.say('. ', '。')}${view.what}`, width, '  ')}`;
      });

function unseenText(digest: Digest, detail: UnseenDetail, tongue: DigestLocale, options: TextOptions): string {
  const { say } = tongue;
  const { total } = digest.sources;
  const heading = say(
    `SOURCES WITH PROBLEMS (${digest.unseen.length} of ${total} sources)`,
    `异常来源（${total}个中的${digest.unseen.length}个）`,
  );
  const lines = unseenLines(digest, detail, tongue);
  const note =
    lines.length === 0 ? say('All sources were read.') : say('Documents from these sources may be missing for the period stated.');
  const page =
    detail > 0 && options.baseUrl !== undefined
      ? [`${say('Each of them, since when and why')}${say(': ', '：')}${pageOf(digest, options)}#unseen`]
      : [];
  return [
    `${heading}\n${single}`,
    note,
    ...(lines.length > 0 ? [lines.join('\n')] : []),
    ...page,
    wrap(scopeLine(digest, tongue), width),
  ].join('\n\n');
}

function headText(digest: Digest, tongue: DigestLocale): string {
  const name = 'HONGTOU 红头';
  const week = tongue.say(`Weekly digest ${digest.week}`, `每周摘要 ${digest.week}`);
  const range = tongue.range(digest.from, digest.to);
  const composed = composedWords(digest, tongue);
  const ends = (left: string, right: string): string => `${padded(left, width - columns(right))}${right}`;
  return `${ends(name, week)}\n${ends(range, composed)}\n${double}`;
}

const footText = ({ digest, tongue, options }: Writing): readonly string[] => {
  const { baseUrl, unsubscribeUrl, reader } = options;
  const { say } = tongue;
  const row = (label: string, url: string): string => `${padded(label, 22)}${plainLine(url, 2000)}`;
  const lines = [
    reader && wrap(readerWords(reader, tongue), width),
    reader && row(say('Change your choices'), reader.url),
    baseUrl && row(say('View online'), pageOf(digest, options)),
    unsubscribeUrl && row(say('Unsubscribe'), unsubscribeUrl),
  ].filter(Boolean);
  return lines.length > 0 ? [`-- \n${lines.join('\n')}`] : [];
};

/** A digest as text, with how much it tells of the sources that were not seen, and the English words of its news. */
type TextParts = { readonly text: string; readonly unseen: UnseenDetail; readonly words: number };

/** The digest as text; the HTML part of a mail tells the same. */
export function digestTextParts(digest: Digest, language: DigestLanguage, options: TextOptions = {}): TextParts {
  const tongue = localeOf(language);
  const today = options.today ?? composedDay(digest);
  const writing = { digest, tongue, options, today };
  const detail = options.detail ?? everything;
  const counts = countsOf(digest, tongue).map(({ name, n }) => `${name} ${n}`);
  const news = [
    ...narrowedText(digest, { narrowed: options.reader?.narrowed, pageUrl: pageOf(digest, options) }, tongue),
    ...readerText(digest, today, tongue),
    briefOf(digest, today, tongue)
      .map(({ text }) => wrap(text, width, '- ', '  '))
      .join('\n'),
    wrap(`${counts.join(' · ')} · ${tongue.say(`Source problems ${digest.unseen.length}`, `异常来源 ${digest.unseen.length}`)}`, width),
    ...toldSections(digest, tongue, detail, options.baseUrl !== undefined).map((section) => `\n${sectionText(section, writing)}`),
  ].join('\n\n');
  const write = (told: UnseenDetail): string => unseenText(digest, told, tongue, options);
  const unseen = unseenDetailFor(digest, { least: detail.unseen, page: options.baseUrl !== undefined, news: news.length }, write);
  const [head, foot] = [headText(digest, tongue), footText(writing)];
  const text = `${[head, news, `\n${write(unseen)}`, ...foot].join('\n\n')}\n`;
  return { text, unseen, words: countWords([head, news, ...foot].join('\n')) };
}

/**
 * The digest as plain text: 72 columns (a Han character is two), every section in its order with zeros stated, then what was not seen, by cause and never longer
 * than the news. Chinese titles, numbers and addresses are never broken over lines. Days left count from `today`, else from the day of composition.
 */
export function digestText(digest: Digest, language: DigestLanguage, options: TextOptions = {}): string {
  const write = (detail: Detail): TextParts => digestTextParts(digest, language, { ...options, detail });
  // Without a page that has the rest, everything is told.
  const brief = options.baseUrl === undefined ? undefined : details.find((detail) => isBriefEnough(digest, detail, write(detail).words));
  return write(options.detail ?? brief ?? everything).text;
}
