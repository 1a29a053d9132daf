import type { Digest, DigestItem, FollowedItem, Reminder } from '../../model/digest.ts';
import { itemsOf } from '../../stages/digest/narrow.ts';
import { type Locale, renderTimeLeft } from '../words/days.ts';
import { bracketed, type Html, headerLine, html, joinParts, plainLine, toMarkup } from '../words/escape.ts';
import { markHan } from '../words/page-view.ts';
import { capital, relationLabels } from '../words/words.ts';
import { wrap } from '../words/wrap.ts';
import { itemView } from './digest-view.ts';
import { everything, fillPiece } from './items.ts';
import { type Part, partMail, partText, type Writing, width } from './telling.ts';

const mostLines = 20;
const limit = 400;

const listed = (text: string, href: string): Part['blocks'][number] => ({ link: plainLine(text, limit), href, as: 'listed' });

export const isReminderAlone = (digest: Digest): boolean =>
  digest.reminders !== undefined && digest.sources.total === 0 && itemsOf(digest).length === 0;

function headlineOf(item: DigestItem, today: string, tongue: Locale): string {
  const { english, chinese } = itemView(item, today, tongue);
  return tongue.language === 'zh' && chinese !== undefined ? chinese : english;
}

/** `Measures for …. Based on: 《…》`, or that the act itself has news. */
function followedText({ act, landmark }: FollowedItem, headline: string, { say, word, language }: Locale): string {
  if (landmark)
    return say('{headline}: names {landmark}', { headline, landmark: say(landmark.names.en, landmark.names.zh || landmark.names.en) });
  const name = act?.title === undefined ? '' : language === 'zh' ? bracketed(act.title) : (act.english ?? bracketed(act.title));
  if (act === undefined || act.relation === 'itself') return say('{headline}: an act that you follow', { headline });
  return `${headline}${say('. ')}${word(relationLabels, act.relation)}${say(': ')}${name}`;
}

function followedPart(digest: Digest, today: string, tongue: Locale): readonly Part[] {
  const { followed = [] } = digest;
  if (followed.length === 0) return [];
  const items = new Map(itemsOf(digest).map((item) => [item.id, item]));
  const blocks = followed.slice(0, mostLines).flatMap((one) => {
    const item = items.get(one.id);
    return item ? [listed(followedText(one, headlineOf(item, today, tongue), tongue), item.url)] : [];
  });
  return [{ name: tongue.say('What you follow'), n: String(blocks.length), blocks, whole: true }];
}

function reminderText({ kind, until, item }: Reminder, today: string, tongue: Locale): string {
  const { say, day } = tongue;
  const left = renderTimeLeft(until, today, say);
  const what = kind === 'comment' ? say('Comments until') : say('Applications until');
  const headline = headlineOf(item, today, tongue);
  return plainLine(`${left === undefined ? '' : `${capital(left)}${say('. ')}`}${what} ${day(until)}${say(': ')}${headline}`, limit);
}

function reminderPart({ reminders = [] }: Digest, today: string, tongue: Locale): readonly Part[] {
  if (reminders.length === 0) return [];
  const blocks = reminders.slice(0, mostLines).map((one) => listed(reminderText(one, today, tongue), one.item.url));
  return [{ name: tongue.say('Deadlines'), n: String(blocks.length), blocks, whole: true }];
}

export const readerParts = (digest: Digest, today: string, tongue: Locale): readonly Part[] => [
  ...followedPart(digest, today, tongue),
  ...reminderPart(digest, today, tongue),
];

/** `Only what you chose: themes Energy and resources; 12 more items outside your choices`; undefined where a mail tells everything. */
function narrowedWords({ outside = 0 }: Digest, narrowed: string | undefined, { say }: Pick<Locale, 'say'>): string | undefined {
  const more = say('{outside} more {outside:item|items} outside your choices', { outside });
  if (narrowed === undefined) return outside > 0 ? more : undefined;
  const left = outside > 0 ? more : say('no other item was left out');
  return plainLine(say('Only what you chose: {narrowed}; {left}', { narrowed, left }), 2 * limit);
}

function reminderSubject({ reminders = [] }: Digest, today: string, tongue: Locale): string {
  const [first] = reminders;
  const more = reminders.length - 1;
  const reminder = first === undefined ? '' : reminderText(first, today, tongue);
  return `Hongtou 红头: ${reminder}${more > 0 ? tongue.say(' (and {more} more)', { more }) : ''}`;
}

type Narrowing = { readonly narrowed: string | undefined; readonly pageUrl: string };

export function narrowedRow(digest: Digest, { narrowed, pageUrl }: Narrowing, tongue: Locale): Html | false {
  const words = narrowedWords(digest, narrowed, tongue);
  if (words === undefined) return false;
  const all = fillPiece('link', { href: pageUrl, text: tongue.say('The whole week') });
  const content = html`${markHan(words)}${tongue.say(': ')}${all}`;
  return fillPiece('block', { content: fillPiece('soft', { content }) });
}

export const narrowedText = (digest: Digest, { narrowed, pageUrl }: Narrowing, tongue: Locale): readonly string[] => {
  const words = narrowedWords(digest, narrowed, tongue);
  return words === undefined ? [] : [`${wrap(`${words}${tongue.say(':')}`, width)}\n${pageUrl}`];
};

type Foot = { readonly why: string; readonly links: readonly { readonly name: string; readonly url: string }[] };

export function reminderMail(digest: Digest, today: string, tongue: Locale, { why, links }: Foot) {
  const subject = headerLine(reminderSubject(digest, today, tongue));
  const ways = links.map(({ name, url }) => fillPiece('link', { href: url, text: name }));
  const writing: Writing = { digest, tongue, today, detail: everything, baseUrl: undefined, pageUrl: '' };
  const parts = readerParts(digest, today, tongue);
  const rows = [
    fillPiece('masthead', { about: tongue.say('Deadlines that come near'), range: markHan(tongue.day(today)) }),
    ...parts.map((part) => partMail(part, writing)),
    fillPiece('foot', { content: html`${markHan(why)}<br>${joinParts(ways, ' · ')}` }),
  ];
  const lang = tongue.language === 'zh' ? 'zh-Hans' : 'en';
  const preview = plainLine(reminderSubject(digest, today, tongue), 140);
  const foot = [wrap(why, width), ...links.map(({ name, url }) => `${name}: ${url}`)].join('\n');
  return {
    subject,
    html: toMarkup(fillPiece('frame', { lang, title: subject, preview, rows })),
    text: `HONGTOU 红头\n${tongue.day(today)}\n\n${parts.map((part) => partText(part, writing)).join('\n\n')}\n\n-- \n${foot}\n`,
  };
}
