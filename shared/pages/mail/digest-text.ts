import { type Digest, type DigestItem, sections } from '../../model/digest.ts';
import { type DigestLanguage, type DigestLocale, localeOf } from '../words/digest-locale.ts';
import { plainLine } from '../words/escape.ts';
import { sectionNames } from '../words/words.ts';
import { columns, padded, wrap } from '../words/wrap.ts';
import { briefOf, countsOf, scopeLine } from './digest-brief.ts';
import { causeLines, type UnseenDetail, unseenDetailFor, unseenView } from './digest-unseen.ts';
import { composedDay, type ItemView, itemView } from './digest-view.ts';
import { composedWords, elsewhereWords, notEarlier } from './digest-words.ts';

const width = 72;
const double = '='.repeat(width);
const single = '-'.repeat(width);

/** What the text needs beyond the digest: where the pages are, the link to leave, how much of each item is told, and the day that days left are counted from. */
export type TextOptions = {
  readonly baseUrl?: string;
  /** The digest's own page, where it has an address of its own. */
  readonly pageUrl?: string;
  readonly unsubscribeUrl?: string;
  readonly detail?: Detail;
  readonly today?: string;
};
/**
 * 0 tells everything; 1 leaves out quotes and coverage; 2 keeps titles, number, dates and links; `most` bounds the items of a section; `unseen` is where the
 * detail of the sources begins.
 */
export type Detail = { readonly level: 0 | 1 | 2; readonly most: number; readonly unseen: UnseenDetail };
export const everything: Detail = { level: 0, most: Number.POSITIVE_INFINITY, unseen: 0 };

const titleLines = (view: ItemView, { language }: DigestLocale): string => {
  // The Chinese title is never broken over lines, so that it can be searched for.
  const english = wrap(view.english, width);
  if (view.chinese === undefined) return english;
  return language === 'zh' ? `${view.chinese}\n${english}` : `${english}\n${view.chinese}`;
};

const factLines = (view: ItemView): readonly string[] =>
  view.facts.flatMap(({ label, lines }) =>
    lines.map((line, index) => wrap(line, width, `  ${padded(index === 0 ? label : '', 10)}`, ' '.repeat(12))),
  );

const coverageLines = (view: ItemView, { say }: DigestLocale): readonly string[] =>
  view.coverage.length === 0
    ? []
    : [
        `  ${say('Coverage')}`,
        ...view.coverage.flatMap(({ title, original, url, type }) => [
          wrap(`${type}: ${title}`, width, '  - ', '    '),
          ...(original === undefined ? [] : [`    ${original}`]),
          ...(url === undefined ? [] : [`    ${url}`]),
        ]),
      ];

const leadText = ({ lead }: ItemView, { language, say }: DigestLocale): string =>
  lead ? `${language === 'en' ? lead.strong.toUpperCase() : lead.strong}${say(', ', '，')}${lead.rest}` : '';

function itemText(item: DigestItem, today: string, tongue: DigestLocale, options: TextOptions): string {
  const view = itemView(item, today, tongue);
  if (item.inFull)
    return [leadText(view, tongue), titleLines(view, tongue), wrap(elsewhereWords(item.inFull, tongue), width, '  ')].join('\n');
  const { level } = options.detail ?? everything;
  const short = new Set([tongue.say('Number'), tongue.say('Dates')]);
  const told = level < 2 ? view : { ...view, facts: view.facts.filter(({ label }) => short.has(label)) };
  return [
    view.lead && leadText(view, tongue),
    titleLines(view, tongue),
    level < 2 && wrap(`${view.status}${tongue.say('. ', '。')}${view.kind}`, width),
    ...(level === 0 && view.quotes.length > 0 ? ['', ...view.quotes.map((quote) => wrap(`“${quote}”`, width, '  ')), ''] : []),
    ...factLines(told),
    ...(level === 0 ? coverageLines(view, tongue) : []),
    view.official && `  ${tongue.say('Official page')}  ${view.official}`,
    options.baseUrl && `  ${tongue.say('In Hongtou')}     ${options.baseUrl.replace(/\/$/, '')}/documents/${encodeURIComponent(view.id)}`,
  ]
    .filter((line) => typeof line === 'string')
    .join('\n');
}

type TextSection = { readonly name: string; readonly items: readonly DigestItem[] };

function sectionText(digest: Digest, { name, items }: TextSection, tongue: DigestLocale, options: TextOptions): string {
  const { most } = options.detail ?? everything;
  const heading = `${tongue.language === 'en' ? name.toUpperCase() : name} (${items.length})\n${single}`;
  if (items.length === 0) return `${heading}\n\n${tongue.say('Nothing new.')}`;
  const today = options.today ?? composedDay(digest);
  const more = items.length - most;
  return [
    heading,
    ...items.slice(0, most).map((item) => itemText(item, today, tongue, options)),
    ...(more > 0 ? [moreWords(more, digest, tongue, options)] : []),
  ].join('\n\n');
}

const pageOf = ({ week }: Digest, { baseUrl = '', pageUrl }: TextOptions): string =>
  pageUrl ?? `${baseUrl.replace(/\/$/, '')}/digests/${week}`;
const moreWords = (more: number, digest: Digest, { say }: DigestLocale, options: TextOptions): string =>
  `${say(`And ${more} more: `, `另有${more}件：`)}${pageOf(digest, options)}`;

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

const footText = (digest: Digest, { say }: DigestLocale, options: TextOptions): readonly string[] => {
  const { baseUrl, unsubscribeUrl } = options;
  const lines = [
    baseUrl && `${say('View online')}    ${pageOf(digest, options)}`,
    unsubscribeUrl && `${say('Unsubscribe')}          ${plainLine(unsubscribeUrl, 2000)}`,
  ].filter(Boolean);
  return lines.length > 0 ? [`-- \n${lines.join('\n')}`] : [];
};

/** The digest as text, and with how much detail it tells of the sources that were not seen: the HTML part of a mail tells the same. */
export function digestTextParts(
  digest: Digest,
  language: DigestLanguage,
  options: TextOptions = {},
): { text: string; unseen: UnseenDetail } {
  const tongue = localeOf(language);
  const counts = countsOf(digest, tongue).map(({ name, n }) => `${name} ${n}`);
  const added = digest.notInEarlierMail ?? [];
  const news = [
    briefOf(digest, options.today ?? composedDay(digest), tongue)
      .map(({ text }) => wrap(text, width, '- ', '  '))
      .join('\n'),
    wrap(`${counts.join(' · ')} · ${tongue.say(`Source problems ${digest.unseen.length}`, `异常来源 ${digest.unseen.length}`)}`, width),
    ...sections.map(
      (section) =>
        `\n${sectionText(digest, { name: tongue.title(sectionNames, section), items: digest.sections[section] }, tongue, options)}`,
    ),
    ...(added.length > 0 ? [`\n${sectionText(digest, { name: notEarlier(tongue), items: added }, tongue, options)}`] : []),
  ].join('\n\n');
  const least = (options.detail ?? everything).unseen;
  const write = (detail: UnseenDetail): string => unseenText(digest, detail, tongue, options);
  const unseen = unseenDetailFor(digest, { least, page: options.baseUrl !== undefined, news: news.length }, write);
  const blocks = [headText(digest, tongue), news, `\n${write(unseen)}`, ...footText(digest, tongue, options)];
  return { text: `${blocks.join('\n\n')}\n`, unseen };
}

/**
 * The digest as plain text: 72 columns (a Han character is two), every section in its order with zeros stated, then what was not seen, by cause and never longer
 * than the news. Chinese titles, numbers and addresses are never broken over lines. Days left count from `today`, else from the day of composition.
 */
export const digestText = (digest: Digest, language: DigestLanguage, options: TextOptions = {}): string =>
  digestTextParts(digest, language, options).text;
